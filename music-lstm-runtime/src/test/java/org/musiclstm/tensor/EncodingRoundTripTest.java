package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.midi.MetreChange;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.midi.Note;
import org.musiclstm.midi.Part;
import org.musiclstm.midi.Score;
import org.musiclstm.midi.TempoChange;

class EncodingRoundTripTest {
  @Test
  void aTensorComesBackFromItsScore() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);

      Encoded encoded =
          Encoder.encode(Decoder.decode(tensor, RandomTensors.style(random)), tensor.encoding());

      assertThat(encoded.tensor()).isEqualTo(tensor);
      assertThat(encoded)
          .returns(0, Encoded::notesOutOfRange)
          .returns(0, Encoded::drumNotes)
          .returns(0, Encoded::notesMerged)
          .returns(0L, Encoded::trimmedLayers);
    }
  }

  @Test
  void aScoreOnTheGridComesBackFromItsTensor() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      Encoding encoding = RandomTensors.encoding(random);
      Style style = RandomTensors.style(random);
      Score score = scoreOnGrid(random, encoding, style);

      Encoded encoded = Encoder.encode(score, encoding);

      assertThat(encoded.notes()).isEqualTo(score.parts().get(0).notes().size());
      assertThat(Decoder.decode(encoded.tensor(), style)).isEqualTo(score);
    }
  }

  @Test
  void aTensorComesBackFromAMidiFile() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);
      byte[] file =
          MidiWriter.write(Decoder.decode(tensor, RandomTensors.style(random)), List.of());

      assertThat(
              Encoder.encode(MidiReader.read(file, "song.mid").score(), tensor.encoding()).tensor())
          .isEqualTo(tensor);
    }
  }

  private static Score scoreOnGrid(Random random, Encoding encoding, Style style) {
    int ticksPerQuarter = 480;
    while (ticksPerQuarter % encoding.stepsPerQuarter() != 0) {
      ticksPerQuarter++;
    }
    int step = ticksPerQuarter / encoding.stepsPerQuarter();
    List<Note> notes = new ArrayList<>();
    for (int tries = 1 + random.nextInt(60); tries > 0; tries--) {
      Note note =
          new Note(
              (long) random.nextInt(100) * step,
              (long) (1 + random.nextInt(20)) * step,
              encoding.parts().get(0).lowestPitch() + random.nextInt(encoding.rows()),
              style.velocity());
      if (notes.stream()
          .noneMatch(other -> collide(note, other, encoding.parts().get(0).planes().hasOnsets()))) {
        notes.add(note);
      }
    }
    long lastEnd = notes.stream().mapToLong(Note::end).max().orElseThrow();
    long rest = (long) random.nextInt(16 * encoding.stepsPerQuarter() + 1) * step;
    return new Score(
        ticksPerQuarter,
        List.of(new Part("", 0, style.program(), notes)),
        List.of(new TempoChange(0, style.microsecondsPerQuarter())),
        List.of(new MetreChange(0, style.beats(), style.beatUnit())),
        lastEnd + rest);
  }

  /** Without onsets, notes of one pitch may not even touch. */
  private static boolean collide(Note one, Note other, boolean mayTouch) {
    return one.pitch() == other.pitch()
        && (mayTouch
            ? one.start() < other.end() && other.start() < one.end()
            : one.start() <= other.end() && other.start() <= one.end());
  }
}
