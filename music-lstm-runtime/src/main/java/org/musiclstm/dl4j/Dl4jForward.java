package org.musiclstm.dl4j;

import java.util.Map;
import org.musiclstm.Stop;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Forward;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.NextStep;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs a network with {@code rnnTimeStep}: stretch by stretch, so that nothing is padded and what
 * is remembered of a window is what was there at its end.
 */
final class Dl4jForward implements Forward {
  private final Lstm lstm;
  private final int features;
  private float[] predicted = {};
  private boolean listened;

  Dl4jForward(Lstm lstm) {
    this.lstm = lstm;
    this.features = lstm.shape().features();
  }

  @Override
  public NetworkShape shape() {
    return lstm.shape();
  }

  @Override
  public void run(Parameters parameters, Batch batch, State state) {
    pass(parameters, batch, state);
    listened = false;
  }

  @Override
  public void listen(Parameters parameters, Batch batch, State state) {
    pass(parameters, batch, state);
    listened = true;
  }

  private void pass(Parameters parameters, Batch batch, State state) {
    lstm.load(parameters);
    predicted = new float[batch.rows() * features];
    int layers = lstm.shape().hiddenLayers();
    for (int from = 0; from < batch.steps(); ) {
      Stop.check();
      Stretch stretch = Stretch.equallyLong(batch, 0, from);
      try (ArrayScope scope = new ArrayScope()) {
        for (int layer = 0; layer < layers; layer++) {
          lstm.network()
              .rnnSetPreviousState(layer, lstm.memory(state, layer, 0, stretch.end(), scope));
        }
        INDArray inputs = scope.add(stretch.inputs(features));
        INDArray outputs = scope.add(lstm.network().rnnTimeStep(inputs));
        stretch.copy(Lstm.values(outputs), features, predicted);
        for (int layer = 0; layer < layers; layer++) {
          Map<String, INDArray> memory = lstm.network().rnnGetPreviousState(layer);
          scope.addAll(memory.values());
          lstm.remember(memory, state, layer, 0, stretch.end());
        }
      }
      from = stretch.to();
    }
    lstm.network().rnnClearPreviousState();
  }

  @Override
  public NextStep next(int row) {
    if (!listened) {
      throw new IllegalStateException("the last batch was not listened to but run over");
    }
    float[] probabilities = new float[features];
    probabilities(row, probabilities);
    return new Predicted(probabilities);
  }

  @Override
  public void probabilities(int row, float[] target) {
    System.arraycopy(predicted, row * features, target, 0, features);
  }

  /** Features that do not depend on each other. */
  private record Predicted(float[] probabilities) implements NextStep {
    @Override
    public void reset() {
      // No value that was given has changed anything.
    }

    @Override
    public float probability(int feature) {
      return probabilities[feature];
    }

    @Override
    public void give(int feature, float given) {
      // The output is not autoregressive.
    }
  }
}
