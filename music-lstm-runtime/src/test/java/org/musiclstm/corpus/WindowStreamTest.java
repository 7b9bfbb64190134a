package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowStreamTest {
  private static int[] lengths(Random random) {
    return random.ints(1 + random.nextInt(9), 1, 30).toArray();
  }

  /** Plays every row on its own and checks that it takes song after song, whole and in order. */
  @Test
  void everyStepOfEverySongIsReportedOnceInEachEpoch() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int[] lengths = lengths(random);
      int windowSteps = 1 + random.nextInt(12);
      WindowStream stream =
          new WindowStream(lengths, 1 + random.nextInt(12), windowSteps, random.nextLong());
      int[] reported = new int[lengths.length];
      int[] begun = new int[lengths.length];
      Map<Integer, Window> before = new HashMap<>();
      for (int n = 0; n < 60; n++) {
        List<Window> windows = stream.next();
        List<Window> inOrderOfRows =
            windows.stream().sorted(Comparator.comparingInt(Window::row)).toList();
        for (Window window : inOrderOfRows) {
          Window last = before.put(window.row(), window);
          boolean songIsOver = last == null || last.from() + last.steps() == lengths[last.song()];
          if (songIsOver) {
            assertThat(window.from()).isZero();
            begun[window.song()]++;
          } else {
            assertThat(window.song()).isEqualTo(last.song());
            assertThat(window.from()).isEqualTo(last.from() + last.steps());
          }
          assertThat(window.beginsSong()).isEqualTo(songIsOver);
          assertThat(window.steps())
              .isEqualTo(Math.min(windowSteps, lengths[window.song()] - window.from()));
          reported[window.song()] += window.steps();
        }
        // All songs of an epoch begin before any of the next one does.
        int most = Arrays.stream(begun).max().orElseThrow();
        assertThat(Arrays.stream(begun).min().orElseThrow()).isGreaterThanOrEqualTo(most - 1);
        assertThat(stream.epochs()).isEqualTo(most);
      }
      for (Window last : before.values()) {
        reported[last.song()] += lengths[last.song()] - last.from() - last.steps();
      }
      for (int song = 0; song < lengths.length; song++) {
        assertThat(reported[song]).isEqualTo(begun[song] * lengths[song]);
      }
    }
  }

  @Test
  void windowsFallInLengthAndEachRowHasOne() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      int[] lengths = lengths(random);
      int rows = 1 + random.nextInt(12);
      WindowStream stream = new WindowStream(lengths, rows, 1 + random.nextInt(12), i);

      assertThat(stream.rows()).isEqualTo(Math.min(rows, lengths.length));
      for (int n = 0; n < 20; n++) {
        List<Window> windows = stream.next();
        assertThat(windows).isSortedAccordingTo(Comparator.comparingInt(Window::steps).reversed());
        assertThat(windows.stream().mapToInt(Window::row).sorted().toArray())
            .isEqualTo(IntStream.range(0, stream.rows()).toArray());
      }
    }
  }

  @Test
  void theSeedAloneDecidesTheWindows() {
    int[] lengths = {5, 9, 14, 3, 7, 20, 2};
    List<List<Window>> first = windows(lengths, 7);

    assertThat(windows(lengths, 7)).isEqualTo(first);
    assertThat(windows(lengths, 8)).isNotEqualTo(first);
  }

  private static List<List<Window>> windows(int[] lengths, long seed) {
    WindowStream stream = new WindowStream(lengths, 3, 4, seed);
    List<List<Window>> windows = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      windows.add(stream.next());
    }
    return windows;
  }

  @Test
  void everyEpochHasAnOrderOfItsOwn() {
    int[] lengths = new int[30];
    Arrays.fill(lengths, 1);
    WindowStream stream = new WindowStream(lengths, 1, 1, 5);
    List<List<Integer>> orders = new ArrayList<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      List<Integer> order = new ArrayList<>();
      for (int n = 0; n < 30; n++) {
        order.add(stream.next().get(0).song());
      }
      orders.add(order);
    }

    assertThat(orders).doesNotHaveDuplicates();
    assertThat(orders).allSatisfy(order -> assertThat(order).doesNotHaveDuplicates().hasSize(30));
  }

  @Test
  void aSongIsMovedAnewEachTimeItIsTakenAndNeverAmidst() {
    int[] lengths = {5, 9, 14, 3};
    List<ShiftRange> shifts =
        List.of(ShiftRange.EVERY_KEY, ShiftRange.NONE, new ShiftRange(-1, 0), ShiftRange.EVERY_KEY);
    WindowStream stream = new WindowStream(lengths, shifts, 3, 4, 7);
    WindowStream still = new WindowStream(lengths, 3, 4, 7);
    Map<Integer, Integer> ofRow = new HashMap<>();
    List<Set<Integer>> drawn = new ArrayList<>();
    shifts.forEach(any -> drawn.add(new TreeSet<>()));
    for (int n = 0; n < 400; n++) {
      List<Window> windows = stream.next();
      for (Window window : windows) {
        if (window.beginsSong()) {
          ofRow.put(window.row(), window.semitones());
          drawn.get(window.song()).add(window.semitones());
        }
        assertThat(ofRow).containsEntry(window.row(), window.semitones());
      }
      // The moving draws from a stream of its own.
      assertThat(
              windows.stream()
                  .map(w -> new Window(w.row(), w.song(), w.from(), w.steps()))
                  .toList())
          .isEqualTo(still.next());
    }
    assertThat(drawn.get(0)).hasSize(12).contains(-5, 6);
    assertThat(drawn.get(1)).containsExactly(0);
    assertThat(drawn.get(2)).containsExactly(-1, 0);
  }

  @Test
  void withoutSongsThereIsNoStream() {
    assertThatThrownBy(() -> new WindowStream(new int[0], 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there have to be songs");
  }
}
