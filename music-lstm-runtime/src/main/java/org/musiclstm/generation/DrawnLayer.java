package org.musiclstm.generation;

import java.util.Arrays;
import org.musiclstm.tensor.NoteTensor;

/**
 * A layer that has been drawn or heard.
 *
 * @param features active features, ascending
 * @param values their values: 1, and of velocities above 0 to 1
 */
record DrawnLayer(int[] features, float[] values) {
  /** A layer in which nothing sounds. */
  static final DrawnLayer SILENCE = new DrawnLayer(new int[0], new float[0]);

  /** A layer of a song. */
  static DrawnLayer of(NoteTensor song, int layer) {
    int first = song.start(layer);
    int[] features = new int[song.end(layer) - first];
    float[] values = new float[features.length];
    for (int n = 0; n < features.length; n++) {
      features[n] = song.active(first + n);
      values[n] = song.value(first + n);
    }
    return new DrawnLayer(features, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DrawnLayer layer
        && Arrays.equals(features, layer.features)
        && Arrays.equals(values, layer.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(features) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(features) + " = " + Arrays.toString(values);
  }
}
