package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * Holds the tensors of several tracks that are one part to what is heard of them: a pitch sounds
 * while any track has it sound, also where another one strikes it again meanwhile.
 */
class EncoderReferenceTest {
  private static final int TICKS = 6;

  /** A step has six ticks; notes are wherever they like. */
  private static Score random(Random random) {
    List<Part> parts = new ArrayList<>();
    for (int track = 0; track < 3; track++) {
      List<Note> notes = new ArrayList<>();
      for (int n = 1 + random.nextInt(15); n > 0; n--) {
        notes.add(
            new Note(
                random.nextInt(200),
                1 + random.nextInt(random.nextBoolean() ? 5 : 80),
                60 + random.nextInt(3),
                1 + random.nextInt(127)));
      }
      parts.add(new Part("", track, 0, notes));
    }
    return new Score(4 * TICKS, parts, List.of(), List.of(), 300);
  }

  private static long step(long tick) {
    return Math.floorDiv(2 * tick + TICKS, 2 * TICKS);
  }

  /** Step and feature, with the value. */
  private static Map<String, Float> expected(Score score, Planes planes) {
    Map<String, Float> values = new TreeMap<>();
    for (Part part : score.parts()) {
      for (Note note : part.notes()) {
        int row = note.pitch() - 60;
        long start = step(note.start());
        for (long step = start; step < Math.max(start + 1, step(note.end())); step++) {
          values.put(step + " " + row, 1f);
        }
        if (planes.hasOnsets()) {
          values.put(start + " " + (3 + row), 1f);
        }
        if (planes.hasVelocity()) {
          values.merge(start + " " + (6 + row), note.velocity() / 127f, Math::max);
        }
      }
    }
    return values;
  }

  private static Map<String, Float> values(NoteTensor tensor) {
    Map<String, Float> values = new TreeMap<>();
    for (int step = 0; step < tensor.steps(); step++) {
      for (int n = tensor.start(step); n < tensor.end(step); n++) {
        values.put(step + " " + tensor.active(n), tensor.value(n));
      }
    }
    return values;
  }

  @Test
  void everyPitchSoundsWhileAnyTrackHasItSoundAndBeginsWithEachNote() {
    Random random = new Random(1);
    for (int n = 0; n < 500; n++) {
      Score score = random(random);
      for (Planes planes : Planes.of(false)) {
        Encoding encoding = new Encoding(4, 60, 62, planes);

        assertThat(values(Encoder.encode(score, encoding).tensor()))
            .isEqualTo(expected(score, planes));
      }
    }
  }

  @Test
  void aNoteThatIsStruckAgainWhileItSoundsSoundsOnAfterwards() {
    Score score =
        new Score(
            4,
            List.of(
                new Part("held", 0, 0, List.of(new Note(0, 16, 60, 80))),
                new Part("again", 1, 0, List.of(new Note(4, 4, 60, 90)))),
            List.of(),
            List.of(),
            16);
    Encoding encoding = new Encoding(1, 60, 60, Planes.SOUNDING_ONSET);

    NoteTensor tensor = Encoder.encode(score, encoding).tensor();

    assertThat(tensor).isEqualTo(NoteTensor.of(encoding, new int[][] {{0, 1}, {0, 1}, {0}, {0}}));
    assertThat(Decoder.decode(tensor, Style.DEFAULT).parts().get(0).notes())
        .extracting(Note::start, Note::duration)
        .hasSize(2);
  }
}
