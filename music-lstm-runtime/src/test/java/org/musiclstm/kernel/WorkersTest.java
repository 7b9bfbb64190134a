package org.musiclstm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyPieceIsDoneOnceBeforeForEachReturns(int size) {
    try (Workers workers = new Workers(size)) {
      for (int round = 0; round < 2000; round++) {
        int items = round % 17;
        AtomicIntegerArray done = new AtomicIntegerArray(items);
        workers.forEach(items, (item, worker) -> done.incrementAndGet(item));
        for (int item = 0; item < items; item++) {
          assertThat(done.get(item)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aFailureInAPieceReachesTheCallerAndTheCrewGoesOn() {
    try (Workers workers = new Workers(3)) {
      assertThatThrownBy(
              () ->
                  workers.forEach(
                      10,
                      (item, worker) -> {
                        if (item == 7) {
                          throw new IllegalStateException("seven");
                        }
                      }))
          .hasMessage("seven");
      AtomicIntegerArray done = new AtomicIntegerArray(5);
      workers.forEach(5, (item, worker) -> done.incrementAndGet(item));
      assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void oncePiecesAreAskedToStopNoOtherIsBegunAndTheCrewGoesOn(int size) {
    try (Workers workers = new Workers(size)) {
      AtomicInteger begun = new AtomicInteger();

      assertThatThrownBy(
              () ->
                  Stop.heeding(
                      () -> begun.get() >= 20,
                      () -> {
                        workers.forEach(100_000, (item, worker) -> begun.incrementAndGet());
                        return "";
                      }))
          .isInstanceOf(StoppedException.class);
      assertThat(begun.get()).isBetween(20, 20 + size);
      workers.forEach(5, (item, worker) -> begun.set(-1));
      assertThat(begun).hasValue(-1);
    }
  }
}
