package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musiclstm.evaluation.Pieces.note;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteSelection;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Span;

class SongIndexTest {
  /** Songs of which some quote each other, in other keys and with other steps between. */
  private static List<int[][]> songs(Random random, int count) {
    List<int[][]> songs = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int[][] song = Pieces.randomSteps(random, random.nextInt(50));
      if (n > 0 && song.length > 0) {
        int[][] quoted = songs.get(random.nextInt(n));
        int length = Math.min(quoted.length, random.nextInt(song.length));
        int from = random.nextInt(quoted.length - length + 1);
        int[][] quote =
            Pieces.moved(Arrays.copyOfRange(quoted, from, from + length), random.nextInt(30) - 15);
        System.arraycopy(quote, 0, song, random.nextInt(song.length - length + 1), length);
      }
      songs.add(song);
    }
    return songs;
  }

  @Test
  void whatIsFoundIsWhatComparingEverythingWithEverythingFinds() {
    Random random = new Random(1);
    int withSilence = 0;
    for (int n = 0; n < 60; n++) {
      int perBeat = 1 + random.nextInt(2);
      List<int[][]> steps = songs(random, 2 + random.nextInt(5));
      List<Music> songs = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        songs.add(Pieces.steps("song " + i, perBeat, steps.get(i)));
      }
      int last = steps.size() - 1;

      Originality found = new SongIndex(songs.subList(0, last)).of(songs.get(last));
      Originality amongOthers = new SongIndex(songs).amongOthers(last);

      BruteForce force = new BruteForce(steps.subList(0, last), steps.get(last), perBeat);
      assertThat(found.longestRunBeats()).isEqualTo(force.longestRun());
      assertThat(found.windows()).isEqualTo(force.windows);
      assertThat(found.copiedWindows()).isEqualTo(force.copied);
      assertThat(amongOthers).isEqualTo(found);
      withSilence += force.copied > 0 && force.withSilence ? 1 : 0;
      found.longestRun().ifPresent(run -> assertStands(run, steps, last, perBeat));
    }
    assertThat(withSilence).isPositive();
  }

  private static void assertStands(SharedRun run, List<int[][]> steps, int piece, int perBeat) {
    int length = (int) (run.beats() * perBeat);
    int[][] song = steps.get(Integer.parseInt(run.song().substring("song ".length())));
    int inPiece = run.inPiece().step();
    int inSong = run.inSong().step();
    assertThat(Arrays.copyOfRange(steps.get(piece), inPiece, inPiece + length))
        .isDeepEqualTo(
            Pieces.moved(Arrays.copyOfRange(song, inSong, inSong + length), run.semitones()));
  }

  /** Compares every step of a piece with every step of songs in every key. */
  private static final class BruteForce {
    private final List<int[][]> songs;
    private final int[][] piece;
    private final int perBeat;
    private int windows;
    private int copied;
    private boolean withSilence;

    BruteForce(List<int[][]> songs, int[][] piece, int perBeat) {
      this.songs = songs;
      this.piece = piece;
      this.perBeat = perBeat;
      int size = 8 * perBeat;
      for (int begin = 0; begin + size <= piece.length; begin += perBeat) {
        if (hasChange(begin, begin + size)) {
          windows++;
          if (stands(begin, size)) {
            copied++;
            withSilence |= piece[begin].length == 0;
          }
        }
      }
    }

    private boolean hasChange(int begin, int end) {
      return Arrays.stream(piece, begin, end)
              .filter(step -> step.length > 0)
              .map(Arrays::toString)
              .distinct()
              .count()
          > 1;
    }

    private boolean stands(int begin, int length) {
      for (int[][] song : songs) {
        for (int at = 0; at + length <= song.length; at++) {
          for (int up = -35; up <= 35; up++) {
            if (common(begin, song, at, up) >= length) {
              return true;
            }
          }
        }
      }
      return false;
    }

    private int common(int begin, int[][] song, int at, int up) {
      int length = 0;
      while (begin + length < piece.length
          && at + length < song.length
          && Arrays.equals(
              piece[begin + length], Pieces.moved(new int[][] {song[at + length]}, up)[0])) {
        length++;
      }
      return length;
    }

    double longestRun() {
      int longest = 0;
      for (int begin = 0; begin < piece.length; begin++) {
        for (int end = begin + longest + 1; end <= piece.length; end++) {
          if (piece[begin].length > 0
              && piece[end - 1].length > 0
              && hasChange(begin, end)
              && stands(begin, end - begin)) {
            longest = end - begin;
          }
        }
      }
      return (double) longest / perBeat;
    }
  }

  private static Music named(String name, Music music) {
    return Pieces.named(name, music);
  }

  @Test
  void aCopyInAnotherKeyIsPredictedWithItsPlaces() {
    Music song = Pieces.tune("song", 1, 8);
    List<Note> notes = new ArrayList<>(List.of(note(0, 1, 90), note(1, 1, 89), note(2, 1, 88)));
    Decoder.decode(song.tensor(), song.style())
        .parts()
        .get(0)
        .notes()
        .forEach(
            each ->
                notes.add(
                    note(each.start() / 480.0 + 1, each.duration() / 480.0, each.pitch() - 14)));
    notes.removeIf(each -> each.start() < 3 * 48);
    notes.addAll(List.of(note(0, 1, 90), note(1, 1, 89), note(2, 1, 88)));
    Music piece = Pieces.piece(notes.toArray(Note[]::new));

    Originality originality = new SongIndex(List.of(Pieces.tune("other", 2, 8), song)).of(piece);

    SharedRun run = originality.longestRun().orElseThrow();
    assertThat(run.song()).isEqualTo("song");
    assertThat(run.semitones()).isEqualTo(-14);
    assertThat(run.beats()).isBetween(29.0, 30.0);
    assertThat(run.inPiece().step() - run.inSong().step()).isEqualTo(4);
    assertThat(run.inPiece().bar()).isEqualTo(1);
    assertThat(run.inPiece().beat()).isEqualByComparingTo("4");
    assertThat(originality.windows()).isEqualTo(26);
    assertThat(originality.copiedWindows()).isEqualTo(23);
  }

  @Test
  void silenceAndOneChordAreNotCopied() {
    int[][] steps = new int[64][];
    for (int n = 0; n < steps.length; n++) {
      steps[n] = n < 40 ? new int[] {60, 64, 67} : n % 2 == 0 ? new int[] {60, 64, 67} : new int[0];
    }
    Music chord = Pieces.steps("chord", 4, steps);

    assertThat(new SongIndex(List.of(chord)).of(chord))
        .isEqualTo(new Originality(Optional.empty(), 0, 0));
  }

  @Test
  void aSongIsFoundWholeInItself() {
    Music tune = Pieces.tune("tune", 3, 8);

    Originality originality = new SongIndex(List.of(tune)).of(tune);

    assertThat(originality.longestRunBeats()).isEqualTo(32);
    assertThat(originality.copiedShare()).isEqualTo(1);
    assertThat(originality.longestRun().orElseThrow().inSong())
        .isEqualTo(new Place(0, 1, BigDecimal.ONE));
    assertThat(new SongIndex(List.of(tune)).amongOthers(0).copiedWindows()).isZero();
  }

  @Test
  void partsAreHeardTogetherAndDrumsAreNot() {
    Encoding parts =
        new Encoding(
            Grid.beats(4),
            false,
            List.of(
                new PartEncoding(
                    "high",
                    new NoteSelection(
                        NoteSelection.Kind.CHOSEN, List.of(), List.of(new Span(0, 0)), List.of()),
                    Planes.SOUNDING_ONSET,
                    0,
                    127,
                    0,
                    0),
                new PartEncoding("low", NoteSelection.REST, Planes.SOUNDING_ONSET, 0, 127, 0, 1),
                PartEncoding.drums("drums", Planes.ONSET)));
    Music song = Pieces.tune("song", 4, 8);
    List<Note> notes =
        Decoder.decode(song.tensor(), song.style()).parts().get(0).notes().stream()
            .map(each -> note(each.start() / 480.0, each.duration() / 480.0, each.pitch()))
            .toList();
    Music inParts =
        Pieces.piece(
            parts,
            4,
            4,
            new Part("", 0, 0, notes.stream().filter(each -> each.pitch() >= 60).toList()),
            new Part("", 1, 0, notes.stream().filter(each -> each.pitch() < 60).toList()),
            new Part("", 9, 0, List.of(note(1, 0.25, 36), note(5, 0.25, 38))));

    assertThat(new SongIndex(List.of(song)).of(inParts).copiedShare()).isEqualTo(1);
  }

  @Test
  void whereThereAreNoSongsEverythingIsOriginal() {
    assertThat(new SongIndex(List.of()).of(Pieces.tune("tune", 5, 4)).longestRunBeats()).isZero();
    assertThat(new SongIndex(Pieces.tunes("song", 2, 4)).of(Pieces.steps("nothing", 4)))
        .isEqualTo(new Originality(Optional.empty(), 0, 0));
  }

  @Test
  void theOrderOfTheSongsDoesNotMatter() {
    Music tune = Pieces.tune("tune", 6, 8);
    Music a = named("a", tune);
    Music b = named("b", tune);

    assertThat(new SongIndex(List.of(b, a)).of(tune))
        .isEqualTo(new SongIndex(List.of(a, b)).of(tune));
    assertThat(new SongIndex(List.of(b, a)).of(tune).longestRun())
        .hasValueSatisfying(run -> assertThat(run.song()).isEqualTo("a"));
  }

  @Test
  void musicOnAnotherGridIsRefused() {
    SongIndex index = new SongIndex(List.of(Pieces.steps("a", 4, new int[] {60})));

    assertThatThrownBy(() -> index.of(Pieces.steps("b", 2, new int[] {60})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b has 2 steps a quarter");
  }
}
