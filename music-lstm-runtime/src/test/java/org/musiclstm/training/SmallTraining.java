package org.musiclstm.training;

import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.network.Loss;

/** Training options that a test changes in the few that it is about. */
public record SmallTraining(TrainingOptions options) {
  /** Options for a network that trains in a moment. */
  public static final SmallTraining DEFAULT =
      new SmallTraining(
          new TrainingOptions(
              new NetworkOptions(10, 1, 0),
              new Learning(Loss.MSE, 1e-2, 0.9, 1e-8, 1, 0),
              Regularisation.NONE,
              new Schedule(12, 3, 8, 4, 0, 0),
              0.25,
              1));

  private SmallTraining with(NetworkOptions network) {
    return new SmallTraining(options.with(network));
  }

  private SmallTraining with(Schedule schedule) {
    return new SmallTraining(options.with(schedule));
  }

  public SmallTraining units(int value) {
    NetworkOptions network = options.network();
    return with(new NetworkOptions(value, network.hiddenLayers(), network.chainUnits()));
  }

  /** Sets the number of hidden layers. */
  public SmallTraining layers(int value) {
    NetworkOptions network = options.network();
    return with(new NetworkOptions(network.hiddenUnits(), value, network.chainUnits()));
  }

  public SmallTraining chainUnits(int value) {
    NetworkOptions network = options.network();
    return with(new NetworkOptions(network.hiddenUnits(), network.hiddenLayers(), value));
  }

  public SmallTraining iterations(int value) {
    return with(options.schedule().withIterations(value));
  }

  public SmallTraining batchSize(int value) {
    Schedule old = options.schedule();
    return with(
        new Schedule(
            old.iterations(),
            value,
            old.windowLayers(),
            old.validateEvery(),
            old.patience(),
            old.checkpointEvery()));
  }

  public SmallTraining windowLayers(int value) {
    return with(options.schedule().withWindowLayers(value));
  }

  public SmallTraining validateEvery(int value) {
    return rhythm(value, options.schedule().patience(), options.schedule().checkpointEvery());
  }

  public SmallTraining patience(int value) {
    Schedule old = options.schedule();
    return rhythm(old.validateEvery(), value, old.checkpointEvery());
  }

  public SmallTraining checkpointEvery(int value) {
    return rhythm(options.schedule().validateEvery(), options.schedule().patience(), value);
  }

  private SmallTraining rhythm(int validateEvery, int patience, int checkpointEvery) {
    Schedule old = options.schedule();
    return with(
        new Schedule(
            old.iterations(),
            old.batchSize(),
            old.windowLayers(),
            validateEvery,
            patience,
            checkpointEvery));
  }

  /** Sets learning rate and loss. */
  public SmallTraining learning(Loss loss, double rate, double averaging) {
    Learning old = options.learning();
    return new SmallTraining(
        options.with(
            new Learning(loss, rate, old.decay(), old.epsilon(), old.clipNorm(), averaging)));
  }

  public SmallTraining learningRate(double value) {
    return learning(options.learning().loss(), value, options.learning().averaging());
  }

  /** Sets what share of outputs, of recurrent weights and of notes is left out. */
  public SmallTraining dropout(double outputs, double weights, double notes) {
    return new SmallTraining(
        options.with(
            new Regularisation(outputs, weights, notes, options.regularisation().transposition())));
  }

  /** The options with songs moved at random. */
  public TrainingOptions moved(ShiftRange range) {
    Regularisation old = options.regularisation();
    return options.with(
        new Regularisation(old.dropout(), old.weightDropout(), old.noteDropout(), range));
  }

  public SmallTraining seed(long value) {
    return new SmallTraining(
        new TrainingOptions(
            options.network(),
            options.learning(),
            options.regularisation(),
            options.schedule(),
            options.validationShare(),
            value));
  }
}
