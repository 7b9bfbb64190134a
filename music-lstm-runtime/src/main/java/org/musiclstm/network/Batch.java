package org.musiclstm.network;

import java.util.Arrays;

/**
 * Windows of several songs, to be worked on side by side. The windows stand in order of falling
 * length, so that those which go on at a step are always the first ones: nothing is padded, and
 * there is nothing to mask. The steps of all windows are numbered in one row: those of step 0, then
 * those of step 1, and so on.
 */
public final class Batch {
  private final int[] lengths;
  private final int[] offsets;
  private final int[] inputStarts;
  private final int[] inputs;
  private final int[] targetStarts;
  private final int[] targets;
  private final Values values;

  /**
   * The values of active features where they are not all one.
   *
   * @param inputs of the active features of the input steps
   * @param targets of the active features of the steps that are to be predicted
   * @param real which features have values other than zero and one, {@code [features]}; of these, a
   *     prediction is no probability
   */
  public record Values(float[] inputs, float[] targets, boolean[] real) {
    /** All active features are one. */
    public static final Values ONES = new Values(new float[0], new float[0], new boolean[0]);

    /** Whether all active features are one. */
    boolean areOnes() {
      return real.length == 0;
    }
  }

  /**
   * Makes a batch of zeros and ones.
   *
   * @param lengths how many steps each window has, falling, each at least 1
   * @param inputStarts where the active features of input step n begin in {@code inputs}; one entry
   *     more than there are steps
   * @param inputs active features of the input steps, ascending within a step
   * @param targetStarts as {@code inputStarts}, for the steps that are to be predicted
   * @param targets as {@code inputs}, for the steps that are to be predicted
   */
  public Batch(int[] lengths, int[] inputStarts, int[] inputs, int[] targetStarts, int[] targets) {
    this(lengths, inputStarts, inputs, targetStarts, targets, Values.ONES);
  }

  /**
   * Makes a batch.
   *
   * @param lengths how many steps each window has, falling, each at least 1
   * @param inputStarts where the active features of input step n begin in {@code inputs}; one entry
   *     more than there are steps
   * @param inputs active features of the input steps, ascending within a step
   * @param targetStarts as {@code inputStarts}, for the steps that are to be predicted
   * @param targets as {@code inputs}, for the steps that are to be predicted
   * @param values of all these features
   */
  public Batch(
      int[] lengths,
      int[] inputStarts,
      int[] inputs,
      int[] targetStarts,
      int[] targets,
      Values values) {
    this.lengths = lengths.clone();
    this.offsets = offsets(lengths);
    this.inputStarts = inputStarts;
    this.inputs = inputs;
    this.targetStarts = targetStarts;
    this.targets = targets;
    this.values = values;
    if (inputStarts.length != rows() + 1 || targetStarts.length != rows() + 1) {
      throw new IllegalArgumentException(
          "starts have to be one more than the rows, which are " + rows());
    }
    if (!values.areOnes()
        && (values.inputs().length < inputs.length || values.targets().length < targets.length)) {
      throw new IllegalArgumentException("every active feature has to have a value");
    }
  }

  /**
   * Where the rows of each step begin when windows of these lengths stand side by side; the last
   * entry is how many rows there are.
   *
   * @throws IllegalArgumentException when the lengths are not falling
   */
  public static int[] offsets(int[] lengths) {
    for (int n = 0; n < lengths.length; n++) {
      if (lengths[n] < 1 || (n > 0 && lengths[n] > lengths[n - 1])) {
        throw new IllegalArgumentException("lengths have to be falling and at least 1");
      }
    }
    int steps = lengths.length == 0 ? 0 : lengths[0];
    int[] offsets = new int[steps + 1];
    int going = lengths.length;
    for (int step = 0; step < steps; step++) {
      while (lengths[going - 1] <= step) {
        going--;
      }
      offsets[step + 1] = offsets[step] + going;
    }
    return offsets;
  }

  /** How many windows there are. */
  public int windows() {
    return lengths.length;
  }

  /** How many steps a window has. */
  public int length(int window) {
    return lengths[window];
  }

  /** How many steps the longest window has. */
  public int steps() {
    return offsets.length - 1;
  }

  /** How many rows there are: the steps of all windows. */
  public int rows() {
    return offsets[offsets.length - 1];
  }

  /** The number of the first row of a step; windows follow in order. */
  public int offset(int step) {
    return offsets[step];
  }

  /** How many windows go on at a step. */
  public int going(int step) {
    return offsets[step + 1] - offsets[step];
  }

  /**
   * Copies an input step.
   *
   * @param row the number of the step in the batch
   * @param step {@code [features]}
   */
  public void input(int row, float[] step) {
    copy(inputStarts, inputs, values.inputs(), row, step);
  }

  /**
   * Copies a step that is to be predicted.
   *
   * @param row the number of the step in the batch
   * @param step {@code [features]}
   */
  public void target(int row, float[] step) {
    copy(targetStarts, targets, values.targets(), row, step);
  }

  private void copy(int[] starts, int[] active, float[] given, int row, float[] step) {
    Arrays.fill(step, 0f);
    for (int n = starts[row]; n < starts[row + 1]; n++) {
      step[active[n]] = values.areOnes() ? 1f : given[n];
    }
  }

  int[] inputStarts() {
    return inputStarts;
  }

  int[] inputs() {
    return inputs;
  }

  int[] targetStarts() {
    return targetStarts;
  }

  int[] targets() {
    return targets;
  }

  /** The value of an active feature of the steps that are to be predicted. */
  float target(int index) {
    return values.areOnes() ? 1f : values.targets()[index];
  }

  Values values() {
    return values;
  }
}
