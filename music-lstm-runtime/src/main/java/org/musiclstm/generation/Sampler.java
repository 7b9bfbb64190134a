package org.musiclstm.generation;

import org.musiclstm.RandomStream;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.NextLayer;
import org.musiclstm.tensor.Encoding;

/** Draws a layer from what a network tells of it. */
interface Sampler {
  /**
   * The sampler that is right for a network.
   *
   * @param temperature how freely is drawn: 1 as the network tells, lower keeps to likelier layers
   */
  static Sampler of(NetworkShape shape, Encoding encoding, double temperature) {
    return shape.isChained()
        ? new ChainedSampler(encoding, temperature)
        : new IndependentSampler(encoding, temperature);
  }

  /**
   * Draws a layer.
   *
   * @param sounded which pitches sound in the layer before, {@code [rows of all parts]}; replaced
   *     by those of the new layer
   */
  DrawnLayer draw(NextLayer next, boolean[] sounded, RandomStream random);
}
