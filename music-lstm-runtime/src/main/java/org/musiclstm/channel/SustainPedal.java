package org.musiclstm.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sustain pedal of one channel. While it is down, a note sounds on after its note-off: until
 * the pedal comes up or the pitch is struck again.
 */
public final class SustainPedal {
  private static final int MOST_NOTES_OF_AN_ENDING = 64;

  private final NavigableMap<Moment, Boolean> moves = new TreeMap<>();
  private final Map<Integer, NavigableSet<Moment>> strikes = new HashMap<>();
  private boolean isEverDown;

  /** The pedal goes down or up, or is reported again where it is. */
  public void move(Moment moment, boolean isDown) {
    moves.put(moment, isDown);
    isEverDown |= isDown;
  }

  /** A pitch is struck. */
  public void strike(Moment moment, int pitch) {
    strikes.computeIfAbsent(pitch, key -> new TreeSet<>()).add(moment);
  }

  /** Whether it is ever down. */
  public boolean isEverDown() {
    return isEverDown;
  }

  /** Leaves of several moves to the same side the first. */
  public void settle() {
    boolean wasDown = false;
    for (var move = moves.values().iterator(); move.hasNext(); ) {
      boolean isDown = move.next();
      if (isDown == wasDown) {
        move.remove();
      }
      wasDown = isDown;
    }
  }

  /** When the pedal goes down without coming up again. */
  public Optional<Moment> downForGood() {
    Map.Entry<Moment, Boolean> last = moves.lastEntry();
    return last != null && last.getValue() ? Optional.of(last.getKey()) : Optional.empty();
  }

  /**
   * Whether so many notes come after the pedal has gone down for good that no player meant it:
   * recordings end with a pedal, but some programs leave it down after the first bars.
   */
  public boolean isForgotten() {
    Optional<Moment> down = downForGood();
    if (down.isEmpty()) {
      return false;
    }
    long after =
        strikes.values().stream().mapToLong(struck -> struck.tailSet(down.get()).size()).sum();
    return after > MOST_NOTES_OF_AN_ENDING;
  }

  /** Leaves the pedal up from where it goes down for good. */
  public void forget() {
    moves.pollLastEntry();
  }

  /**
   * The tick at which a note no longer sounds.
   *
   * @param release when its note-off is, or what else ends it; the controller that ends all sound
   *     lets the pedal come up at that moment
   * @param end when it ends where the pedal never comes up
   */
  public long hold(int pitch, Moment release, long end) {
    Map.Entry<Moment, Boolean> before = moves.floorEntry(release);
    if (before == null || !before.getValue()) {
      return release.tick();
    }
    Moment up = moves.higherKey(release);
    NavigableSet<Moment> struck = strikes.get(pitch);
    Moment again = struck == null ? null : struck.higher(release);
    long held = up == null ? Math.max(end, release.tick()) : up.tick();
    return again == null ? held : Math.min(held, again.tick());
  }
}
