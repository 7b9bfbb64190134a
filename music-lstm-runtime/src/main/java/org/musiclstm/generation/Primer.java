package org.musiclstm.generation;

import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;

/**
 * What a network hears before it goes on by itself; never part of what comes out.
 *
 * @param name for the log and the piece's origin
 * @param layers the layers heard, of the model's encoding; none for silence
 */
public record Primer(String name, NoteTensor layers) {
  /** No layers: the piece begins as a song begins. */
  public static Primer silence(Encoding encoding) {
    return new Primer("none", NoteTensor.builder(encoding).build());
  }

  /** The first layers of a song, all of it when it is shorter. */
  public static Primer beginning(String name, NoteTensor song, int layers) {
    NoteTensor.Builder builder = NoteTensor.builder(song.encoding());
    for (int layer = 0; layer < Math.min(layers, song.layers()); layer++) {
      builder.addLayer(song, layer);
    }
    return new Primer(name, builder.build());
  }
}
