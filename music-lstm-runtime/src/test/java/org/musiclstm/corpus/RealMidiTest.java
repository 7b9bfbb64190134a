package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musiclstm.midi.Finding;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiFormatException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
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
      NoteTensor tensor = Encoder.encode(midi.score(), Encoding.DEFAULT).tensor();
      assertThat(Encoder.encode(Decoder.decode(tensor, Style.DEFAULT), Encoding.DEFAULT).tensor())
          .as(file.name())
          .isEqualTo(tensor);
    }
    assertThat(read).isPositive();
  }

  /**
   * A file {@code manifest.tsv} in a folder says in its last column what is wrong with each file:
   * {@code ok}, or names of defects.
   */
  @Test
  void everyDefectThatAManifestNamesIsToldOf() throws IOException {
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
          assertThat(findings.stream().anyMatch(finding -> finding.kind().isViolation()))
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
      builder.addLayer(
          frame.equals("-")
              ? new int[0]
              : Arrays.stream(frame.split(",", -1))
                  .mapToInt(pitch -> Integer.parseInt(pitch) - encoding.lowestPitch())
                  .toArray());
    }
    return builder.build();
  }
}
