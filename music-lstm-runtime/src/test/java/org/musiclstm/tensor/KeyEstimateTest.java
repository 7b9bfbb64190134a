package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

class KeyEstimateTest {
  /** Durations that are the profiles themselves. */
  private static final int[] MAJOR = {635, 223, 348, 233, 438, 409, 252, 519, 239, 366, 229, 288};

  private static final int[] MINOR = {633, 268, 352, 538, 260, 353, 254, 475, 398, 269, 334, 317};

  private static Score score(int[] durations, int tonic) {
    List<Note> notes = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      if (durations[n] > 0) {
        notes.add(new Note(0, durations[n], 60 + (tonic + n) % 12, 80));
      }
    }
    List<Note> drums = List.of(new Note(0, 900, 37, 80));
    return new Score(
        480,
        List.of(new Part("", 0, 0, notes), new Part("", Part.DRUM_CHANNEL, 0, drums)),
        List.of(),
        List.of(),
        900);
  }

  @Test
  void aSongWithTheProfileOfAKeyIsInThatKey() {
    for (int tonic = 0; tonic < 12; tonic++) {
      KeyEstimate major = KeyEstimate.of(score(MAJOR, tonic)).orElseThrow();
      KeyEstimate minor = KeyEstimate.of(score(MINOR, tonic)).orElseThrow();

      assertThat(major.key()).isEqualTo(new Key(tonic, false));
      assertThat(minor.key()).isEqualTo(new Key(tonic, true));
      assertThat(major.correlation()).isCloseTo(1, Offset.offset(1e-12));
      // The relative minor comes second, with 0.651 by the published profiles.
      assertThat(major.margin()).isCloseTo(0.349, Offset.offset(2e-3));
    }
  }

  @Test
  void aScaleIsReportedFromAChromaticCluster() {
    KeyEstimate scale =
        KeyEstimate.of(score(new int[] {2, 0, 1, 0, 1, 1, 0, 2, 0, 1, 0, 1}, 7)).orElseThrow();

    assertThat(scale.key()).hasToString("G major");
    assertThat(scale.margin()).isPositive();
    assertThat(KeyEstimate.of(score(new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0))).isEmpty();
    assertThat(KeyEstimate.of(score(new int[12], 0))).isEmpty();
  }

  @Test
  void everyKeyIsMovedToCMajorOrAMinorByTheShorterWay() {
    for (int tonic = 0; tonic < 12; tonic++) {
      int major = new Key(tonic, false).semitonesToCommon();
      int minor = new Key(tonic, true).semitonesToCommon();

      assertThat(List.of(major, minor)).allSatisfy(by -> assertThat(by).isBetween(-5, 6));
      assertThat(Math.floorMod(tonic + major, 12)).isZero();
      assertThat(Math.floorMod(tonic + minor, 12)).isEqualTo(9);
    }
  }

  @Test
  void songsInAllKeysAreOneInACommonKey() {
    Encoding common =
        new Encoding(
            Grid.beats(1),
            true,
            PartsText.parse("drums; keys: rest, pitches 40-90", Planes.SOUNDING, 0, 127));
    NoteTensor inC = Encoder.encode(score(MAJOR, 0), common).tensor();
    for (int tonic = 0; tonic < 12; tonic++) {
      Score score = score(MAJOR, tonic);
      Score within =
          new Score(
              480,
              List.of(folded(score.parts().get(0), tonic), score.parts().get(1)),
              List.of(),
              List.of(),
              900);

      Encoded encoded = Encoder.encode(within, common);

      assertThat(encoded.tensor()).isEqualTo(inC);
      assertThat(encoded.report().semitones()).isEqualTo(new Key(tonic, false).semitonesToCommon());
    }
  }

  /** In the octave in which the shorter way leads back to that of C. */
  private static Part folded(Part part, int tonic) {
    int by = new Key(tonic, false).semitonesToCommon();
    return new Part(
        part.name(),
        part.channel(),
        part.program(),
        part.notes().stream()
            .map(
                note ->
                    new Note(
                        note.start(),
                        note.duration(),
                        60 + Math.floorMod(note.pitch() + by, 12) - by,
                        note.velocity()))
            .toList());
  }

  @Test
  void everyKeyIsReadAsItIsWritten() {
    for (int tonic = 0; tonic < 12; tonic++) {
      for (boolean minor : new boolean[] {false, true}) {
        Key key = new Key(tonic, minor);
        assertThat(Key.parse(key.toString())).contains(key);
      }
    }
    assertThat(Key.parse("Cb major")).contains(new Key(11, false));
    assertThat(Key.parse("D# minor")).contains(new Key(3, true));
    assertThat(Key.parse("B# major")).contains(new Key(0, false));
    assertThat(Key.parse("C")).isEmpty();
  }
}
