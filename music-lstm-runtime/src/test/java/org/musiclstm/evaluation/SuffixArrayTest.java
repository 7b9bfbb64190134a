package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuffixArrayTest {
  private static int[] text(Random random) {
    int letters = 1 + random.nextInt(5);
    int[] text = random.ints(random.nextInt(60), 0, letters).toArray();
    if (random.nextBoolean()) {
      // A long repeat.
      int length = text.length;
      text = Arrays.copyOf(text, 2 * length);
      System.arraycopy(text, 0, text, length, length);
    }
    return text;
  }

  @Test
  void suffixesAreInOrder() {
    Random random = new Random(1);
    for (int n = 0; n < 500; n++) {
      int[] text = text(random);
      SuffixArray suffixes = new SuffixArray(text);

      int[] order = IntStream.range(0, suffixes.length()).map(suffixes::start).toArray();

      assertThat(order)
          .containsExactly(
              IntStream.range(0, text.length)
                  .boxed()
                  .sorted(
                      Comparator.comparing(
                          start -> Arrays.copyOfRange(text, start, text.length), Arrays::compare))
                  .mapToInt(Integer::intValue)
                  .toArray());
    }
  }

  @Test
  void aQueryIsFoundWhereItBelongs() {
    Random random = new Random(2);
    for (int n = 0; n < 500; n++) {
      int[] text = text(random);
      SuffixArray suffixes = new SuffixArray(text);
      int[] query = random.ints(1 + random.nextInt(8), -1, 5).toArray();
      int from = random.nextInt(query.length);
      int[] rest = Arrays.copyOfRange(query, from, query.length);

      long below =
          IntStream.range(0, text.length)
              .filter(
                  start -> Arrays.compare(Arrays.copyOfRange(text, start, text.length), rest) < 0)
              .count();

      assertThat(suffixes.firstNotBelow(query, from)).isEqualTo((int) below);
    }
  }
}
