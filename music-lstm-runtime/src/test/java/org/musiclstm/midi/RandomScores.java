package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/** Scores of any kind that a MIDI file can hold. */
final class RandomScores {
  private static final List<String> NAMES =
      List.of("", "Soprano", "Flöte", "チェロ", "\uD834\uDD1E clef", " x ", "a\nb");

  private RandomScores() {}

  static Score next(Random random) {
    List<Part> parts = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      parts.add(part(random));
    }
    long end =
        parts.stream().flatMap(part -> part.notes().stream()).mapToLong(Note::end).max().orElse(0)
            + (random.nextBoolean() ? 0 : random.nextInt(100_000));
    List<TempoChange> tempos = new ArrayList<>();
    List<MetreChange> metres = new ArrayList<>();
    List<KeyChange> keys = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tempos.add(new TempoChange(random.nextLong(end + 1), 1 + random.nextInt(0xFFFFFF)));
      metres.add(
          new MetreChange(
              random.nextLong(end + 1), 1 + random.nextInt(255), 1 << random.nextInt(8)));
      keys.add(
          new KeyChange(random.nextLong(end + 1), random.nextInt(15) - 7, random.nextBoolean()));
    }
    return new Score(1 + random.nextInt(32767), name(random), parts, tempos, metres, keys, end);
  }

  private static Part part(Random random) {
    List<Note> notes = new ArrayList<>();
    int most = random.nextBoolean() ? 40 : 400;
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      Note note =
          new Note(
              random.nextInt(random.nextBoolean() ? 50 : 50_000),
              1 + random.nextInt(random.nextBoolean() ? 5 : 30_000),
              random.nextInt(128),
              1 + random.nextInt(127));
      if (notes.stream().noneMatch(other -> isWithin(note, other) || isWithin(other, note))) {
        notes.add(note);
      }
    }
    int channels = random.nextBoolean() ? 16 : 2;
    int channel = random.nextInt(channels);
    boolean isDrums = (channel == Part.DRUM_CHANNEL) != (random.nextInt(8) == 0);
    return new Part(name(random), name(random), channel, random.nextInt(128), isDrums, notes);
  }

  private static String name(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private static boolean isWithin(Note inner, Note outer) {
    return inner.pitch() == outer.pitch()
        && inner.start() > outer.start()
        && inner.end() < outer.end();
  }
}
