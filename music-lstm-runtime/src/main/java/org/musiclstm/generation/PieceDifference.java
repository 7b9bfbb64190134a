package org.musiclstm.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiFormatException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.Strictness;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/** In what two MIDI files differ, in words that say where to look for the reason. */
final class PieceDifference {
  /** As much of a hash as distinguishes two. */
  private static final int HASH_LENGTH = 12;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final String NOTHING = "none";

  private static final MetreChange METRE_AT_START = new MetreChange(0, 4, 4);

  private PieceDifference() {}

  /**
   * Predicts how files differ that are not the same.
   *
   * @param name what both are called
   * @return clauses in one line, without a full stop
   */
  static String between(String name, byte[] expected, byte[] made) {
    MidiFile expectedFile;
    MidiFile madeFile;
    try {
      expectedFile = MidiReader.read(expected, name, Strictness.STRICT);
    } catch (MidiFormatException e) {
      return unreadable("expected", e) + "; " + fromByte(expected, made);
    }
    try {
      madeFile = MidiReader.read(made, name, Strictness.STRICT);
    } catch (MidiFormatException e) {
      return unreadable("generated", e) + "; " + fromByte(expected, made);
    }
    List<String> clauses = new ArrayList<>();
    origin(expectedFile.texts(), madeFile.texts()).ifPresent(clauses::add);
    List<String> music = music(expectedFile.score(), madeFile.score());
    if (!music.isEmpty()) {
      clauses.addAll(music);
    } else if (clauses.isEmpty()) {
      clauses.add("the music is the same, but " + fromByte(expected, made));
    } else {
      clauses.add("the music is the same");
    }
    return String.join("; ", clauses);
  }

  private static String unreadable(String which, MidiFormatException refusal) {
    return "the " + which + " file cannot be read as MIDI: " + refusal.reason();
  }

  private static String fromByte(byte[] expected, byte[] made) {
    return "the bytes differ from byte " + Arrays.mismatch(expected, made) + " on";
  }

  private static Optional<String> origin(List<String> expectedTexts, List<String> madeTexts) {
    if (expectedTexts.equals(madeTexts)) {
      return Optional.empty();
    }
    Optional<Origin> expected = Origin.find(expectedTexts);
    Optional<Origin> made = Origin.find(madeTexts);
    if (expected.isEmpty() || made.isEmpty() || expected.equals(made)) {
      return Optional.of("the text that says where a piece came from is another");
    }
    Map<String, Object> expectedValues = expected.get().values();
    Map<String, Object> madeValues = made.get().values();
    Set<String> names = new LinkedHashSet<>(expectedValues.keySet());
    names.addAll(madeValues.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String there = brief(expectedValues.getOrDefault(name, NOTHING));
      String here = brief(madeValues.getOrDefault(name, NOTHING));
      if (!there.equals(here)) {
        differences.add(name + " " + here + " instead of " + there);
      }
    }
    return Optional.of(String.join(", ", differences));
  }

  /** A value as far as people compare it: of a hash, the beginning. */
  private static String brief(Object value) {
    String text = value.toString();
    return HASH.matcher(text).matches() ? text.substring(0, HASH_LENGTH) : text;
  }

  private static List<String> music(Score expected, Score made) {
    List<String> differences = new ArrayList<>();
    // Times of either, multiplied by the other's ticks in a quarter, have the same unit.
    long ofExpected = made.ticksPerQuarter();
    long ofMade = expected.ticksPerQuarter();
    OptionalLong tick = firstDifference(soundings(expected, ofExpected), soundings(made, ofMade));
    if (tick.isPresent()) {
      long bar = bar(expected, tick.getAsLong() / ofExpected);
      differences.add("the notes differ from bar " + bar + " on");
    }
    if (!instruments(expected).equals(instruments(made))) {
      differences.add("the instruments differ");
    }
    if (!tempos(expected, ofExpected).equals(tempos(made, ofMade))) {
      differences.add("the tempo differs");
    }
    if (!metres(expected, ofExpected).equals(metres(made, ofMade))) {
      differences.add("the metre differs");
    }
    if (expected.end() * ofExpected != made.end() * ofMade) {
      differences.add("the length differs");
    }
    return differences;
  }

  /** A note with its part's channel. */
  private record Sounding(long start, long duration, int channel, int pitch, int velocity) {
    static final Comparator<Sounding> ORDER =
        Comparator.comparingLong(Sounding::start)
            .thenComparingInt(Sounding::channel)
            .thenComparingInt(Sounding::pitch)
            .thenComparingLong(Sounding::duration)
            .thenComparingInt(Sounding::velocity);
  }

  private static List<Sounding> soundings(Score score, long factor) {
    List<Sounding> soundings = new ArrayList<>();
    for (Part part : score.parts()) {
      for (Note note : part.notes()) {
        soundings.add(
            new Sounding(
                note.start() * factor,
                note.duration() * factor,
                part.channel(),
                note.pitch(),
                note.velocity()));
      }
    }
    soundings.sort(Sounding.ORDER);
    return soundings;
  }

  /** When the first note begins that one of them has and the other has not. */
  private static OptionalLong firstDifference(List<Sounding> one, List<Sounding> other) {
    int shared = Math.min(one.size(), other.size());
    for (int index = 0; index < shared; index++) {
      if (!one.get(index).equals(other.get(index))) {
        return OptionalLong.of(Math.min(one.get(index).start(), other.get(index).start()));
      }
    }
    List<Sounding> longer = one.size() > shared ? one : other;
    return longer.size() > shared
        ? OptionalLong.of(longer.get(shared).start())
        : OptionalLong.empty();
  }

  /** The bar of a tick, counted from 1; a bar that a metre change cuts short counts. */
  private static long bar(Score score, long tick) {
    long bar = 1;
    MetreChange metre = METRE_AT_START;
    for (MetreChange next : score.metres()) {
      if (next.tick() > tick) {
        break;
      }
      long ticksPerBar = ticksPerBar(score, metre);
      bar += (next.tick() - metre.tick() + ticksPerBar - 1) / ticksPerBar;
      metre = next;
    }
    return bar + (tick - metre.tick()) / ticksPerBar(score, metre);
  }

  private static long ticksPerBar(Score score, MetreChange metre) {
    return Math.max(1, 4L * score.ticksPerQuarter() * metre.beats() / metre.beatUnit());
  }

  private static List<List<Integer>> instruments(Score score) {
    return score.parts().stream().map(part -> List.of(part.channel(), part.program())).toList();
  }

  private static List<List<Long>> tempos(Score score, long factor) {
    return score.tempos().stream()
        .map(tempo -> List.of(tempo.tick() * factor, (long) tempo.microsecondsPerQuarter()))
        .toList();
  }

  private static List<List<Long>> metres(Score score, long factor) {
    return score.metres().stream()
        .map(metre -> List.of(metre.tick() * factor, (long) metre.beats(), (long) metre.beatUnit()))
        .toList();
  }
}
