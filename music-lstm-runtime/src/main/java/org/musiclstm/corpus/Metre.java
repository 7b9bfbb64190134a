package org.musiclstm.corpus;

import java.util.Comparator;
import org.musiclstm.tensor.Style;

/** A metre (time signature) without a place. */
record Metre(int beats, int beatUnit) implements Comparable<Metre> {
  static final Metre DEFAULT = new Metre(Style.DEFAULT.beats(), Style.DEFAULT.beatUnit());

  private static final Comparator<Metre> ORDER =
      Comparator.comparingInt(Metre::beats).thenComparingInt(Metre::beatUnit);

  @Override
  public int compareTo(Metre other) {
    return ORDER.compare(this, other);
  }
}
