package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

class EncodingRoundTripTest {
  @Test
  void aTensorComesBackFromItsScore() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);

      Encoded encoded = Encoder.encode(decoded(random, tensor), tensor.encoding());

      assertThat(encoded.tensor()).isEqualTo(tensor);
      assertThat(encoded.tensor().sha256()).isEqualTo(tensor.sha256());
      assertThat(encoded)
          .returns(0, Encoded::notesOutOfRange)
          .returns(0, Encoded::drumNotes)
          .returns(0, Encoded::notesUntaken)
          .returns(0, Encoded::notesMerged)
          .returns(0L, Encoded::trimmedSteps);
    }
  }

  @Test
  void aScoreOnTheGridComesBackFromItsTensor() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      Encoding encoding = RandomTensors.encoding(random);
      Style style = RandomTensors.style(random, encoding);
      Score score = scoreOnGrid(random, encoding, style);

      Encoded encoded = Encoder.encode(score, encoding);

      assertThat(encoded.report().parts())
          .extracting(SongReport.PartNotes::notes)
          .isEqualTo(score.parts().stream().map(part -> part.notes().size()).toList());
      assertThat(encoded.report().gridFit().error95()).isZero();
      assertThat(Decoder.decode(encoded.tensor(), style)).isEqualTo(score);
    }
  }

  @Test
  void aTensorComesBackFromAMidiFile() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);
      byte[] file = MidiWriter.write(decoded(random, tensor), List.of());

      assertThat(
              Encoder.encode(MidiReader.read(file, "song.mid").score(), tensor.encoding()).tensor())
          .isEqualTo(tensor);
    }
  }

  @Test
  void aTensorComesBackFromAnNpyFile() {
    Random random = new Random(4);
    for (int i = 0; i < 100; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);

      assertThat(NoteTensor.ofNpy(tensor.encoding(), tensor.toNpy(), "x")).isEqualTo(tensor);
    }
  }

  private static Score decoded(Random random, NoteTensor tensor) {
    return Decoder.decode(tensor, RandomTensors.style(random, tensor.encoding()));
  }

  private static Score scoreOnGrid(Random random, Encoding encoding, Style style) {
    int ticksPerQuarter = 480;
    while (ticksPerQuarter % encoding.stepsPerQuarter() != 0) {
      ticksPerQuarter++;
    }
    int step = ticksPerQuarter / encoding.stepsPerQuarter();
    List<Part> parts = new ArrayList<>();
    for (int n = 0; n < encoding.parts().size(); n++) {
      PartEncoding part = encoding.parts().get(n);
      Sound sound = style.sounds().get(n);
      parts.add(
          new Part(
              part.name(),
              part.channel(),
              part.program() < 0 ? sound.program() : part.program(),
              notesOnGrid(random, part, step, sound.velocity())));
    }
    long lastEnd =
        parts.stream()
            .flatMap(part -> part.notes().stream())
            .mapToLong(Note::end)
            .max()
            .orElseThrow();
    long rest = (long) random.nextInt(16 * encoding.stepsPerQuarter() + 1) * step;
    int tempo =
        encoding.grid().isTime()
            ? encoding.grid().microsecondsPerQuarter()
            : style.microsecondsPerQuarter();
    return new Score(
        ticksPerQuarter,
        parts,
        List.of(new TempoChange(0, tempo)),
        List.of(new MetreChange(0, style.beats(), style.beatUnit())),
        lastEnd + rest);
  }

  private static List<Note> notesOnGrid(Random random, PartEncoding part, int step, int velocity) {
    List<Note> notes = new ArrayList<>();
    for (int tries = 1 + random.nextInt(60); tries > 0; tries--) {
      Note note =
          new Note(
              (long) random.nextInt(100) * step,
              part.isDrums() ? step : (long) (1 + random.nextInt(20)) * step,
              part.key(random.nextInt(part.rows())),
              part.planes().hasVelocity() ? 1 + random.nextInt(127) : velocity);
      if (notes.stream().noneMatch(other -> collide(note, other, part.planes().hasOnsets()))) {
        notes.add(note);
      }
    }
    return notes;
  }

  /** Without onsets, notes of one pitch may not even touch. */
  private static boolean collide(Note one, Note other, boolean mayTouch) {
    return one.pitch() == other.pitch()
        && (mayTouch
            ? one.start() < other.end() && other.start() < one.end()
            : one.start() <= other.end() && other.start() <= one.end());
  }
}
