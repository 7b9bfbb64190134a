package org.musiclstm.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Stop;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Descent;
import org.musiclstm.network.Dropout;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Forward;
import org.musiclstm.network.Learner;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * Trains with truncated back-propagation through time, one window of every row at a time.
 *
 * <p>With {@code R} layers in all windows of a batch and {@code F} features, Deeplearning4j's score
 * is the sum over the {@code R} layers of the loss of a layer, and its gradient that of this sum:
 * with {@code miniBatch(false)}, neither is divided by the number of windows. The loss of a layer
 * is the mean over the features for {@code LossMSE} and the sum over them for {@code
 * LossBinaryXENT}. The loss here is the mean over layers and features, so that gradients are
 * divided by {@code R} for the first and by {@code R F} for the second.
 *
 * <p>Parameters, mean squares and memory are those of this runtime, and are put into the network
 * for each batch: a checkpoint has them all.
 */
final class Dl4jLearner implements Learner {
  private final NetworkShape shape;
  private final Descent descent;
  private final Workers workers;
  private final Parameters gradient;
  private final Parameters meanSquares;
  private @Nullable Parameters thinned;
  private double norm;
  private @Nullable Lstm lstm;

  Dl4jLearner(NetworkShape shape, Descent descent, Workers workers) {
    this.shape = shape;
    this.descent = descent;
    this.workers = workers;
    this.gradient = Parameters.zeros(shape);
    this.meanSquares = Parameters.zeros(shape);
  }

  /** The network, which has layers of its own where outputs are left out. */
  private Lstm lstm(boolean dropsOutputs) {
    Lstm known = lstm;
    if (known == null || (dropsOutputs && !known.dropsOutputs())) {
      known =
          new Lstm(
              shape,
              descent.loss(),
              new RmsProp(1, descent.decay(), descent.epsilon()),
              dropsOutputs);
      lstm = known;
    }
    return known;
  }

  @Override
  public Forward forward() {
    return new Dl4jForward(lstm(false));
  }

  @Override
  public Fit run(Parameters parameters, Batch batch, State state, Dropout dropout) {
    // What the library does in one call cannot be stopped.
    Stop.check();
    Lstm known = lstm(dropout.hasOutputs());
    known.load(dropout.hasWeights() ? thinned(parameters, dropout) : parameters);
    double losses;
    try (ArrayScope scope = new ArrayScope()) {
      losses = goForwardsAndBack(known, batch, state, dropout, scope);
    }
    takeGradient(known, batch, dropout);
    rememberAll(known, batch, state, dropout);
    known.network().rnnClearPreviousState();
    return fit(batch, losses);
  }

  /** The sum of the losses of the layers; the network then has the gradient of this sum. */
  private double goForwardsAndBack(
      Lstm known, Batch batch, State state, Dropout dropout, ArrayScope scope) {
    Stretch whole = Stretch.whole(batch);
    begin(known, whole, state, dropout, scope);
    MultiLayerNetwork network = known.network();
    network.setInput(scope.add(whole.inputs(shape.features())));
    network.setLabels(scope.add(whole.targets(shape.features())));
    if (isUneven(batch)) {
      network.setLayerMaskArrays(null, scope.add(whole.mask()));
    }
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return network.score();
  }

  /** The parameters without the weights that are left out. */
  private Parameters thinned(Parameters parameters, Dropout dropout) {
    Parameters copy = thinned;
    if (copy == null) {
      copy = Parameters.zeros(shape);
      thinned = copy;
    }
    copy.set(parameters);
    dropout.applyToWeights(workers, copy);
    return copy;
  }

  private static boolean isUneven(Batch batch) {
    return batch.length(batch.windows() - 1) < batch.steps();
  }

  private void begin(Lstm known, Stretch stretch, State state, Dropout dropout, ArrayScope scope) {
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      Map<String, INDArray> memory =
          known.memory(state, layer, stretch.first(), stretch.end(), scope);
      // The way forwards begins with the one, and the way back, which goes forwards again, with
      // the other.
      known.layer(layer).rnnSetTBPTTState(memory);
      known.layer(layer).rnnSetPreviousState(memory);
      if (dropout.hasOutputs()) {
        known.drop(layer, scope.add(stretch.factors(shape, dropout, layer)));
      }
    }
  }

  private void takeGradient(Lstm known, Batch batch, Dropout dropout) {
    float[] flat = Lstm.values(known.network().getGradientsViewArray());
    double terms = (double) batch.rows() * (descent.loss() == Loss.BCE ? shape.features() : 1);
    float scale = (float) (1 / terms);
    for (int n = 0; n < flat.length; n++) {
      flat[n] *= scale;
    }
    known.order().copy(flat, gradient);
    if (dropout.hasWeights()) {
      dropout.applyToWeights(workers, gradient);
    }
    double sum = 0;
    for (NamedTensor tensor : gradient.tensors()) {
      for (float value : tensor.values()) {
        sum += (double) value * value;
      }
    }
    norm = Math.sqrt(sum);
  }

  /**
   * Takes over what the layers remember of each window at its end. Where windows are shorter than
   * the longest one, the layers have gone on over zeros: these windows are run over again, each to
   * its own end.
   */
  private void rememberAll(Lstm known, Batch batch, State state, Dropout dropout) {
    int whole = batch.going(batch.steps() - 1);
    List<Map<String, INDArray>> memories = new ArrayList<>();
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      memories.add(known.layer(layer).rnnGetTBPTTState());
    }
    for (int from = 0; whole < batch.windows() && from < batch.length(whole); ) {
      Stretch stretch = Stretch.equallyLong(batch, whole, from);
      try (ArrayScope scope = new ArrayScope()) {
        begin(known, stretch, state, dropout, scope);
        INDArray inputs = scope.add(stretch.inputs(shape.features()));
        scope.addAll(known.network().rnnActivateUsingStoredState(inputs, true, true));
        for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
          Map<String, INDArray> memory = known.layer(layer).rnnGetTBPTTState();
          scope.addAll(memory.values());
          known.remember(memory, state, layer, whole, stretch.end());
        }
      }
      from = stretch.to();
    }
    try (ArrayScope scope = new ArrayScope()) {
      for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
        scope.addAll(memories.get(layer).values());
        known.remember(memories.get(layer), state, layer, 0, whole);
      }
    }
  }

  private Fit fit(Batch batch, double losses) {
    return descent.loss() == Loss.MSE
        ? new Fit(batch.rows(), shape.features(), losses * shape.features(), Double.NaN, Double.NaN)
        : new Fit(batch.rows(), shape.features(), Double.NaN, losses, 0);
  }

  @Override
  public Parameters gradient() {
    return gradient;
  }

  @Override
  public double norm() {
    return norm;
  }

  @Override
  public void update(Parameters parameters, Parameters by, double byNorm, double rate) {
    Lstm known = lstm(false);
    known.load(parameters);
    MultiLayerNetwork network = known.network();
    known.setLearningRate(rate);
    INDArray squares = network.getUpdater().getStateViewArray();
    Lstm.assign(squares, known.order().of(meanSquares));
    float[] flat = known.order().of(by);
    if (byNorm > descent.clipNorm()) {
      float scale = (float) (descent.clipNorm() / byNorm);
      for (int n = 0; n < flat.length; n++) {
        flat[n] *= scale;
      }
    }
    INDArray slopes = network.getGradientsViewArray();
    Lstm.assign(slopes, flat);
    network
        .getUpdater()
        .update(network, network.gradient(), 0, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(slopes.reshape(network.params().shape()));
    known.store(parameters);
    known.order().copy(Lstm.values(squares), meanSquares);
  }

  @Override
  public SortedMap<String, Parameters> optimizerMemory() {
    return new TreeMap<>(Map.of(org.musiclstm.network.RmsProp.MEAN_SQUARES, meanSquares));
  }
}
