package org.musiclstm.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.musiclstm.generation.MusicComparison;
import org.musiclstm.generation.MusicComparison.Difference;

class VerdictTest {
  @Test
  void theSameMusicIsAccepted() {
    Verdict verdict =
        verdict(new MusicComparison(List.of("a.mid", "b.mid"), List.of(), List.of(), List.of()));

    assertThat(verdict.isAccepted()).isTrue();
    assertThat(verdict.text()).isEqualTo("The music in made is that in expected (2 pieces).");
  }

  @Test
  void everyPieceThatIsNotTheSameIsNamedAndTheLastLineSaysHowToAcceptIt() {
    Verdict verdict =
        verdict(
            new MusicComparison(
                List.of("a.mid"),
                List.of(new Difference("b.mid", "seed 2 instead of 1; the music is the same")),
                List.of("c.mid", "d.mid"),
                List.of("e.mid")));

    assertThat(verdict.isAccepted()).isFalse();
    assertThat(verdict.text().lines())
        .containsExactly(
            "The music in made is not that in expected (expectedDirectory).",
            "b.mid differs: seed 2 instead of 1; the music is the same.",
            "c.mid is checked in, but was not generated.",
            "d.mid is checked in, but was not generated.",
            "e.mid was generated, but is not checked in.",
            "To accept the new music, copy the MIDI files from made to expected, delete c.mid, d.mid"
                + " from expected, and commit expected.");
  }

  @Test
  void whereNothingIsToBeCopiedNothingIsSaidOfCopying() {
    assertThat(
            verdict(new MusicComparison(List.of("a.mid"), List.of(), List.of("b.mid"), List.of()))
                .text())
        .endsWith("\nTo accept the new music, delete b.mid from expected, and commit expected.");
    assertThat(
            verdict(new MusicComparison(List.of(), List.of(), List.of(), List.of("b.mid"))).text())
        .endsWith(
            "\nTo accept the new music, copy the MIDI files from made to expected, and commit"
                + " expected.");
  }

  @Test
  void musicThatWasNotGeneratedYetIsAskedFor() {
    for (List<String> notMade : List.of(List.<String>of(), List.of("a.mid"))) {
      Verdict verdict = verdict(new MusicComparison(List.of(), List.of(), notMade, List.of()));

      assertThat(verdict.isAccepted()).isFalse();
      assertThat(verdict.text())
          .isEqualTo(
              "There is no music in made (outputDirectory) to compare with expected; run the goal"
                  + " generate before this one.");
    }
  }

  @Test
  void ofManyPiecesTheFirstAreNamedAndTheOthersCounted() {
    List<String> many = IntStream.range(100, 200).mapToObj(i -> i + ".mid").toList();

    List<String> lines =
        verdict(new MusicComparison(List.of("a.mid"), List.of(), many, List.of()))
            .text()
            .lines()
            .toList();

    assertThat(lines)
        .hasSize(23)
        .contains("119.mid is checked in, but was not generated.", "And 80 more.")
        .last()
        .isEqualTo(
            "To accept the new music, delete what was not generated from expected, and commit"
                + " expected.");
  }

  private static Verdict verdict(MusicComparison comparison) {
    return new Verdict(comparison, "expected", "made");
  }
}
