package org.musiclstm.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A batch of random windows, in the form of the network and in that of the reference. */
public final class RandomBatch {
  private final List<double[][]> inputs = new ArrayList<>();
  private final List<double[][]> targets = new ArrayList<>();
  private final Batch batch;

  /** Windows of zeros and ones. */
  public RandomBatch(Random random, int features, int... lengths) {
    this(random, new boolean[features], lengths);
  }

  /**
   * Windows of zeros, ones and values between.
   *
   * @param real which features have values between
   */
  public RandomBatch(Random random, boolean[] real, int... lengths) {
    for (int length : lengths) {
      inputs.add(steps(random, length, real));
      targets.add(steps(random, length, real));
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
            targetRows.active(),
            hasValues(real)
                ? new Batch.Values(inputRows.values(), targetRows.values(), real)
                : Batch.Values.ONES);
  }

  private static boolean hasValues(boolean[] real) {
    for (boolean any : real) {
      if (any) {
        return true;
      }
    }
    return false;
  }

  public Batch batch() {
    return batch;
  }

  public List<double[][]> inputs() {
    return inputs;
  }

  public List<double[][]> targets() {
    return targets;
  }

  private static double[][] steps(Random random, int length, boolean[] real) {
    double[][] steps = new double[length][real.length];
    for (double[] step : steps) {
      for (int feature = 0; feature < real.length; feature++) {
        double value = real[feature] ? random.nextFloat() : 1;
        step[feature] = random.nextDouble() < 0.3 ? value : 0;
      }
    }
    return steps;
  }

  private static final class Rows {
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private final List<Integer> active = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    void add(double[] step) {
      for (int feature = 0; feature < step.length; feature++) {
        if (step[feature] > 0) {
          active.add(feature);
          values.add(step[feature]);
        }
      }
      starts.add(active.size());
    }

    int[] starts() {
      return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    float[] values() {
      float[] array = new float[values.size()];
      for (int n = 0; n < array.length; n++) {
        array[n] = values.get(n).floatValue();
      }
      return array;
    }

    int[] active() {
      return active.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
