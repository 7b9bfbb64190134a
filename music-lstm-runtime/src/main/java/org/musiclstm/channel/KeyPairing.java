package org.musiclstm.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds which event ends which note, for one key of one channel. Where there are as many ends as
 * notes, an end ends the note that began first. Where there are fewer, a note is without an end
 * that leaves all after it with theirs: the one after which the number of open notes never comes
 * down to what it was before. So an end that is missing changes no other note.
 *
 * <p>That needs all events of the key: as with brackets, a note that is not closed is known at the
 * end of all.
 */
final class KeyPairing {
  /**
   * What no note sounds beyond.
   *
   * @param isEnd whether that is its right end; otherwise the pitch is struck again there
   */
  record Limit(long tick, int offset, boolean isEnd) {}

  /**
   * A note and its end.
   *
   * @param end the tick at which it ends
   * @param endOffset the byte of what ends it
   */
  record Pair(KeyEvent on, long end, int endOffset) {}

  /** After all there can be. */
  static final Limit NEVER = new Limit(Long.MAX_VALUE, PlayedNote.END_OF_TRACK, false);

  private final List<KeyEvent> events;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<KeyEvent> opens = new ArrayList<>();
  private final List<KeyEvent> unused = new ArrayList<>();

  private KeyPairing(List<KeyEvent> events) {
    this.events = events;
  }

  /**
   * Pairs events.
   *
   * @param events of one key, in order of time
   * @param nextLimit the first limit after an event, {@link #NEVER} where there is none
   */
  static KeyPairing of(List<KeyEvent> events, Function<KeyEvent, Limit> nextLimit) {
    KeyPairing pairing = new KeyPairing(events);
    int from = 0;
    while (from < events.size()) {
      Limit limit = nextLimit.apply(events.get(from));
      int to = from + 1;
      while (to < events.size() && nextLimit.apply(events.get(to)).equals(limit)) {
        to++;
      }
      pairing.pair(events.subList(from, to), limit);
      from = to;
    }
    return pairing;
  }

  /** All that begin notes, in order of time. */
  List<KeyEvent> ons() {
    return some(true);
  }

  /** All that end notes, in order of time. */
  List<KeyEvent> offs() {
    return some(false);
  }

  private List<KeyEvent> some(boolean on) {
    List<KeyEvent> some = new ArrayList<>();
    for (KeyEvent event : events) {
      if (event.isOn() == on) {
        some.add(event);
      }
    }
    return some;
  }

  /** Notes with their ends, in order of their beginning. */
  List<Pair> pairs() {
    return pairs;
  }

  /** Notes without an end, in order of their beginning. */
  List<KeyEvent> opens() {
    return opens;
  }

  /** Ends that end nothing. */
  List<KeyEvent> unused() {
    return unused;
  }

  /** Whether a note begins while another one sounds. */
  boolean hasOverlap() {
    long end = 0;
    for (Pair pair : pairs) {
      if (pair.on().tick() < end) {
        return true;
      }
      end = pair.end();
    }
    return false;
  }

  private void pair(List<KeyEvent> between, Limit limit) {
    List<KeyEvent> events = between.size() == 1 ? between : endsFirst(between);
    boolean[] isPaired = new boolean[events.size()];
    int[] open = new int[events.size()];
    int count = 0;
    int lastEnd = -1;
    for (int n = 0; n < isPaired.length; n++) {
      if (events.get(n).isOn()) {
        open[count++] = n;
      } else {
        lastEnd = n;
        if (count == 0) {
          unused.add(events.get(n));
        } else {
          isPaired[open[--count]] = true;
          isPaired[n] = true;
        }
      }
    }
    int first = 0;
    for (int n = 0; n < isPaired.length; n++) {
      KeyEvent event = events.get(n);
      if (isPaired[n]) {
        if (!event.isOn()) {
          while (!isPaired[first] || !events.get(first).isOn()) {
            first++;
          }
          pairs.add(new Pair(events.get(first++), event.tick(), event.offset()));
        }
      } else if (event.isOn()) {
        if (n > lastEnd && limit.isEnd()) {
          pairs.add(new Pair(event, limit.tick(), limit.offset()));
        } else {
          opens.add(event);
        }
      }
    }
  }

  /**
   * Of events at one tick, those that end notes from before come first: some programs write the
   * next note before the end of the one that it follows.
   */
  private static List<KeyEvent> endsFirst(List<KeyEvent> events) {
    List<KeyEvent> ordered = new ArrayList<>(events.size());
    int open = 0;
    int from = 0;
    while (from < events.size()) {
      int to = from + 1;
      while (to < events.size() && events.get(to).tick() == events.get(from).tick()) {
        to++;
      }
      open = addTick(events.subList(from, to), open, ordered);
      from = to;
    }
    return ordered;
  }

  /** Adds the events of one tick, before which some notes are open; how many are open then. */
  private static int addTick(List<KeyEvent> events, int before, List<KeyEvent> ordered) {
    int open = before;
    int left = before;
    int firstOn = PlayedNote.END_OF_TRACK;
    List<KeyEvent> others = new ArrayList<>(events.size());
    for (KeyEvent event : events) {
      if (!event.isOn() && left > 0) {
        left--;
        open--;
        ordered.add(firstOn < event.offset() ? event.at(firstOn - 1) : event);
      } else {
        if (event.isOn()) {
          firstOn = Math.min(firstOn, event.offset());
        }
        open = event.isOn() ? open + 1 : Math.max(0, open - 1);
        others.add(event);
      }
    }
    ordered.addAll(others);
    return open;
  }
}
