package org.musiclstm.evaluation;

import java.util.Arrays;
import org.musiclstm.Stop;

/**
 * All suffixes of a text of numbers in their order, so that what begins as a query does stands
 * together.
 *
 * <p>Manber and Myers, "Suffix arrays: a new method for on-line string searches", SIAM Journal on
 * Computing 22, 1993, section 3, sorting by counting. With n numbers of which the longest repeat
 * has r, it takes time O(n log r) and, besides the text, four ints a number while it is made, of
 * which one remains.
 */
final class SuffixArray {
  private static final int LOOK_EVERY = 1 << 18;

  private final int[] text;
  private final int[] order;

  /**
   * Sorts the suffixes.
   *
   * @param text numbers from 0 on, of which none may be much greater than there are numbers; not
   *     copied
   */
  SuffixArray(int[] text) {
    this.text = text;
    this.order = order(text);
  }

  private static int[] order(int[] text) {
    int length = text.length;
    int[] ranks = text.clone();
    int[] order = new int[length];
    int[] other = new int[length];
    for (int n = 0; n < length; n++) {
      other[n] = n;
    }
    int[] counts = new int[Math.max(length, Arrays.stream(text).max().orElse(0) + 1) + 1];
    sort(other, ranks, counts, order);
    int classes = rank(order, ranks, other, 0);
    for (int sorted = 1; classes < length; sorted *= 2) {
      // The suffixes in order of what comes after the numbers that are sorted already.
      int count = 0;
      for (int n = length - Math.min(sorted, length); n < length; n++) {
        other[count++] = n;
      }
      for (int suffix : order) {
        if (suffix >= sorted) {
          other[count++] = suffix - sorted;
        }
      }
      sort(other, ranks, counts, order);
      classes = rank(order, ranks, other, sorted);
    }
    return order;
  }

  /** Sorts by rank and leaves equals as they are. */
  private static void sort(int[] suffixes, int[] ranks, int[] counts, int[] into) {
    Arrays.fill(counts, 0);
    for (int rank : ranks) {
      counts[rank + 1]++;
    }
    Stop.check();
    for (int rank = 1; rank < counts.length; rank++) {
      counts[rank] += counts[rank - 1];
    }
    for (int n = 0; n < suffixes.length; n++) {
      lookNowAndThen(n);
      int suffix = suffixes[n];
      into[counts[ranks[suffix]]++] = suffix;
    }
  }

  /** Ranks suffixes by as many numbers again as before, and predicts how many ranks there are. */
  private static int rank(int[] order, int[] ranks, int[] spare, int sorted) {
    int classes = 0;
    for (int n = 0; n < order.length; n++) {
      lookNowAndThen(n);
      boolean isNew =
          n == 0
              || ranks[order[n]] != ranks[order[n - 1]]
              || after(ranks, order[n], sorted) != after(ranks, order[n - 1], sorted);
      classes += isNew ? 1 : 0;
      spare[order[n]] = classes - 1;
    }
    System.arraycopy(spare, 0, ranks, 0, ranks.length);
    return classes;
  }

  /** Millions of numbers take seconds, and jump about in memory. */
  private static void lookNowAndThen(int number) {
    if (number % LOOK_EVERY == 0) {
      Stop.check();
    }
  }

  private static int after(int[] ranks, int suffix, int sorted) {
    return suffix + sorted < ranks.length ? ranks[suffix + sorted] : -1;
  }

  /** How many suffixes there are. */
  int length() {
    return order.length;
  }

  /** Where in the text the suffix of a rank begins. */
  int start(int rank) {
    return order[rank];
  }

  /** The rank of the first suffix that is not less than a query's rest; the length if none. */
  int firstNotBelow(int[] query, int from) {
    int low = 0;
    int high = order.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBelow(order[middle], query, from)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBelow(int suffix, int[] query, int from) {
    int common = common(suffix, query, from, query.length - from);
    if (from + common == query.length) {
      return false;
    }
    return suffix + common == text.length || text[suffix + common] < query[from + common];
  }

  /** How many numbers at the beginning of a suffix are those of a query, at most so many. */
  int common(int suffix, int[] query, int from, int most) {
    int limit = Math.min(most, text.length - suffix);
    int mismatch = Arrays.mismatch(text, suffix, suffix + limit, query, from, from + limit);
    return mismatch < 0 ? limit : mismatch;
  }
}
