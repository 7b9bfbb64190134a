package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/** Little songs to train on: a tune in eighths over halves, always the same for a number. */
final class Songs {
  private static final int TICKS_PER_QUARTER = 96;
  private static final int EIGHTHS_PER_BAR = 8;
  private static final int[] SCALE = {0, 2, 4, 5, 7, 9, 11, 12};

  private Songs() {}

  /** Writes songs number 1 to count, of eight bars each, into a folder. */
  static Path write(Path folder, int count) {
    try {
      Files.createDirectories(folder);
      for (int number = 1; number <= count; number++) {
        Files.write(folder.resolve("song-" + number + ".mid"), song(number, 8));
      }
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file of a song. */
  static byte[] song(int number, int bars) {
    Random random = new Random(number);
    int eighth = TICKS_PER_QUARTER / 2;
    List<Note> tune = new ArrayList<>();
    List<Note> bass = new ArrayList<>();
    int step = 0;
    for (int index = 0; index < bars * EIGHTHS_PER_BAR; index++) {
      step = Math.floorMod(step + random.nextInt(3) - 1, SCALE.length);
      tune.add(new Note((long) index * eighth, eighth, 72 + SCALE[step], 80));
      if (index % 4 == 0) {
        bass.add(new Note((long) index * eighth, 4L * eighth, 48 + SCALE[step], 70));
      }
    }
    return file(
        List.of(new Part("tune", 0, 0, tune), new Part("bass", 1, 0, bass)),
        (long) bars * EIGHTHS_PER_BAR * eighth);
  }

  /** The file of a song that is one sixteenth long: a single step. */
  static byte[] songOfOneStep() {
    long sixteenth = TICKS_PER_QUARTER / 4;
    return file(
        List.of(new Part("short", 0, 0, List.of(new Note(0, sixteenth, 60, 80)))), sixteenth);
  }

  /** The file of a piece without a note. */
  static byte[] silence(int bars) {
    return file(List.of(), (long) bars * EIGHTHS_PER_BAR * TICKS_PER_QUARTER / 2);
  }

  /** The file of a piece of a single note. */
  static byte[] drone(int bars) {
    long end = (long) bars * EIGHTHS_PER_BAR * TICKS_PER_QUARTER / 2;
    return file(List.of(new Part("drone", 0, 0, List.of(new Note(0, end, 60, 80)))), end);
  }

  private static byte[] file(List<Part> parts, long end) {
    return MidiWriter.write(
        new Score(
            TICKS_PER_QUARTER,
            parts,
            List.of(new TempoChange(0, TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER)),
            List.of(new MetreChange(0, 4, 4)),
            end),
        List.of());
  }
}
