package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.musiclstm.InputException;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.SongFacts;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;

/** Bytes that are nearly MIDI files, and what has to hold for every byte there can be. */
final class HostileBytes {
  private static final int[] BEGINNINGS = {0, 0x7F, 0x80, 0x90, 0xB0, 0xC0, 0xF0, 0xF7, 0xFF, '\n'};

  private static final List<Encoding> ENCODINGS =
      List.of(
          new Encoding(4, 0, 127, Planes.SOUNDING_ONSET_VELOCITY),
          new Encoding(
              Grid.time(20),
              true,
              PartsText.parse("drums; rest: rest", Planes.SOUNDING_ONSET, 0, 127)));

  /** What arrays of a million values take that have grown by doubling. */
  private static final long MEMORY_OF_ANY_SONG = 30_000_000;

  private static final long MEMORY_OF_A_NOTE = 100_000;

  private HostileBytes() {}

  /** A file that was written well, then damaged in some places, or a track of random bytes. */
  static byte[] next(Random random) {
    byte[] bytes =
        random.nextInt(20) == 0
            ? MidiWriter.write(RandomScores.next(random), List.of("x"))
            : random(random);
    for (int change = random.nextInt(6); change > 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) BEGINNINGS[random.nextInt(BEGINNINGS.length)];
        case 2 -> bytes = without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(9)));
        default -> bytes = Arrays.copyOf(bytes, bytes.length - Math.min(at, random.nextInt(9)));
      }
    }
    return bytes;
  }

  private static byte[] random(Random random) {
    FileBuilder file =
        FileBuilder.header(random.nextInt(3), random.nextInt(3), random.nextInt(0x10000));
    for (int track = 1 + random.nextInt(2); track > 0; track--) {
      file.track(
          random
              .ints(random.nextInt(60), 0, 256)
              .map(value -> random.nextInt(3) == 0 ? value & 0x7F : value)
              .map(value -> random.nextInt(5) == 0 ? BEGINNINGS[value % BEGINNINGS.length] : value)
              .toArray());
    }
    return file.bytes();
  }

  private static byte[] without(byte[] bytes, int from, int to) {
    byte[] rest = new byte[bytes.length - (to - from)];
    System.arraycopy(bytes, 0, rest, 0, from);
    System.arraycopy(bytes, to, rest, from, bytes.length - to);
    return rest;
  }

  /**
   * Reads bytes both ways; what can be read is written and read as the same score, and becomes a
   * tensor and facts in proportion to its notes.
   */
  static void check(byte[] bytes) {
    MidiFile file;
    try {
      file = MidiReader.read(bytes, "song.mid");
    } catch (MidiFormatException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
      assertRefused(bytes);
      return;
    }
    assertThat(file.findings()).hasSizeLessThanOrEqualTo(11 * Finding.Kind.values().length);
    boolean isValid = file.findings().stream().noneMatch(finding -> finding.kind().isViolation());
    if (isValid) {
      assertThat(MidiReader.read(bytes, "song.mid", Strictness.STRICT)).isEqualTo(file);
    } else {
      assertRefused(bytes);
    }
    Score score = file.score();
    long notes = score.parts().stream().mapToLong(part -> part.notes().size()).sum();
    assertThat(notes).isLessThanOrEqualTo(bytes.length / 2);
    assertThat(score.parts()).noneMatch(part -> part.notes().isEmpty());
    MidiFile again =
        MidiReader.read(MidiWriter.write(score, file.texts()), "song.mid", Strictness.STRICT);
    assertThat(again.score()).isEqualTo(score);
    assertInProportion(score, notes);
  }

  private static void assertInProportion(Score score, long notes) {
    long most = ENCODINGS.size() * (MEMORY_OF_ANY_SONG + MEMORY_OF_A_NOTE * notes);
    long used = memoryOf(score, notes);
    // The first time may have loaded classes, and a fuzzer then makes them anew.
    assertThat(used > most ? memoryOf(score, notes) : used).isLessThanOrEqualTo(most);
  }

  /** How many bytes are used in making of a score what training on it needs. */
  private static long memoryOf(Score score, long notes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(SongFacts.of(score, LeftOut.NOTHING).notes()).isEqualTo((int) notes);
    for (Encoding encoding : ENCODINGS) {
      try {
        assertThat(Encoder.encode(score, encoding).notes()).isLessThanOrEqualTo((int) notes);
      } catch (InputException e) {
        assertThat(e).hasMessageContaining("tensor");
      }
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void assertRefused(byte[] bytes) {
    try {
      MidiReader.read(bytes, "song.mid", Strictness.STRICT);
    } catch (MidiFormatException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
      return;
    }
    throw new AssertionError("strict reading takes what tolerant reading does not");
  }
}
