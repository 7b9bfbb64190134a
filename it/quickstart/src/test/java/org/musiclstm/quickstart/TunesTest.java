package org.musiclstm.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.score.Part;

class TunesTest {
  private static final Path TUNES = Path.of("src/main/tunes");
  private static final Path MIDI = Path.of("src/main/midi");

  @Test
  void everyMidiFileIsWhatTheToolMakesOfItsTune() throws IOException {
    List<Path> midi = files(MIDI, ".mid");
    assertThat(midi).hasSameSizeAs(files(TUNES, ".abc")).hasSizeGreaterThanOrEqualTo(12);
    for (Path file : midi) {
      String tune = file.getFileName().toString().replace(".mid", ".abc");
      assertThat(file).hasBinaryContent(AbcToMidi.convert(TUNES.resolve(tune)));
    }
  }

  @Test
  void everyTuneHasTwoVoicesAndSixteenBars() throws IOException {
    for (Path file : files(MIDI, ".mid")) {
      Music music = Music.read(file);
      List<Part> parts = MidiReader.read(Files.readAllBytes(file), file.toString()).score().parts();
      assertThat(parts).as(file.toString()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(music.bars()).as(file.toString()).isGreaterThanOrEqualTo(16);
      assertThat(music.silentBars()).as(file.toString()).isZero();
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
