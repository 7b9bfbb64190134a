package org.musiclstm.generation;

import org.musiclstm.RandomStream;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.NextStep;
import org.musiclstm.tensor.Encoding;

/** Draws a step from what a network predicts of it. */
interface Sampler {
  /** The sampler that is right for a network. */
  static Sampler of(NetworkShape shape, Encoding encoding, Sampling sampling) {
    return shape.isChained()
        ? new ChainedSampler(encoding, sampling)
        : new IndependentSampler(encoding, sampling);
  }

  /**
   * Draws a step.
   *
   * @param sounded which pitches sound in the step before, {@code [rows of all parts]}; replaced by
   *     those of the new step
   * @param unrest by how much the odds are multiplied that a pitch begins or ceases to sound; 1 as
   *     the network predicts
   */
  DrawnStep draw(NextStep next, boolean[] sounded, double unrest, RandomStream random);
}
