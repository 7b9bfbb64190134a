package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

class SongFactsTest {
  private static SongFacts facts(
      long end, List<TempoChange> tempos, List<MetreChange> metres, Part... parts) {
    return SongFacts.of(new Score(100, List.of(parts), tempos, metres, end), LeftOut.NOTHING);
  }

  private static Part until(long end) {
    return new Part("", 0, 0, List.of(new Note(0, end, 60, 80)));
  }

  @Test
  void barsAreCountedAnewFromEachChangeOfTheMetre() {
    // A pickup of one quarter, two bars of 3/4, one and a half of 6/8.
    SongFacts facts =
        facts(
            9999,
            List.of(),
            List.of(
                new MetreChange(0, 1, 4), new MetreChange(100, 3, 4), new MetreChange(700, 6, 8)),
            until(700 + 450));

    assertThat(facts.bars()).isEqualTo(1 + 2 + 2);
  }

  @Test
  void timeGoesOnUntilTheLastNoteEnds() {
    SongFacts facts =
        facts(
            9999,
            List.of(
                new TempoChange(100, 1_000_000),
                new TempoChange(300, 250_000),
                new TempoChange(800, 10)),
            List.of(),
            until(700));

    assertThat(facts.milliseconds()).isEqualTo(500 + 2000 + 1000);
    assertThat(facts.slowestTempo()).isEqualTo(1_000_000);
    assertThat(facts.fastestTempo()).isEqualTo(250_000);
  }

  @Test
  void theLongestScoreAtTheSlowestTempoHasALength() {
    SongFacts facts =
        facts(1L << 40, List.of(new TempoChange(0, 0xFFFFFF)), List.of(), until(1L << 40));

    assertThat(facts.milliseconds()).isEqualTo(184467429741979L);
    assertThat(facts.bars()).isEqualTo(((1L << 40) + 399) / 400);
  }

  @Test
  void drumsHaveNoPitches() {
    Part drums = new Part("kit", Part.DRUM_CHANNEL, 0, List.of(new Note(0, 1, 35, 80)));
    Part bass = new Part("bass", 1, 33, List.of(new Note(0, 1, 40, 80), new Note(5, 1, 52, 80)));
    Part empty = new Part("words", 2, 0, List.of());

    SongFacts facts = facts(10, List.of(), List.of(), drums, bass, empty);

    assertThat(facts.parts())
        .containsExactly(
            new PartFacts("kit", Part.DRUM_CHANNEL, 0, true, 1, 35, 35, ""),
            new PartFacts("bass", 1, 33, false, 2, 40, 52, ""));
    assertThat(facts.notes()).isEqualTo(3);
    assertThat(facts.lowestPitch()).hasValue(40);
    assertThat(facts.highestPitch()).hasValue(52);
    assertThat(facts(10, List.of(), List.of(), drums).lowestPitch()).isEmpty();
  }

  private static PartFacts named(String name, int channel) {
    return new PartFacts(name, channel, 0, channel == Part.DRUM_CHANNEL, 1, 60, 60, "");
  }

  /** To compare each part with each other would take minutes. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aHundredThousandPartsAreLookedAtOnce() {
    String name = "n".repeat(5000);
    List<Part> parts = new ArrayList<>();
    for (int n = 0; n < 50_000; n++) {
      List<Note> note = List.of(new Note(0, 1, 60, 80));
      parts.add(new Part(name + "1", Part.DRUM_CHANNEL, 0, note));
      parts.add(new Part(name + "2", 0, 0, note));
    }

    assertThat(facts(1, List.of(), List.of(), parts.toArray(Part[]::new)).parts())
        .hasSize(100_000)
        .startsWith(named(name + "1", Part.DRUM_CHANNEL), named(name + "2", 0));
  }
}
