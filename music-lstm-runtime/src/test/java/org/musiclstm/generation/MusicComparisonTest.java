package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.SparseFile;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

class MusicComparisonTest {
  private static final String MODEL = "0123456789abcdef".repeat(4);
  private static final String OTHER_MODEL = "fedcba9876543210".repeat(4);
  private static final int QUARTER = 480;

  @TempDir Path folder;

  private Path expected = Path.of("");
  private Path made = Path.of("");

  @BeforeEach
  void twoFolders() throws IOException {
    expected = Files.createDirectory(folder.resolve("expected"));
    made = Files.createDirectory(folder.resolve("made"));
  }

  @Test
  void aFileBeyondAnyPieceIsRefusedAndNotRead() throws IOException {
    Files.write(made.resolve("piece.mid"), new byte[1]);
    SparseFile.make(expected.resolve("piece.mid"), 1L << 40);

    assertThatThrownBy(() -> MusicComparison.of(expected, made))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The file "
                + expected.resolve("piece.mid")
                + " has more than 16777216 bytes, which no piece has. Remove it.");
  }

  @Test
  void theSameFilesAreTheSame() throws IOException {
    for (String name : List.of("piece-002.mid", "piece-001.mid", "B.MIDI")) {
      Files.write(expected.resolve(name), piece(MODEL, 1, tune(8)));
      Files.write(made.resolve(name), piece(MODEL, 1, tune(8)));
    }

    MusicComparison comparison = MusicComparison.of(expected, made);

    assertThat(comparison.isSame()).isTrue();
    assertThat(comparison.same()).containsExactly("B.MIDI", "piece-001.mid", "piece-002.mid");
  }

  @Test
  void whatOnlyOneFolderHasIsNamed() throws IOException {
    Files.write(expected.resolve("a.mid"), piece(MODEL, 1, tune(8)));
    Files.write(expected.resolve("b.mid"), piece(MODEL, 1, tune(8)));
    Files.write(made.resolve("b.mid"), piece(MODEL, 1, tune(8)));
    Files.write(made.resolve("c.mid"), piece(MODEL, 1, tune(8)));

    MusicComparison comparison = MusicComparison.of(expected, made);

    assertThat(comparison)
        .isEqualTo(
            new MusicComparison(List.of("b.mid"), List.of(), List.of("a.mid"), List.of("c.mid")));
    assertThat(comparison.isSame()).isFalse();
  }

  @Test
  void otherFilesHiddenOnesAndFoldersDoNotCount() throws IOException {
    Files.writeString(expected.resolve("README.md"), "What this is.");
    Files.write(made.resolve(".piece-001.mid"), new byte[3]);
    Files.createDirectory(made.resolve("folder.mid"));

    assertThat(MusicComparison.of(expected, made))
        .isEqualTo(new MusicComparison(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void aFolderThatIsNotThereHasNoMusic() throws IOException {
    Files.write(made.resolve("a.mid"), piece(MODEL, 1, tune(8)));

    assertThat(MusicComparison.of(folder.resolve("none"), made).notExpected())
        .containsExactly("a.mid");
    assertThat(MusicComparison.of(made, folder.resolve("none")).notMade()).containsExactly("a.mid");
  }

  @Test
  void aFileInThePlaceOfAFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThatThrownBy(() -> MusicComparison.of(file, made))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The folder " + file + " cannot be read");
  }

  @Test
  void anotherOriginIsPredictedByItsParts() throws IOException {
    assertThat(how(piece(MODEL, 1, tune(8)), piece(OTHER_MODEL, 1, tune(8))))
        .isEqualTo("model fedcba987654 instead of 0123456789ab; the music is the same");
    assertThat(how(piece(MODEL, 1, tune(8)), piece(OTHER_MODEL, -2, tune(8))))
        .isEqualTo(
            "model fedcba987654 instead of 0123456789ab, seed -2 instead of 1; the music is the"
                + " same");
    Score score = score(tune(8));
    assertThat(
            how(
                file(score, Origins.of(MODEL, 1, 7, 0).text()),
                file(score, Origins.primed(Origins.of(MODEL, 1, 8, -3), "song.mid, 1").text())))
        .isEqualTo(
            "piece 8 instead of 7, movedUpBy -3 instead of 0, primer song.mid, 1 instead of none,"
                + " primerSha256 abababababab instead of none, primerBars 4 instead of none; the"
                + " music is the same");
    assertThat(how(file(score, "by hand"), piece(MODEL, 1, tune(8))))
        .isEqualTo("the text that says where a piece came from is another; the music is the same");
  }

  @Test
  void theFirstBarOfOtherNotesIsPredicted() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Note[] notes = tune(64);
      int place = random.nextInt(notes.length);
      Note old = notes[place];
      Note[] others = notes.clone();
      others[place] =
          switch (random.nextInt(3)) {
            case 0 -> new Note(old.start(), old.duration(), old.pitch() + 1, old.velocity());
            case 1 -> new Note(old.start(), old.duration() / 2, old.pitch(), old.velocity());
            default -> new Note(old.start(), old.duration(), old.pitch(), old.velocity() + 1);
          };
      // What comes later does not matter.
      if (place + 1 < notes.length) {
        others = Arrays.copyOf(others, place + 1 + random.nextInt(notes.length - place - 1));
      }

      String how = how(file(score(notes), "x"), file(score(64, others), "x"));

      assertThat(how).isEqualTo("the notes differ from bar " + (place / 4 + 1) + " on");
    }
  }

  @Test
  void barsAreCountedInTheMetresOfThePiece() throws IOException {
    List<MetreChange> metres =
        List.of(new MetreChange(0, 3, 4), new MetreChange(7 * QUARTER, 6, 8));
    Note[] notes = tune(16);
    for (int[] placeAndBar :
        new int[][] {{0, 1}, {2, 1}, {3, 2}, {6, 3}, {7, 4}, {9, 4}, {10, 5}, {15, 6}}) {
      Score one = new Score(QUARTER, parts(notes), List.of(), metres, 16 * QUARTER);
      Note[] without = notes.clone();
      without[placeAndBar[0]] = new Note((long) placeAndBar[0] * QUARTER, 1, 20, 1);
      Score other = new Score(QUARTER, parts(without), List.of(), metres, 16 * QUARTER);

      assertThat(how(file(one, "x"), file(other, "x")))
          .isEqualTo("the notes differ from bar " + placeAndBar[1] + " on");
    }
  }

  @Test
  void whatElseDiffersIsPredicted() throws IOException {
    Score score = score(tune(8));
    Score other =
        new Score(
            QUARTER,
            List.of(new Part("", 0, 5, List.of(tune(8)))),
            List.of(new TempoChange(0, 600_000)),
            List.of(new MetreChange(0, 3, 4)),
            9 * QUARTER);

    assertThat(how(file(score, "x"), file(other, "x")))
        .isEqualTo(
            "the instruments differ; the tempo differs; the metre differs; the length differs");
  }

  @Test
  void theSameTimesInOtherTicksAreTheSameMusic() throws IOException {
    Note[] half =
        Arrays.stream(tune(8))
            .map(
                note ->
                    new Note(note.start() / 2, note.duration() / 2, note.pitch(), note.velocity()))
            .toArray(Note[]::new);
    Score score = new Score(QUARTER / 2, parts(half), List.of(), List.of(), 8 * QUARTER / 2);
    Score other = new Score(QUARTER, parts(tune(8)), List.of(), List.of(), 8 * QUARTER);

    assertThat(how(file(score, "x"), file(other, "x")))
        .isEqualTo("the music is the same, but the bytes differ from byte 12 on");
  }

  @Test
  void aFileThatCannotBeReadIsPredictedWithTheFirstByteThatDiffers() throws IOException {
    byte[] good = piece(MODEL, 1, tune(8));
    byte[] short40 = Arrays.copyOf(good, 40);

    assertThat(how(short40, good))
        .startsWith("the expected file cannot be read as MIDI: ")
        .endsWith("; the bytes differ from byte 40 on");
    assertThat(how(good, new byte[0]))
        .isEqualTo(
            "the generated file cannot be read as MIDI: the file is empty (byte 0); the bytes"
                + " differ from byte 0 on");
  }

  private String how(byte[] expectedBytes, byte[] madeBytes) throws IOException {
    Files.write(expected.resolve("a.mid"), expectedBytes);
    Files.write(made.resolve("a.mid"), madeBytes);

    MusicComparison comparison = MusicComparison.of(expected, made);

    assertThat(comparison.isSame()).isFalse();
    assertThat(comparison.different()).hasSize(1);
    return comparison.different().get(0).how();
  }

  private static byte[] piece(String model, long seed, Note... notes) {
    return file(score(notes), Origins.of(model, seed, 1, 0).text());
  }

  private static byte[] file(Score score, String text) {
    return MidiWriter.write(score, List.of(text));
  }

  private static Score score(Note... notes) {
    return score(notes.length, notes);
  }

  private static Score score(int quarters, Note... notes) {
    return new Score(
        QUARTER,
        parts(notes),
        List.of(new TempoChange(0, 500_000)),
        List.of(new MetreChange(0, 4, 4)),
        (long) quarters * QUARTER);
  }

  private static List<Part> parts(Note... notes) {
    return List.of(new Part("", 0, 0, List.of(notes)));
  }

  /** Quarter notes. */
  private static Note[] tune(int quarters) {
    Note[] notes = new Note[quarters];
    for (int i = 0; i < quarters; i++) {
      notes[i] = new Note((long) i * QUARTER, QUARTER, 60 + i % 12, 80);
    }
    return notes;
  }
}
