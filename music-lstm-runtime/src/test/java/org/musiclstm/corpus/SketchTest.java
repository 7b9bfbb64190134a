package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

class SketchTest {
  private static Score score(int ticksPerQuarter, int channel, List<Note> notes) {
    long end = notes.stream().mapToLong(Note::end).max().orElse(0);
    return new Score(
        ticksPerQuarter, List.of(new Part("", channel, 0, notes)), List.of(), List.of(), end);
  }

  /** A piece in which one to three notes begin together, an eighth to a half note apart. */
  private static List<Note> notes(Random random, int chords) {
    List<Note> notes = new ArrayList<>();
    long at = random.nextInt(10) * 24L;
    for (int chord = 0; chord < chords; chord++) {
      for (int note = 1 + random.nextInt(3); note > 0; note--) {
        notes.add(new Note(at, 12, 40 + random.nextInt(40), 80));
      }
      at += 24L * (1 + random.nextInt(4));
    }
    return notes;
  }

  private static Sketch sketch(List<Note> notes) {
    return Sketch.of(score(48, 0, notes));
  }

  private static List<Note> each(List<Note> notes, UnaryOperator<Note> change) {
    return notes.stream().map(change).toList();
  }

  @Test
  void transposedAndStretchedMusicIsTheSame() {
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      List<Note> notes = notes(random, 8 + random.nextInt(600));
      int up = random.nextInt(50) - 25;
      int times = 1 + random.nextInt(5);
      long later = random.nextInt(1000);
      List<Note> other =
          each(
              notes,
              note ->
                  new Note(
                      times * note.start() + later,
                      1 + random.nextInt(50),
                      note.pitch() + up,
                      1 + random.nextInt(127)));

      Sketch one = sketch(notes);
      Sketch two = Sketch.of(score(96, 3, other));

      assertThat(two.resemblance(one)).isEqualTo(1);
      assertThat(two.semitonesAbove(one)).isEqualTo(up);
      assertThat(one.semitonesAbove(two)).isEqualTo(-up);
    }
  }

  @Test
  void timesThatAreRoundedToAnotherResolutionAreTheSame() {
    Random random = new Random(2);
    for (int n = 0; n < 100; n++) {
      List<Note> notes = notes(random, 300);
      List<Note> rounded =
          each(
              notes,
              note -> new Note((note.start() * 1000 + 24) / 48, 5, note.pitch(), note.velocity()));

      assertThat(Sketch.of(score(1000, 0, rounded)).resemblance(sketch(notes))).isEqualTo(1);
    }
  }

  @Test
  void otherMusicIsNotTheSame() {
    Random random = new Random(3);
    Sketch before = sketch(notes(random, 300));
    for (int n = 0; n < 100; n++) {
      Sketch next = sketch(notes(random, 300));
      assertThat(next.resemblance(before)).isLessThan(0.05);
      before = next;
    }
  }

  @Test
  void theEstimateIsNearTheShareOfShinglesThatBothHave() {
    Random random = new Random(4);
    for (int n = 0; n < 100; n++) {
      int common = random.nextInt(3000);
      int ofOne = random.nextInt(3000);
      int ofOther = random.nextInt(3000);
      List<Note> begin = notes(random, common + 1);
      List<Note> one = followed(begin, notes(random, ofOne + 1));
      List<Note> other = followed(begin, notes(random, ofOther + 1));

      double estimate = sketch(one).resemblance(sketch(other));

      // Sixteen shingles at most lie across the seams.
      double share = (double) common / (common + ofOne + ofOther + 1);
      assertThat(estimate).isBetween(share - 0.12, share + 0.12);
      assertThat(sketch(other).resemblance(sketch(one))).isEqualTo(estimate);
    }
  }

  private static List<Note> followed(List<Note> first, List<Note> second) {
    long end = first.stream().mapToLong(Note::end).max().orElse(0) + 12;
    List<Note> all = new ArrayList<>(first);
    all.addAll(
        each(second, note -> new Note(note.start() + end, 12, note.pitch(), note.velocity())));
    return all;
  }

  @Test
  void howOftenAPatternComesCounts() {
    List<Note> pattern = notes(new Random(5), 20);
    List<Note> often = pattern;
    for (int n = 0; n < 9; n++) {
      often = followed(often, pattern);
    }

    assertThat(sketch(often).resemblance(sketch(pattern))).isLessThan(0.1);
  }

  @Test
  void aRhythmAloneSaysSongsApart() {
    List<Note> even = new ArrayList<>();
    List<Note> dotted = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      even.add(new Note(n * 48L, 12, 60 + n % 7, 80));
      dotted.add(new Note(n * 48L + (n % 2 == 0 ? 0 : 24), 12, 60 + n % 7, 80));
    }

    assertThat(sketch(even).resemblance(sketch(dotted))).isZero();
  }

  @Test
  void whatHasNoPitchesIsComparedByItsDrums() {
    List<Note> notes = notes(new Random(6), 50);
    Sketch drums = Sketch.of(score(48, Part.DRUM_CHANNEL, notes));

    assertThat(drums.resemblance(Sketch.of(score(48, Part.DRUM_CHANNEL, notes)))).isEqualTo(1);
    assertThat(drums.resemblance(Sketch.of(score(48, 0, List.of())))).isZero();
  }

  @Test
  void drumsAreNotTransposed() {
    List<Note> notes = notes(new Random(7), 50);
    List<Note> others =
        each(notes, note -> new Note(note.start(), 12, note.pitch() + 2, note.velocity()));

    assertThat(
            Sketch.of(score(48, Part.DRUM_CHANNEL, notes))
                .resemblance(Sketch.of(score(48, Part.DRUM_CHANNEL, others))))
        .isZero();
    assertThat(sketch(notes).resemblance(sketch(others))).isEqualTo(1);
  }

  @Test
  void aFewNotesAreLikeNothing() {
    List<Note> few = notes(new Random(8), 7);
    List<Note> enough = notes(new Random(8), 8);

    assertThat(sketch(few).resemblance(sketch(few))).isZero();
    assertThat(sketch(enough).resemblance(sketch(enough))).isEqualTo(1);
  }

  @Test
  void silenceIsLikeNothing() {
    Sketch silence = sketch(List.of());

    assertThat(silence.resemblance(silence)).isZero();
    assertThat(silence.semitonesAbove(silence)).isZero();
  }
}
