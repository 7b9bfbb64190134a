package org.musiclstm.corpus;

import java.util.Comparator;
import org.musiclstm.score.MetreChange;
import org.musiclstm.tensor.Style;

/** A metre (time signature) without a place. */
record Metre(int beats, int beatUnit) implements Comparable<Metre> {
  static final Metre DEFAULT = new Metre(Style.DEFAULT.beats(), Style.DEFAULT.beatUnit());

  private static final Comparator<Metre> ORDER =
      Comparator.comparingInt(Metre::beats).thenComparingInt(Metre::beatUnit);

  /** The metre of a file from some place on, or the default where that cannot be one. */
  static Metre of(MetreChange change) {
    return Style.isBar(change.beats(), change.beatUnit())
        ? new Metre(change.beats(), change.beatUnit())
        : DEFAULT;
  }

  @Override
  public int compareTo(Metre other) {
    return ORDER.compare(this, other);
  }
}
