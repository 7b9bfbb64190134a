package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

class EncoderTest {
  /** One step is 10 ticks; features 0 to 2 sound, 3 to 5 begin. */
  private static final Encoding ONSETS = new Encoding(2, 60, 62, Planes.SOUNDING_ONSET);

  private static final Encoding SOUNDING = new Encoding(2, 60, 62, Planes.SOUNDING);

  private static Score score(long end, Part... parts) {
    return new Score(20, List.of(parts), List.of(), List.of(), end);
  }

  private static Part part(Note... notes) {
    return new Part("", 0, 0, List.of(notes));
  }

  @Test
  void aHeldNoteAndARepeatedOneDiffer() {
    Score held = score(20, part(new Note(0, 20, 60, 80)));
    Score repeated = score(20, part(new Note(0, 10, 60, 80), new Note(10, 10, 60, 80)));

    assertThat(Encoder.encode(held, ONSETS).tensor())
        .isEqualTo(NoteTensor.of(ONSETS, new int[][] {{0, 3}, {0}}));
    assertThat(Encoder.encode(repeated, ONSETS).tensor())
        .isEqualTo(NoteTensor.of(ONSETS, new int[][] {{0, 3}, {0, 3}}));
    assertThat(Encoder.encode(held, SOUNDING).tensor())
        .isEqualTo(Encoder.encode(repeated, SOUNDING).tensor())
        .isEqualTo(NoteTensor.of(SOUNDING, new int[][] {{0}, {0}}));
  }

  @Test
  void startsAndEndsGoToTheNearestStepHalvesUp() {
    Score score =
        score(40, part(new Note(4, 10, 60, 80), new Note(5, 20, 61, 80), new Note(15, 9, 62, 80)));

    assertThat(Encoder.encode(score, SOUNDING).tensor())
        .isEqualTo(NoteTensor.of(SOUNDING, new int[][] {{0}, {1}, {1, 2}, {}}));
  }

  @Test
  void aNoteShorterThanAStepGetsOne() {
    assertThat(Encoder.encode(score(1, part(new Note(0, 1, 60, 80))), ONSETS).tensor())
        .isEqualTo(NoteTensor.of(ONSETS, new int[][] {{0, 3}}));
  }

  @Test
  void stepsAreExactWhereTheyDoNotDivideTheQuarter() {
    Encoding thirds = new Encoding(3, 60, 60, Planes.SOUNDING_ONSET);
    Note[] notes = new Note[300];
    for (int i = 0; i < notes.length; i++) {
      // Triplets in 20 ticks a quarter, as a program rounds them.
      long start = Math.round(i * 20 / 3.0);
      notes[i] = new Note(start, Math.round((i + 1) * 20 / 3.0) - start, 60, 80);
    }

    NoteTensor tensor = Encoder.encode(score(2000, part(notes)), thirds).tensor();

    assertThat(tensor.steps()).isEqualTo(300);
    for (int step = 0; step < 300; step++) {
      assertThat(tensor.isActive(step, 1)).isTrue();
    }
  }

  @Test
  void partsBecomeOneAndNotesThatFallTogetherAreCounted() {
    Encoded encoded =
        Encoder.encode(
            score(
                40,
                part(new Note(0, 40, 60, 80)),
                part(new Note(0, 10, 60, 90), new Note(20, 10, 60, 90), new Note(20, 5, 62, 90))),
            ONSETS);

    assertThat(encoded.tensor())
        .isEqualTo(NoteTensor.of(ONSETS, new int[][] {{0, 3}, {0}, {0, 2, 3, 5}, {0}}));
    assertThat(encoded.notesMerged()).isEqualTo(1);
    assertThat(encoded.notes()).isEqualTo(4);
  }

  @Test
  void drumsAndPitchesOutOfRangeAreLeftOutAndCounted() {
    Encoded encoded =
        Encoder.encode(
            score(
                20,
                part(new Note(0, 10, 59, 80), new Note(0, 10, 60, 80), new Note(0, 10, 63, 80)),
                new Part("", Part.DRUM_CHANNEL, 0, List.of(new Note(0, 20, 60, 80)))),
            SOUNDING);

    assertThat(encoded.tensor()).isEqualTo(NoteTensor.of(SOUNDING, new int[][] {{0}, {}}));
    assertThat(encoded)
        .returns(1, Encoded::notes)
        .returns(2, Encoded::notesOutOfRange)
        .returns(1, Encoded::drumNotes)
        .returns(0, Encoded::notesMerged);
  }

  @Test
  void restsAtTheEndAreKeptUpToSixteenQuarters() {
    Encoded kept = Encoder.encode(score(10 + 320, part(new Note(0, 10, 60, 80))), SOUNDING);
    Encoded trimmed = Encoder.encode(score(10 + 330, part(new Note(0, 10, 60, 80))), SOUNDING);

    assertThat(kept.tensor().steps()).isEqualTo(33);
    assertThat(kept.trimmedSteps()).isZero();
    assertThat(trimmed.tensor().steps()).isEqualTo(8);
    assertThat(trimmed.trimmedSteps()).isEqualTo(26);
  }

  @Test
  void anAbsurdEndOfTrackCostsNothing() {
    Encoded encoded = Encoder.encode(score(1L << 50, part(new Note(0, 90, 60, 80))), SOUNDING);

    assertThat(encoded.tensor().steps()).isEqualTo(16);
    assertThat(encoded.trimmedSteps()).isEqualTo((1L << 50) / 10 - 16);
  }

  @Test
  void aScoreWithoutNotesIsSilenceOrNothing() {
    assertThat(Encoder.encode(score(100), SOUNDING).tensor().steps()).isEqualTo(10);
    assertThat(Encoder.encode(score(100_000), SOUNDING).tensor().steps()).isZero();
    assertThat(Encoder.encode(score(100), SOUNDING).notes()).isZero();
  }

  @Test
  void aSongLongerThanATensorIsRefused() {
    Score tooLong = score(40_000_010, part(new Note(40_000_000, 10, 60, 80)));

    assertThatThrownBy(() -> Encoder.encode(tooLong, SOUNDING))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("until tick 40000010, which is step 4000001");
    assertThatThrownBy(
            () -> Encoder.encode(score(Long.MAX_VALUE, part(new Note(0, 1, 60, 80))), SOUNDING))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lasts until tick 9223372036854775807");
  }

  @Test
  void withoutOnsetsANoteThatFollowsAnotherOfItsPitchIsCounted() {
    // Two that touch, one apart, and one that begins while another sounds.
    Score score =
        new Score(
            4,
            List.of(
                new Part(
                    "",
                    0,
                    0,
                    List.of(
                        new Note(0, 4, 60, 80),
                        new Note(4, 4, 60, 80),
                        new Note(12, 4, 60, 80),
                        new Note(0, 8, 62, 80),
                        new Note(4, 8, 62, 80)))),
            List.of(),
            List.of(),
            16);

    assertThat(Encoder.encode(score, new Encoding(1, 60, 71, Planes.SOUNDING)).notesMerged())
        .isEqualTo(2);
    assertThat(Encoder.encode(score, new Encoding(1, 60, 71, Planes.SOUNDING_ONSET)).notesMerged())
        .isZero();
  }

  @Test
  void partsStandSideBySideAndWhatNoneTakesIsNamed() {
    Encoding encoding =
        new Encoding(
            Grid.beats(2),
            false,
            PartsText.parse(
                "top: programs 40-47, planes sounding onset velocity; low: channels 3; drums",
                Planes.SOUNDING,
                60,
                61));
    Encoded encoded =
        Encoder.encode(
            score(
                30,
                new Part("violin", 0, 40, List.of(new Note(0, 10, 60, 127), note(10, 61))),
                new Part("bass", 2, 33, List.of(note(0, 61), note(10, 59))),
                new Part("organ", 4, 19, List.of(note(0, 60), note(10, 60))),
                new Part(
                    "", Part.DRUM_CHANNEL, 0, List.of(note(0, 35), note(0, 36), note(20, 20)))),
            encoding);

    // top: 0-1 sounding, 2-3 onset, 4-5 velocity; low: 6-7; drums: from 8 on.
    assertThat(encoded.tensor())
        .isEqualTo(
            NoteTensor.builder(encoding)
                .addStep(new int[] {0, 2, 4, 7, 8}, new float[] {1, 1, 1, 1, 1}, 5)
                .addStep(new int[] {1, 3, 5}, new float[] {1, 1, 80 / 127f}, 3)
                .addStep()
                .build());
    assertThat(encoded)
        .returns(5, Encoded::notes)
        .returns(2, Encoded::notesOutOfRange)
        .returns(0, Encoded::drumNotes)
        .returns(2, Encoded::notesUntaken)
        .returns(1, Encoded::notesMerged);
    assertThat(encoded.report().parts())
        .containsExactly(
            new SongReport.PartNotes("top", 2, 0, 0),
            new SongReport.PartNotes("low", 1, 1, 0),
            new SongReport.PartNotes("drums", 2, 1, 1));
    assertThat(encoded.report().untaken()).hasSize(1);
    assertThat(encoded.report().untaken().get(0))
        .hasToString("track \"organ\", channel 5, program 19: 2");
  }

  private static Note note(long start, int pitch) {
    return new Note(start, 10, pitch, 80);
  }

  @Test
  void ofNotesThatBeginTogetherTheHardestIsHeard() {
    Encoding encoding = new Encoding(2, 60, 60, Planes.SOUNDING_ONSET_VELOCITY);
    Score score = score(10, part(new Note(0, 10, 60, 30), new Note(2, 5, 60, 90)));

    Encoded encoded = Encoder.encode(score, encoding);

    assertThat(encoded.tensor().value(2)).isEqualTo(90 / 127f);
    assertThat(encoded.notesMerged()).isEqualTo(1);
  }

  @Test
  void aSongOutOfProportionToItsNotesIsRefused() {
    // 22 000 steps are the most of one note: 10 ticks each.
    assertThat(
            Encoder.encode(score(220_000, part(new Note(0, 220_000, 60, 80))), ONSETS)
                .tensor()
                .steps())
        .isEqualTo(22_000);
    assertThatThrownBy(
            () -> Encoder.encode(score(220_010, part(new Note(220_000, 10, 60, 80))), ONSETS))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Its tensor would have 22001 steps, but that of a song with 1 note has at most 22000;")
        .hasMessageContaining("stepsPerQuarter");
  }

  @Test
  void notesThatNoPartTakesShowHowLongASongIs() {
    Note[] drums = new Note[10];
    Arrays.setAll(drums, n -> new Note(40_000L * n, 10, 36, 80));

    assertThat(
            Encoder.encode(
                    score(
                        400_000,
                        part(new Note(399_990, 10, 60, 80)),
                        new Part("", Part.DRUM_CHANNEL, 0, List.of(drums))),
                    ONSETS)
                .tensor()
                .steps())
        .isEqualTo(40_000);
  }

  @Test
  void manyNotesThatNeverEndAreRefused() {
    Encoding wide = new Encoding(2, 0, 127, Planes.SOUNDING);
    Note[] notes = new Note[128];
    for (int pitch = 0; pitch < notes.length; pitch++) {
      notes[pitch] = new Note(0, 110_000, pitch, 80);
    }
    Score refused = score(110_000, part(notes));

    assertThatThrownBy(() -> Encoder.encode(refused, wide))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Its tensor would have 1408000 active features, but that of a song with 128 notes has at"
                + " most 1256000;");
    // The same pitch over and over sounds no more than once.
    Note[] same = new Note[128];
    Arrays.fill(same, new Note(0, 110_000, 60, 80));
    assertThat(Encoder.encode(score(110_000, part(same)), wide).tensor().steps()).isEqualTo(11_000);
  }
}
