package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/** What becomes of silence before a song. */
class LeadingSilenceTest {
  /** A quarter has 24 ticks. */
  private static Encoded song(int steps, long first, MetreChange... metres) {
    return song(new Encoding(steps, 0, 127, Planes.SOUNDING_ONSET), first, metres);
  }

  private static Encoded song(Encoding encoding, long first, MetreChange... metres) {
    return Encoder.encodeSong(score(first, metres), encoding);
  }

  private static Score score(long first, MetreChange... metres) {
    Part part = new Part("", 0, 0, List.of(new Note(first, 24, 60, 80)));
    return new Score(24, List.of(part), List.of(), List.of(metres), first + 24);
  }

  /** Steps and bars that are cut off, and the step in which the first note begins then. */
  private static List<Long> cut(Encoded song) {
    int first = 0;
    while (song.tensor().start(first) == song.tensor().end(first)) {
      first++;
    }
    return List.of(song.leadingSteps(), song.leadingBars(), (long) first);
  }

  @Test
  void wholeBarsAreCutOffAndTheRestsOfTheFirstStay() {
    assertThat(cut(song(4, 0))).containsExactly(0L, 0L, 0L);
    assertThat(cut(song(4, 95))).containsExactly(16L, 1L, 0L);
    assertThat(cut(song(4, 72))).containsExactly(0L, 0L, 12L);
    assertThat(cut(song(4, 16 * 96))).containsExactly(256L, 16L, 0L);
    assertThat(cut(song(4, 16 * 96 + 72))).containsExactly(256L, 16L, 12L);
    assertThat(cut(song(4, 4 * 72 + 24, new MetreChange(0, 3, 4)))).containsExactly(48L, 4L, 4L);
    assertThat(cut(song(4, 5 * 72 + 36, new MetreChange(0, 6, 8)))).containsExactly(60L, 5L, 6L);
  }

  @Test
  void theMetreOfTheBarsIsTheirOwn() {
    // Two bars of 3/4, then of 4/4; a pickup is a first bar that the next metre cuts short.
    MetreChange[] metres = {new MetreChange(0, 3, 4), new MetreChange(144, 4, 4)};
    assertThat(cut(song(4, 144 + 96 + 24, metres))).containsExactly(40L, 3L, 4L);
    assertThat(cut(song(4, 80, metres))).containsExactly(12L, 1L, 1L);
    MetreChange[] pickup = {new MetreChange(0, 4, 4), new MetreChange(24, 3, 4)};
    assertThat(cut(song(4, 24 + 72, pickup))).containsExactly(16L, 2L, 0L);
    assertThat(cut(song(4, 12, pickup))).containsExactly(0L, 0L, 2L);
  }

  @Test
  void aBarThatBeginsBetweenStepsIsNoPlaceToBegin() {
    MetreChange five = new MetreChange(0, 5, 8);
    // A bar has two and a half steps.
    assertThat(cut(song(1, 5 * 60, five))).containsExactly(10L, 4L, 3L);
    assertThat(cut(song(1, 6 * 60, five))).containsExactly(15L, 6L, 0L);
    assertThat(cut(song(2, 5 * 60, five))).containsExactly(25L, 5L, 0L);
    // From a metre that begins between steps on, none begins with one.
    assertThat(cut(song(1, 300, new MetreChange(0, 4, 4), new MetreChange(108, 4, 4))))
        .containsExactly(4L, 1L, 9L);
  }

  @Test
  void onAGridInTimeTheBarsOfTheFileCount() {
    Encoding time = new Encoding(Grid.time(20), false, parts(0, 127));
    // A bar takes two seconds; the first note begins after two and a half.
    assertThat(cut(song(time, 120))).containsExactly(100L, 1L, 25L);
    Score fast =
        new Score(
            24,
            List.of(new Part("", 0, 0, List.of(new Note(240, 24, 60, 80)))),
            List.of(new TempoChange(0, 250_000), new TempoChange(96, 1_000_000)),
            List.of(),
            264);
    assertThat(cut(Encoder.encodeSong(fast, time))).containsExactly(250L, 2L, 100L);
  }

  private static List<PartEncoding> parts(int lowest, int highest) {
    return List.of(PartEncoding.allPitched(lowest, highest, Planes.SOUNDING_ONSET));
  }

  @Test
  void notesThatAreNotLearntAreSilence() {
    Score score =
        new Score(
            24,
            List.of(
                new Part("", 0, 0, List.of(new Note(192, 24, 60, 80), new Note(0, 24, 10, 80))),
                new Part("", Part.DRUM_CHANNEL, 0, List.of(new Note(0, 1, 42, 80)))),
            List.of(),
            List.of(),
            216);

    assertThat(cut(Encoder.encodeSong(score, Encoding.DEFAULT))).containsExactly(32L, 2L, 0L);
  }

  @Test
  void musicThatIsNotToBeLearntFromKeepsItsSilence() {
    Encoded piece = Encoder.encode(score(16 * 96), Encoding.DEFAULT);

    assertThat(cut(piece)).containsExactly(0L, 0L, 256L);
  }

  @Test
  void theSongIsTheSameAsIfItsFileHadBegunThere() {
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      int beats = 1 + random.nextInt(7);
      int unit = 1 << (1 + random.nextInt(3));
      int steps = 1 + random.nextInt(12);
      int bars = random.nextInt(9);
      long bar = 96L * 24 * beats / unit;
      // In ticks of which bars, steps and notes are whole numbers.
      Score[] scores = new Score[2];
      int seed = random.nextInt();
      for (int late = 0; late < 2; late++) {
        Random notes = new Random(seed);
        List<Note> played =
            notes
                .ints(1 + notes.nextInt(20), 0, 5000)
                .mapToObj(start -> new Note(start, 1 + notes.nextInt(600), 60, 80))
                .toList();
        long shift = (long) late * bars * bar;
        List<Note> moved =
            played.stream()
                .map(note -> new Note(note.start() + shift, note.duration(), 60, 80))
                .toList();
        scores[late] =
            new Score(
                24 * 24,
                List.of(new Part("", 0, 0, moved)),
                List.of(),
                List.of(new MetreChange(0, beats, unit)),
                shift + 6000);
      }
      Encoding encoding = new Encoding(steps, 0, 127, Planes.SOUNDING_ONSET);
      Encoded early = Encoder.encodeSong(scores[0], encoding);
      Encoded late = Encoder.encodeSong(scores[1], encoding);

      boolean isWhole = bars * bar * steps % (24 * 24) == 0;
      if (isWhole) {
        assertThat(late.tensor()).isEqualTo(early.tensor());
        assertThat(late.leadingBars()).isEqualTo(early.leadingBars() + bars);
      }
      // What is cut off is a whole number of bars, and no more than is silent.
      assertThat(late.leadingSteps() * 24 * 24).isEqualTo(late.leadingBars() * bar * steps);
      Encoded whole = Encoder.encode(scores[1], encoding);
      for (int step = 0; step < late.leadingSteps(); step++) {
        assertThat(whole.tensor().start(step)).isEqualTo(whole.tensor().end(step));
      }
      assertThat(whole.tensor().steps())
          .isEqualTo(late.tensor().steps() + (int) late.leadingSteps());
    }
  }
}
