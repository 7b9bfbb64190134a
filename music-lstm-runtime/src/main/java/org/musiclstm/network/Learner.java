package org.musiclstm.network;

import java.util.SortedMap;

/**
 * Trains a network: the gradient of a batch and the update by a gradient are two steps, so that
 * gradients of several batches could be summed between them.
 */
public interface Learner {
  /** Runs the same network forwards only, in the room made for training. */
  Forward forward();

  /**
   * Computes the gradient of the loss of a batch: of its mean over all steps and features of the
   * batch.
   *
   * @param state what the network remembers of each window's song; is replaced by what it remembers
   *     after
   * @param dropout what of the network is left out
   * @return the fit of the batch before the update, of which only the loss that is made small need
   *     be there
   */
  Fit run(Parameters parameters, Batch batch, State state, Dropout dropout);

  /** The gradient that {@link #run} has last computed. */
  Parameters gradient();

  /** The Euclidean norm of the gradient that {@link #run} has last computed. */
  double norm();

  /**
   * Updates parameters by a gradient.
   *
   * @param norm Euclidean norm of the gradient
   * @param rate learning rate
   */
  void update(Parameters parameters, Parameters gradient, double norm, double rate);

  /**
   * What the optimizer remembers from one update to the next, by name: the arrays themselves, which
   * a checkpoint keeps and restores.
   */
  SortedMap<String, Parameters> optimizerMemory();
}
