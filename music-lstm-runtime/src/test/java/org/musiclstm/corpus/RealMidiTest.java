package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.midi.Finding;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiFormatException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.Note;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.DrumClass;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

/**
 * Tries real files. The system property {@code music-lstm.corpora} names a folder of MIDI files;
 * without it these tests are skipped.
 */
class RealMidiTest {
  private Path corpora = Path.of("");

  @BeforeEach
  void corpora() {
    String folder = System.getProperty("music-lstm.corpora", "");
    assumeTrue(!folder.isEmpty(), "music-lstm.corpora names a folder");
    corpora = Path.of(folder);
  }

  @Test
  void everyFileIsReadAndWrittenAsItIsOrRefused() throws IOException {
    SongFolder folder = new SongFolder(corpora, List.of(), List.of());
    int read = 0;
    for (SongFile file : SongFinder.find(folder, "music-lstm.corpora")) {
      MidiFile midi;
      try {
        midi = MidiReader.read(Files.readAllBytes(file.path()), file.name());
      } catch (MidiFormatException e) {
        assertThat(e).hasMessageStartingWith(file.name());
        continue;
      }
      read++;
      byte[] written = MidiWriter.write(midi.score(), List.of());
      assertThat(MidiReader.read(written, file.name()).score())
          .as(file.name())
          .isEqualTo(midi.score());
      for (Encoding encoding : encodings()) {
        assertRoundTrip(midi.score(), encoding, file.name());
      }
    }
    assertThat(read).isPositive();
  }

  private static List<Encoding> encodings() {
    List<PartEncoding> parts =
        PartsText.parse(
            "high: channels 1-3, pitches 55-127; keys: programs 0-7, planes sounding;"
                + " named: tracks *a* *o*, pitches 0-127; drums; rest: rest, program 48",
            Planes.SOUNDING_ONSET_VELOCITY,
            21,
            108);
    return List.of(
        Encoding.DEFAULT,
        new Encoding(1, 60, 71, Planes.SOUNDING),
        new Encoding(Grid.beats(3), false, parts),
        new Encoding(Grid.beats(24), false, parts),
        new Encoding(Grid.time(20), false, parts));
  }

  /**
   * What is decoded is the score on the grid: it has the taken notes, each at the step nearest to
   * its start, and it comes back from its own tensor.
   */
  private static void assertRoundTrip(Score score, Encoding encoding, String name) {
    Encoded encoded;
    try {
      encoded = Encoder.encode(score, encoding);
    } catch (InputException e) {
      assertThat(e).as(name).hasMessageContaining("tensor");
      return;
    }
    Style style = TypicalStyle.of(score, encoding);
    Score onGrid = Decoder.decode(encoded.tensor(), style);

    Encoded again = Encoder.encode(onGrid, encoding);
    assertThat(again.tensor()).as(name).isEqualTo(encoded.tensor());
    assertThat(Decoder.decode(again.tensor(), style)).as(name).isEqualTo(onGrid);
    assertThat(again)
        .as(name)
        .returns(encoded.notes() - encoded.notesMerged(), Encoded::notes)
        .returns(0, Encoded::notesMerged)
        .returns(0, Encoded::notesOutOfRange)
        .returns(0, Encoded::notesUntaken);
    assertThat(
            encoded.notes()
                + encoded.notesOutOfRange()
                + encoded.drumNotes()
                + encoded.notesUntaken())
        .as(name)
        .isEqualTo(score.parts().stream().mapToInt(part -> part.notes().size()).sum());
    for (int n = 0; n < encoding.parts().size(); n++) {
      assertThat(starts(onGrid, onGrid.parts().get(n).notes().stream(), encoding, n))
          .as(name)
          .isEqualTo(starts(score, taken(score, encoding, n), encoding, n));
    }
  }

  private static Stream<Note> taken(Score score, Encoding encoding, int part) {
    return score.parts().stream()
        .filter(candidate -> encoding.partOf(candidate) == part)
        .flatMap(taken -> taken.notes().stream());
  }

  /** Steps and pitches, or drums, at which notes begin; by exact fractions, step by step. */
  private static SortedSet<String> starts(
      Score score, Stream<Note> notes, Encoding encoding, int number) {
    PartEncoding part = encoding.parts().get(number);
    SortedSet<String> starts = new TreeSet<>();
    notes
        .filter(
            note ->
                part.isDrums()
                    ? drum(note.pitch()) >= 0
                    : note.pitch() >= part.lowestPitch() && note.pitch() <= part.highestPitch())
        .forEach(
            note ->
                starts.add(
                    step(score, note.start(), encoding.grid())
                        + " "
                        + (part.isDrums() ? drum(note.pitch()) : note.pitch())));
    // Without onsets, a note that begins where its pitch sounds cannot be reported.
    return part.planes().hasOnsets() ? starts : new TreeSet<>();
  }

  private static int drum(int key) {
    for (int n = 0; n < DrumClass.ALL.size(); n++) {
      if (DrumClass.ALL.get(n).keys().contains(key)) {
        return n;
      }
    }
    return -1;
  }

  private static BigInteger step(Score score, long tick, Grid grid) {
    BigInteger numerator = big(tick).multiply(big(grid.stepsPerQuarter()));
    BigInteger denominator = big(score.ticksPerQuarter());
    if (grid.isTime()) {
      numerator = BigInteger.ZERO;
      long since = 0;
      int tempo = 500_000;
      for (TempoChange change : score.tempos()) {
        if (change.tick() <= tick) {
          numerator = numerator.add(big(change.tick() - since).multiply(big(tempo)));
          since = change.tick();
          tempo = change.microsecondsPerQuarter();
        }
      }
      numerator = numerator.add(big(tick - since).multiply(big(tempo)));
      denominator = denominator.multiply(big(1000L * grid.milliseconds()));
    }
    return numerator.add(numerator).add(denominator).divide(denominator.add(denominator));
  }

  private static BigInteger big(long number) {
    return BigInteger.valueOf(number);
  }

  /**
   * A file {@code manifest.tsv} in a folder says in its last column what is wrong with each file:
   * {@code ok}, or names of defects.
   */
  @Test
  void everyDefectThatAManifestNamesIsReportedOf() throws IOException {
    List<Path> manifests;
    try (Stream<Path> found = Files.walk(corpora)) {
      manifests = found.filter(file -> file.endsWith("manifest.tsv")).sorted().toList();
    }
    assumeFalse(manifests.isEmpty(), "there is a manifest");
    for (Path manifest : manifests) {
      List<String> lines = Files.readAllLines(manifest);
      for (String line : lines.subList(1, lines.size())) {
        String name = line.substring(0, line.indexOf('\t'));
        boolean isOk = line.endsWith("\tok");
        byte[] bytes = Files.readAllBytes(manifest.resolveSibling(name));
        try {
          List<Finding> findings = MidiReader.read(bytes, name).findings();
          // A manifest says what is wrong with bytes; notes that are never ended are none of it.
          assertThat(
                  findings.stream()
                      .map(Finding::kind)
                      .anyMatch(kind -> kind.isViolation() && kind != Finding.Kind.UNENDED_NOTE))
              .as("%s: %s", line, findings)
              .isEqualTo(!isOk && !line.endsWith("\talien_chunk"));
          assertThat(isOk || !findings.isEmpty()).as(line).isTrue();
        } catch (MidiFormatException e) {
          assertThat(line).contains("no_mthd");
        }
      }
    }
  }

  /**
   * Pieces as MIDI files against the same pieces as text, a line a piece: frames apart by spaces,
   * each the pitches that sound, apart by commas, or {@code -}.
   */
  @Test
  void theFramesOfTheBenchmarkComeOutOfItsMidiFiles() throws IOException {
    assumeTrue(Files.isDirectory(corpora.resolve("bl-frames")), "the benchmark is here");
    for (String set : List.of("jsb_chorales", "nottingham")) {
      Encoding encoding = new Encoding(set.equals("nottingham") ? 2 : 1, 21, 108, Planes.SOUNDING);
      for (String part : List.of("train", "valid")) {
        SongFolder folder =
            new SongFolder(
                corpora.resolve("bl-midi").resolve(set).resolve(part), List.of(), List.of());
        List<SongFile> files = SongFinder.find(folder, "music-lstm.corpora");
        List<String> lines =
            Files.readAllLines(corpora.resolve("bl-frames").resolve(set).resolve(part + ".txt"));
        assertThat(files).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
          MidiFile midi =
              MidiReader.read(Files.readAllBytes(files.get(i).path()), files.get(i).name());
          assertThat(Encoder.encode(midi.score(), encoding).tensor())
              .isEqualTo(frames(lines.get(i), encoding));
        }
      }
    }
  }

  private static NoteTensor frames(String line, Encoding encoding) {
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (String frame : line.split(" ", -1)) {
      builder.addStep(
          frame.equals("-")
              ? new int[0]
              : Arrays.stream(frame.split(",", -1))
                  .mapToInt(
                      pitch -> Integer.parseInt(pitch) - encoding.parts().get(0).lowestPitch())
                  .toArray());
    }
    return builder.build();
  }
}
