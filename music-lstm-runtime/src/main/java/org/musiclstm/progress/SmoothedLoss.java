package org.musiclstm.progress;

/**
 * The loss as it is shown while a network learns: that of a batch jumps up and down, so it is a
 * mean of all batches in which the last ones count most.
 */
public final class SmoothedLoss {
  private static final double KEPT = 0.95;

  private double value = Double.NaN;

  /** Takes in the loss of another batch. */
  public void add(double batchLoss) {
    value = Double.isNaN(value) ? batchLoss : KEPT * value + (1 - KEPT) * batchLoss;
  }

  /** The mean; NaN before the first batch. */
  public double value() {
    return value;
  }
}
