package org.musiclstm.channel;

import java.util.Comparator;

/**
 * When something happens. At one tick, what comes first in the file happens first: events of a
 * track in their order, and tracks in theirs.
 *
 * @param tick in ticks from the start of the score
 * @param offset the byte in the file
 */
public record Moment(long tick, int offset) implements Comparable<Moment> {
  private static final Comparator<Moment> ORDER =
      Comparator.comparingLong(Moment::tick).thenComparingInt(Moment::offset);

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
