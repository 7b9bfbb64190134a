package org.musiclstm.training;

import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.Split;
import org.musiclstm.network.Loss;
import org.musiclstm.option.Option;

/** Training options that a test changes in the few that it is about. */
public record SmallTraining(TrainingOptions options) {
  /** Options for a network that trains in a moment. */
  public static final SmallTraining DEFAULT =
      new SmallTraining(TrainingOptions.DEFAULT)
          .units(10)
          .nadeUnits(0)
          .learning(Loss.MSE, 1e-2, 0)
          .dropout(0, 0, 0)
          .iterations(12)
          .batchSize(3)
          .windowSteps(8)
          .validateEvery(4)
          .patience(0)
          .checkpointEvery(0)
          .with(Split.SHARE, 0.25);

  /** Sets any option. */
  public <T> SmallTraining with(Option<T> option, T value) {
    return new SmallTraining(options.with(option, value));
  }

  public SmallTraining units(int value) {
    return with(NetworkOptions.HIDDEN_UNITS, value);
  }

  /** Sets the number of hidden layers. */
  public SmallTraining hiddenLayers(int value) {
    return with(NetworkOptions.HIDDEN_LAYERS, value);
  }

  /** Sets the hidden units of an autoregressive output; 0 for an independent one. */
  public SmallTraining nadeUnits(int value) {
    return value == 0
        ? with(NetworkOptions.OUTPUT, NetworkOptions.INDEPENDENT)
        : with(NetworkOptions.OUTPUT, NetworkOptions.AUTOREGRESSIVE)
            .with(NetworkOptions.NADE_UNITS, value);
  }

  public SmallTraining iterations(int value) {
    return with(Schedule.ITERATIONS, value);
  }

  public SmallTraining batchSize(int value) {
    return with(Schedule.BATCH_SIZE, value);
  }

  public SmallTraining windowSteps(int value) {
    return with(Schedule.WINDOW_STEPS, value);
  }

  public SmallTraining validateEvery(int value) {
    return with(Schedule.VALIDATE_EVERY, value);
  }

  public SmallTraining patience(int value) {
    return with(Schedule.PATIENCE, value);
  }

  public SmallTraining checkpointEvery(int value) {
    return with(Schedule.CHECKPOINT_EVERY, value);
  }

  /** Sets learning rate and loss. */
  public SmallTraining learning(Loss loss, double rate, double emaDecay) {
    return with(Learning.LOSS, loss).learningRate(rate).with(Learning.EMA_DECAY, emaDecay);
  }

  public SmallTraining learningRate(double value) {
    return with(Learning.LEARNING_RATE, value);
  }

  /** Sets what share of outputs, of recurrent weights and of notes is left out. */
  public SmallTraining dropout(double outputs, double weights, double notes) {
    return with(Regularisation.DROPOUT, outputs)
        .with(Regularisation.WEIGHT_DROPOUT, weights)
        .with(Regularisation.NOTE_DROPOUT, notes);
  }

  /** The options with songs moved at random. */
  public TrainingOptions moved(ShiftRange range) {
    return options.with(Regularisation.TRANSPOSE_RANGE, range);
  }

  public SmallTraining seed(long value) {
    return with(TrainingOptions.SEED, value);
  }
}
