package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Sound;
import org.musiclstm.tensor.Style;

class PieceReaderTest {
  /** None of the tracks that are written has such a name, and no program is reported. */
  private static final List<PartEncoding> PARTS =
      PartsText.parse(
          "tune: tracks Lead*; bass: programs 32-39; rest; drums", Planes.SOUNDING, 40, 59);

  private static Style style(Encoding encoding) {
    return new Style(
        400_000, 3, 4, encoding.parts().stream().map(part -> new Sound(70, 5)).toList());
  }

  private static Score score(NoteTensor tensor) {
    Score score = Decoder.decode(tensor, style(tensor.encoding()));
    return MidiReader.read(MidiWriter.write(score, List.of()), "piece").score();
  }

  private static PieceReader.Piece readBack(NoteTensor tensor) {
    return PieceReader.read(score(tensor), 0, "piece", tensor.encoding());
  }

  private static NoteTensor random(Random random, Encoding encoding, int steps) {
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (int step = 0; step < steps; step++) {
      builder.addStep(random.ints(3, 0, encoding.features()).sorted().distinct().toArray());
    }
    return builder.build();
  }

  @Test
  void piecesAreReadAsTheyWereGeneratedHoweverSongsPartsArePredicted() {
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      Encoding encoding =
          new Encoding(
              random.nextBoolean() ? Grid.beats(1 + random.nextInt(12)) : Grid.time("20ms"),
              random.nextBoolean(),
              random.nextBoolean() ? PARTS : RandomSongs.ENCODING.parts());
      NoteTensor tensor =
          encoding.parts().size() > 1
              ? random(random, encoding, 1 + random.nextInt(40))
              : RandomSongs.tensor(random, encoding, 1 + random.nextInt(40));

      PieceReader.Piece piece = readBack(tensor);

      assertThat(piece.music().tensor()).isEqualTo(tensor);
      assertThat(piece.notesLeftOut()).isZero();
      assertThat(piece.music().style().beats()).isEqualTo(3);
    }
  }

  @Test
  void silenceIsKeptHoweverLongItIs() {
    Encoding encoding = RandomSongs.ENCODING;
    NoteTensor.Builder ends = NoteTensor.builder(encoding).addStep(1, 1 + encoding.rows());
    NoteTensor.Builder never = NoteTensor.builder(encoding);
    for (int step = 0; step < 100; step++) {
      ends.addStep();
      never.addStep();
    }
    NoteTensor.Builder begins = NoteTensor.builder(encoding);
    for (int step = 0; step < 100; step++) {
      begins.addStep();
    }
    begins.addStep(1, 1 + encoding.rows());

    assertThat(readBack(ends.build()).music().tensor()).isEqualTo(ends.build());
    assertThat(readBack(begins.build()).music().tensor()).isEqualTo(begins.build());
    assertThat(readBack(never.build()).music().tensor()).isEqualTo(never.build());
  }

  @Test
  void whatSongsHaveAsDrumsOnAChannelIsNoneWhereAPieceHasPitchesOnIt() {
    Encoding encoding =
        new Encoding(
            Grid.beats(4),
            false,
            PartsText.parse(
                "rest: rest, channel 4; drums: drum-channels 4, drum-tracks rest",
                Planes.SOUNDING,
                40,
                59));
    NoteTensor tensor = NoteTensor.of(encoding, new int[][] {{3, 21}, {3}, {7}, {22}});

    PieceReader.Piece piece = readBack(tensor);

    assertThat(piece.music().tensor()).isEqualTo(tensor);
    assertThat(piece.notesLeftOut()).isZero();
  }

  @Test
  void musicOfOtherChannelsIsReadAsSongsAre() {
    NoteTensor tune =
        NoteTensor.of(new Encoding(4, 40, 59, Planes.SOUNDING), new int[][] {{3}, {3}, {7}});
    Encoding encoding =
        new Encoding(
            Grid.beats(4),
            false,
            PartsText.parse(
                "bass: programs 32-39, channel 5; tune: programs 0-7, channel 6",
                Planes.SOUNDING,
                40,
                59));

    PieceReader.Piece piece = PieceReader.read(score(tune), 0, "piece", encoding);

    // The style's program is 5, on channel 1.
    int first = encoding.firstFeature(1);
    assertThat(piece.music().tensor())
        .isEqualTo(NoteTensor.of(encoding, new int[][] {{first + 3}, {first + 3}, {first + 7}}));
  }

  @Test
  void notesThatTheModelDoesNotKnowAreCounted() {
    Encoding wide = new Encoding(4, 40, 80, Planes.SOUNDING);
    Encoding narrow = new Encoding(4, 40, 59, Planes.SOUNDING);
    NoteTensor tensor = NoteTensor.of(wide, new int[][] {{3, 30}, {35}, {}, {35}});

    PieceReader.Piece piece = PieceReader.read(score(tensor), 0, "piece", narrow);

    assertThat(piece.notesLeftOut()).isEqualTo(3);
    assertThat(piece.music().tensor().activeCount()).isEqualTo(1);
  }

  @Test
  void aPieceThatWasMovedOutOfThePitchRangeIsReadInTheKeyInWhichItWasGenerated() {
    Encoding narrow = new Encoding(4, 40, 59, Planes.SOUNDING);
    NoteTensor generated = NoteTensor.of(narrow, new int[][] {{0, 19}, {7}, {}, {12}});
    Score score = Decoder.decode(generated, style(narrow));
    for (int semitones = -11; semitones <= 11; semitones++) {
      Music music = PieceReader.read(score.moved(semitones), semitones, "piece", narrow).music();

      assertThat(music.tensor()).isEqualTo(generated);
      assertThat(music.semitones()).isEqualTo(semitones);
    }
  }

  @Test
  void whatCannotBeTakenBackIsReadAsItStands() {
    Encoding high = new Encoding(4, 100, 127, Planes.SOUNDING);
    NoteTensor tensor = NoteTensor.of(high, new int[][] {{27}, {3}});

    Music music = PieceReader.read(Decoder.decode(tensor, style(high)), -2, "piece", high).music();

    assertThat(music.tensor()).isEqualTo(tensor);
    assertThat(music.semitones()).isZero();
  }
}
