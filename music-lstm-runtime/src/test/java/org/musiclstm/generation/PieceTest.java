package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.Key;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

class PieceTest {
  private static final Encoding ENCODING =
      new Encoding(
          Grid.beats(1), false, PartsText.parse("drums; rest: rest", Planes.SOUNDING, 0, 127));

  /** A scale of C major, or of A minor with its chord, over a drum. */
  private static Piece piece(boolean minor, int lowest) {
    int[] steps =
        minor
            ? new int[] {9, 11, 12, 14, 16, 17, 20, 21, 9, 12, 16}
            : new int[] {0, 2, 4, 5, 7, 9, 11, 12, 0, 4, 7};
    Note[] notes = new Note[steps.length];
    for (int n = 0; n < steps.length; n++) {
      notes[n] = new Note(n, 1, lowest + steps[n], 80);
    }
    Score score =
        new Score(
            1,
            List.of(
                new Part("", Part.DRUM_CHANNEL, 0, List.of(new Note(0, 1, 36, 80))),
                new Part("", 0, 0, List.of(notes))),
            List.of(),
            List.of(),
            steps.length);
    return new Piece(
        1,
        1,
        Primer.silence(ENCODING),
        Encoder.encode(score, ENCODING).tensor(),
        0,
        new Piece.Cuts(0, 0));
  }

  private static Key key(Piece piece) {
    return KeyEstimate.of(piece.score(Style.ofParts(2))).orElseThrow().key();
  }

  @Test
  void aPieceIsMovedToEveryTonicByTheFewestSemitones() {
    for (boolean minor : new boolean[] {false, true}) {
      Piece piece = piece(minor, 60);
      assertThat(key(piece)).isEqualTo(new Key(minor ? 9 : 0, minor));
      for (int tonic = 0; tonic < 12; tonic++) {
        for (boolean wanted : new boolean[] {false, true}) {
          Piece moved = piece.inKey(new Key(tonic, wanted), Style.ofParts(2));

          assertThat(key(moved)).isEqualTo(new Key(tonic, minor));
          assertThat(moved.semitones()).isBetween(-5, 6);
          assertThat(moved.tensor()).isEqualTo(piece.tensor());
        }
      }
    }
  }

  @Test
  void drumsStayAsTheyAre() {
    Score score =
        piece(false, 60).inKey(new Key(2, false), Style.ofParts(2)).score(Style.ofParts(2));

    assertThat(score.parts().get(0).notes()).extracting(Note::pitch).containsExactly(36);
    assertThat(score.parts().get(1).notes().get(0).pitch()).isEqualTo(62);
  }

  @Test
  void aPieceGoesTheOtherWayWhereThereAreNoSuchPitches() {
    assertThat(piece(false, 0).inKey(new Key(11, false), Style.ofParts(2)).semitones())
        .isEqualTo(11);
    assertThat(piece(false, 108).inKey(new Key(8, false), Style.ofParts(2)).semitones())
        .isEqualTo(-4);
  }

  @Test
  void aPieceOfNoKeyStaysAsItIs() {
    Piece silent =
        new Piece(
            1,
            1,
            Primer.silence(ENCODING),
            Primer.silence(ENCODING).steps().withSilence(4),
            0,
            new Piece.Cuts(0, 0));

    assertThat(silent.inKey(new Key(3, false), Style.ofParts(2))).isEqualTo(silent);
  }
}
