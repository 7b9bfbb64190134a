package org.musiclstm.network;

import java.util.SortedMap;

/** Moves parameters by their gradients. {@link RmsProp} is the first. */
public interface Optimizer {
  /** Makes an optimizer for the parameters of a network. */
  @FunctionalInterface
  interface Factory {
    /** An optimizer that has made no update yet. */
    Optimizer make(NetworkShape shape, Descent descent);
  }

  /**
   * Updates the parameters.
   *
   * @param norm Euclidean norm of the gradient
   * @param rate learning rate
   */
  void update(Parameters parameters, Parameters gradient, double norm, double rate);

  /**
   * What it remembers from one update to the next, by names of its own: the arrays themselves,
   * which a checkpoint keeps and restores.
   */
  SortedMap<String, Parameters> memory();
}
