package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopTest {
  @Test
  void workThatNobodyMayStopRunsToItsEnd() {
    assertThatCode(Stop::check).doesNotThrowAnyException();
    assertThat(Stop.asked().getAsBoolean()).isFalse();
  }

  @Test
  void workEndsWhereItLooksAfterItWasAsked() {
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Stop.heeding(
                    () -> done.get() == 3,
                    () -> {
                      while (true) {
                        Stop.check();
                        done.incrementAndGet();
                      }
                    }))
        .isInstanceOf(StoppedException.class);
    assertThat(done).hasValue(3);
    assertThatCode(Stop::check).doesNotThrowAnyException();
  }

  @Test
  void workWithinWorkHeedsBoth() {
    AtomicBoolean around = new AtomicBoolean();
    AtomicBoolean within = new AtomicBoolean();
    for (AtomicBoolean asked : new AtomicBoolean[] {around, within}) {
      asked.set(true);
      assertThatThrownBy(
              () ->
                  Stop.heeding(
                      around::get,
                      () ->
                          Stop.heeding(
                              within::get,
                              () -> {
                                Stop.check();
                                return "";
                              })))
          .isInstanceOf(StoppedException.class);
      asked.set(false);
    }
  }

  @Test
  void whatMustNotBeHalfDoneIsDone() {
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Stop.heeding(
                    () -> true,
                    () -> {
                      Stop.ignoring(
                          () -> {
                            Stop.check();
                            done.incrementAndGet();
                          });
                      Stop.check();
                      return "";
                    }))
        .isInstanceOf(StoppedException.class);
    assertThat(done).hasValue(1);
  }

  @Test
  void workForOtherThreadsHeedsWhatThisOneHeeds() {
    AtomicInteger begun = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Stop.heeding(
                    () -> begun.get() >= 10,
                    () -> {
                      Function<Integer, Integer> work =
                          Stop.carried(number -> begun.incrementAndGet());
                      return IntStream.range(0, 100_000)
                          .parallel()
                          .boxed()
                          .map(work)
                          .mapToInt(Integer::intValue)
                          .max();
                    }))
        .isInstanceOf(StoppedException.class);
    assertThat(begun.get()).isLessThan(1000);
  }
}
