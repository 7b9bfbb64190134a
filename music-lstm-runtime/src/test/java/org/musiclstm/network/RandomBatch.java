package org.musiclstm.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A batch of random windows, in the form of the network and in that of the reference. */
final class RandomBatch {
  private final List<double[][]> inputs = new ArrayList<>();
  private final List<double[][]> targets = new ArrayList<>();
  private final Batch batch;

  RandomBatch(Random random, int features, int... lengths) {
    for (int length : lengths) {
      inputs.add(layers(random, length, features));
      targets.add(layers(random, length, features));
    }
    int[] offsets = Batch.offsets(lengths);
    Rows inputRows = new Rows();
    Rows targetRows = new Rows();
    for (int step = 0; step + 1 < offsets.length; step++) {
      for (int window = 0; window < offsets[step + 1] - offsets[step]; window++) {
        inputRows.add(inputs.get(window)[step]);
        targetRows.add(targets.get(window)[step]);
      }
    }
    batch =
        new Batch(
            lengths,
            inputRows.starts(),
            inputRows.active(),
            targetRows.starts(),
            targetRows.active());
  }

  Batch batch() {
    return batch;
  }

  List<double[][]> inputs() {
    return inputs;
  }

  List<double[][]> targets() {
    return targets;
  }

  private static double[][] layers(Random random, int length, int features) {
    double[][] layers = new double[length][features];
    for (double[] layer : layers) {
      for (int feature = 0; feature < features; feature++) {
        layer[feature] = random.nextDouble() < 0.3 ? 1 : 0;
      }
    }
    return layers;
  }

  private static final class Rows {
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private final List<Integer> active = new ArrayList<>();

    void add(double[] layer) {
      for (int feature = 0; feature < layer.length; feature++) {
        if (layer[feature] > 0) {
          active.add(feature);
        }
      }
      starts.add(active.size());
    }

    int[] starts() {
      return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] active() {
      return active.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
