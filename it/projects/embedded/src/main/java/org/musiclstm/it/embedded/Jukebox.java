package org.musiclstm.it.embedded;

import org.musiclstm.generation.Composer;

/** Makes music from the model that the build has put on the class path. */
public final class Jukebox {
  private final Composer composer =
      Composer.load(Jukebox.class.getClassLoader(), "music-lstm/model.zip").withBars(2);

  /** A piece as a MIDI file. */
  public byte[] play(int number) {
    return composer.piece(number);
  }
}
