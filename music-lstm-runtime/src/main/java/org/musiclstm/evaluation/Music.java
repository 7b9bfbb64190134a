package org.musiclstm.evaluation;

import org.musiclstm.corpus.Song;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;

/**
 * Something to measure: a song of the corpus or a generated piece. Both are measured as they are on
 * the grid of their encoding, so that their figures can be compared.
 *
 * @param name what it is called, such as its file's path
 * @param tensor its steps
 * @param style its metre; the tempo counts for nothing
 * @param semitones by how much its pitches were moved up in its file, to another key than that in
 *     which it was generated, which is that of the steps
 * @param stepsBefore how many steps of silence its file has before the first of these
 */
public record Music(String name, NoteTensor tensor, Style style, int semitones, long stepsBefore) {
  /** Checks that every part has a sound. */
  public Music {
    int parts = tensor.encoding().parts().size();
    if (style.sounds().size() != parts) {
      throw new IllegalArgumentException(
          "the style has " + style.sounds().size() + " sounds, but " + name + " has " + parts);
    }
  }

  /** Music that begins as its file does. */
  public Music(String name, NoteTensor tensor, Style style, int semitones) {
    this(name, tensor, style, semitones, 0);
  }

  /** Music in the key of its file. */
  public Music(String name, NoteTensor tensor, Style style) {
    this(name, tensor, style, 0);
  }

  /** A song of a corpus. */
  public static Music of(Song song) {
    return new Music(
        song.name(), song.tensor(), song.style(), 0, song.facts().leftOut().leadingSteps());
  }

  /** How many steps a beat has. A beat is a quarter note, whatever the metre. */
  int stepsPerBeat() {
    return tensor.encoding().stepsPerQuarter();
  }
}
