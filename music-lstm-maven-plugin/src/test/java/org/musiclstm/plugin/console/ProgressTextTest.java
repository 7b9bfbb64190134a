package org.musiclstm.plugin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.exchange.Event;

class ProgressTextTest {
  private static final int USUAL_WIDTH = 77;

  @Test
  void whichCandidateItIsStandsInFront() {
    Event.Progress progress =
        new Event.Progress(
            7, 300, 0.5, Double.NaN, Double.NaN, false, false, 0, -1, false, "2 of 4");

    assertThat(ProgressText.line(progress)).isEqualTo("2 of 4: 7/300, loss 0.50000");
    assertThat(ProgressText.bar(progress, 80, false)).contains("] 2 of 4:   7/300, loss");
  }

  @Test
  void aLineSaysAllThereIs() {
    assertThat(ProgressText.line(progress(350, true, true, true)))
        .isEqualTo(
            "350/2000, loss 0.03125, validation 0.02910 (9.123 nats, best so far), 3.2/s,"
                + " up to 10m 17s left");
    assertThat(ProgressText.line(progress(350, true, false, false)))
        .isEqualTo("350/2000, loss 0.03125, validation 0.02910 (9.123 nats), 3.2/s, 10m 17s left");
  }

  @Test
  void aLineBetweenValidationsDoesNotPassTheLastOneOffAsNew() {
    assertThat(ProgressText.line(progress(350, false, true, false)))
        .isEqualTo(
            "350/2000, loss 0.03125, last validation 0.02910 (9.123 nats), 3.2/s, 10m 17s left");
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    Event.Progress first =
        new Event.Progress(1, 9, 0.5, Double.NaN, Double.NaN, false, false, 0, -1, true);

    assertThat(ProgressText.line(first)).isEqualTo("1/9, loss 0.50000");
    assertThat(ProgressText.bar(first, USUAL_WIDTH, false)).endsWith("] 1/9, loss 0.50000");
  }

  @Test
  void besideTheBarStandIterationLossesRateAndTime() {
    assertThat(ProgressText.bar(progress(500, true, true, true), USUAL_WIDTH, false))
        .isEqualTo("[==>     ]  500/2000, loss 0.03125, validation 0.02910, 3.2/s, up to 10m 17s");
    assertThat(ProgressText.bar(progress(2000, true, true, false), USUAL_WIDTH, false))
        .isEqualTo("[========] 2000/2000, loss 0.03125, validation 0.02910, 3.2/s, 10m 17s left");
  }

  @Test
  void aWideTerminalHasALongerBarAndTheLikelihood() {
    assertThat(ProgressText.bar(progress(500, true, true, true), 117, false))
        .isEqualTo(
            "[=======>                    ]  500/2000, loss 0.03125, validation 0.02910 (9.123"
                + " nats), 3.2/s, up to 10m 17s");
  }

  @Test
  void aNarrowTerminalHasTheMostImportantFigures() {
    Event.Progress progress = progress(500, true, true, true);

    assertThat(ProgressText.bar(progress, 60, false))
        .isEqualTo("[=>    ]  500/2000, loss 0.03125, up to 10m 17s");
    assertThat(ProgressText.bar(progress, 40, false))
        .isEqualTo("[=>    ]  500/2000, up to 10m 17s");
    assertThat(ProgressText.bar(progress, 20, false)).isEqualTo("[=>    ]  500/2000");
    assertThat(ProgressText.bar(progress, 10, false)).isEqualTo(" 500/2000");
    assertThat(ProgressText.bar(progress, 0, false)).isEmpty();
  }

  @Test
  void aBarOfBlocksSaysEighthsOfABlock() {
    assertThat(bar(0)).isEqualTo("[        ]");
    assertThat(bar(32)).isEqualTo("[▏       ]");
    assertThat(bar(500)).isEqualTo("[██      ]");
    assertThat(bar(625)).isEqualTo("[██▌     ]");
    assertThat(bar(1999)).isEqualTo("[███████▉]");
    assertThat(bar(2000)).isEqualTo("[████████]");
  }

  @Test
  void noBarIsWiderThanItMayBeWhateverTheNumbers() {
    Random random = new Random(1);
    for (int n = 0; n < 3000; n++) {
      int iterations = 1 + random.nextInt((int) Math.pow(10, 1 + random.nextInt(7)));
      Event.Progress progress =
          new Event.Progress(
              random.nextInt(iterations + 1),
              iterations,
              random.nextDouble() * Math.pow(10, random.nextInt(6)),
              random.nextBoolean() ? Double.NaN : random.nextDouble() * 1000,
              random.nextDouble() * 1000,
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextDouble() * Math.pow(10, random.nextInt(6) - 3),
              random.nextDouble() * Math.pow(10, random.nextInt(8)) - 1,
              random.nextBoolean());
      int width = random.nextInt(150);

      String bar = ProgressText.bar(progress, width, random.nextBoolean());

      assertThat(bar.length()).as("%s in %d columns", progress, width).isLessThanOrEqualTo(width);
      if (width >= 30) {
        assertThat(bar).startsWith("[").contains(progress.iteration() + "/" + iterations);
      }
    }
  }

  @Test
  void barAndFiguresStandStillWhileTheIterationGrows() {
    String first = ProgressText.bar(progress(1, true, true, false), USUAL_WIDTH, false);
    String last = ProgressText.bar(progress(2000, true, true, false), USUAL_WIDTH, false);

    assertThat(first.indexOf("loss")).isEqualTo(last.indexOf("loss"));
    assertThat(first.indexOf("]")).isEqualTo(last.indexOf("]"));
  }

  @Test
  void ratesBelowOneASecondAreTimes() {
    assertThat(rate(12.4)).isEqualTo("1/9, loss 0.50000, 12/s");
    assertThat(rate(1.25)).isEqualTo("1/9, loss 0.50000, 1.3/s");
    assertThat(rate(0.25)).isEqualTo("1/9, loss 0.50000, 4.0 s each");
  }

  @Test
  void figuresHaveADecimalPointAndWesternDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : new Locale[] {Locale.GERMANY, Locale.forLanguageTag("ar-EG")}) {
        Locale.setDefault(locale);
        assertThat(ProgressText.line(progress(350, true, false, false)))
            .isEqualTo(
                "350/2000, loss 0.03125, validation 0.02910 (9.123 nats), 3.2/s, 10m 17s left");
        assertThat(ProgressText.bar(progress(350, true, false, false), USUAL_WIDTH, false))
            .endsWith(" 350/2000, loss 0.03125, validation 0.02910, 3.2/s, 10m 17s left");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void timesHaveTwoUnitsAtMost() {
    assertThat(ProgressText.time(0.4)).isEqualTo("0s");
    assertThat(ProgressText.time(59.6)).isEqualTo("1m 0s");
    assertThat(ProgressText.time(80)).isEqualTo("1m 20s");
    assertThat(ProgressText.time(3599.9)).isEqualTo("1h 0m");
    assertThat(ProgressText.time(7170)).isEqualTo("2h 0m");
  }

  private static Event.Progress progress(
      int iteration, boolean validated, boolean best, boolean mayEndEarly) {
    return new Event.Progress(
        iteration, 2000, 0.03125, 0.0291, 9.1234, validated, best, 3.21, 617, mayEndEarly);
  }

  private static String bar(int iteration) {
    String all = ProgressText.bar(progress(iteration, true, true, true), USUAL_WIDTH, true);
    return all.substring(0, all.indexOf(']') + 1);
  }

  private static String rate(double rate) {
    return ProgressText.line(
        new Event.Progress(1, 9, 0.5, Double.NaN, Double.NaN, false, false, rate, -1, false));
  }
}
