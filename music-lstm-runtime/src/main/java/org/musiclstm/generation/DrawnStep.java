package org.musiclstm.generation;

import java.util.Arrays;
import org.musiclstm.tensor.NoteTensor;

/**
 * A step that has been drawn or heard.
 *
 * @param features active features, ascending
 * @param values their values: 1, and of velocities above 0 to 1
 */
record DrawnStep(int[] features, float[] values) {
  /** A step in which nothing sounds. */
  static final DrawnStep SILENCE = new DrawnStep(new int[0], new float[0]);

  /** A step of a song. */
  static DrawnStep of(NoteTensor song, int step) {
    int first = song.start(step);
    int[] features = new int[song.end(step) - first];
    float[] values = new float[features.length];
    for (int n = 0; n < features.length; n++) {
      features[n] = song.active(first + n);
      values[n] = song.value(first + n);
    }
    return new DrawnStep(features, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DrawnStep step
        && Arrays.equals(features, step.features)
        && Arrays.equals(values, step.values);
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
