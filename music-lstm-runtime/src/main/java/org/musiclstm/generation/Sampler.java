package org.musiclstm.generation;

import org.musiclstm.RandomStream;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.NextLayer;
import org.musiclstm.tensor.Encoding;

/** Draws a layer from what a network tells of it. */
interface Sampler {
  /** The sampler that is right for a network. */
  static Sampler of(NetworkShape shape, Encoding encoding, Sampling sampling) {
    return shape.isChained()
        ? new ChainedSampler(encoding, sampling)
        : new IndependentSampler(encoding, sampling);
  }

  /**
   * Draws a layer.
   *
   * @param sounded which pitches sound in the layer before, {@code [rows of all parts]}; replaced
   *     by those of the new layer
   * @param unrest by how much the odds are multiplied that a pitch begins or ceases to sound; 1 as
   *     the network tells
   */
  DrawnLayer draw(NextLayer next, boolean[] sounded, double unrest, RandomStream random);
}
