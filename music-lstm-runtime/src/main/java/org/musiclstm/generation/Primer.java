package org.musiclstm.generation;

import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;

/**
 * What a network hears before it goes on by itself; never part of what comes out.
 *
 * @param name for the log and the piece's origin
 * @param sha256 the SHA-256 of the song's file, by which it is found again; empty for silence
 * @param steps the steps heard, of the model's encoding; none for silence
 */
public record Primer(String name, String sha256, NoteTensor steps) {
  /** No steps: the piece begins as a song begins. */
  public static Primer silence(Encoding encoding) {
    return new Primer(GenerationOptions.PRIMER_NONE, "", NoteTensor.builder(encoding).build());
  }

  /** The first steps of a song, all of it when it is shorter. */
  public static Primer beginning(String name, String sha256, NoteTensor song, int steps) {
    return new Primer(name, sha256, first(song, steps));
  }

  /** Whether it is no song. */
  boolean isSilence() {
    return sha256.isEmpty();
  }

  /** The first steps of a song, all of it when it is shorter. */
  static NoteTensor first(NoteTensor song, int steps) {
    NoteTensor.Builder builder = NoteTensor.builder(song.encoding());
    for (int step = 0; step < Math.min(steps, song.steps()); step++) {
      builder.addStep(song, step);
    }
    return builder.build();
  }
}
