package org.musiclstm.midi;

import org.musiclstm.format.MidiBytes;

/**
 * Finds the way back to events where bytes are damaged. Bytes are taken for events when several in
 * a row are well-formed: chance seldom makes more than two.
 */
final class EventSearch {
  private static final int ENOUGH_TO_GO_ON = 3;
  private static final int ENOUGH_TO_BEGIN = 4;

  /** More than half an hour at 480 ticks and 120 quarters a minute: music waits less. */
  static final int LONGEST_WAIT = 1 << 21;

  /** How often a file's bytes may be looked at, so that no file takes long. */
  private static final int LOOKS_A_BYTE = 8;

  private final MidiBytes bytes;
  private final EventBytes event;
  private long looksLeft;

  EventSearch(MidiBytes bytes) {
    this.bytes = bytes;
    this.event = new EventBytes(bytes);
    this.looksLeft = (long) LOOKS_A_BYTE * bytes.end();
  }

  /**
   * Whether reading can go on there: an event with its own status, three in a row, an End of Track
   * or the limit.
   */
  boolean canGoOn(int offset, int limit, int running) {
    if (offset == limit) {
      return true;
    }
    int at = offset;
    int status = running;
    for (int n = 0; n < ENOUGH_TO_GO_ON; n++) {
      EventBytes.Problem problem = event.look(at, limit, status);
      if (problem != EventBytes.Problem.NONE && problem != EventBytes.Problem.LONG_QUANTITY) {
        return false;
      }
      if (event.hasStatus() || event.isEndOfTrack()) {
        return true;
      }
      status = event.status();
      at = event.end();
      if (at == limit) {
        return true;
      }
    }
    return true;
  }

  /** Whether events lie end to end up to a place, be they as they should be or not. */
  boolean leadsTo(int place, int offset, int limit, int running) {
    int at = offset;
    int status = running;
    while (at < place) {
      if (!event.look(at, limit, status).isReadable()) {
        return false;
      }
      status = event.status() < EventBytes.SYSTEM_EXCLUSIVE ? event.status() : status;
      at = event.end();
    }
    return at == place;
  }

  /**
   * Where events begin again: four in a row of which the first has its own status, or the End of
   * Track.
   *
   * @param until the byte before which they have to begin
   * @return the limit where there are none
   */
  int find(int from, int until, int limit) {
    for (int offset = from; offset < until; offset++) {
      if (looksLeft-- <= 0) {
        return limit;
      }
      if (isEndOfTrackWithoutDelta(offset, limit) || isBeginning(offset, limit)) {
        return offset;
      }
    }
    return limit;
  }

  /** Where events begin again, anywhere before the limit. */
  int find(int from, int limit) {
    return find(from, limit, limit);
  }

  /** Whether an End of Track ends at the limit and only its delta time is missing. */
  boolean isEndOfTrackWithoutDelta(int offset, int limit) {
    return limit - offset == MidiBytes.END_OF_TRACK.length()
        && bytes.matches(offset, MidiBytes.END_OF_TRACK);
  }

  private boolean isBeginning(int offset, int limit) {
    int at = offset;
    int status = EventBytes.NO_STATUS;
    for (int n = 0; n < ENOUGH_TO_BEGIN; n++) {
      if (event.look(at, limit, status) != EventBytes.Problem.NONE
          || event.delta() > LONGEST_WAIT) {
        return false;
      }
      if (event.isEndOfTrack()) {
        return event.length() == 0;
      }
      if (event.status() >= EventBytes.SYSTEM_EXCLUSIVE) {
        status = EventBytes.NO_STATUS;
      } else {
        status = event.status();
      }
      at = event.end();
    }
    return true;
  }
}
