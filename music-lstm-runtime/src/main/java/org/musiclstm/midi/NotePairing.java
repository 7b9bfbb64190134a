package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.musiclstm.midi.KeyPairing.Stop;

/**
 * Finds which event ends which note in tracks that play together. A note is ended by an event of
 * its own track or else by one of another track that ends nothing there; the controllers that end
 * all notes of a channel do so whichever track they are in. A note that nothing ends lasts until
 * its pitch is struck again on its channel, or to the end of its track.
 */
final class NotePairing {
  /** What becomes of a note that nothing ends. */
  enum Remedy {
    ENDED_BY_THE_NEXT("ended where its pitch begins anew"),
    ENDED_WITH_THE_TRACK("ended with the track"),
    TAKEN_AS_ONE("taken as one with the same note that begins with it");

    private final String text;

    Remedy(String text) {
      this.text = text;
    }

    /** A clause. */
    String text() {
      return text;
    }
  }

  /** A note that nothing ends. */
  record Unended(int key, KeyEvent on, Remedy remedy) {
    static final Comparator<Unended> ORDER =
        Comparator.comparingInt((Unended note) -> note.on().track())
            .thenComparingLong(note -> note.on().tick())
            .thenComparingInt(note -> note.on().offset());
  }

  private record Silence(Moment moment, int track) {
    static final Comparator<Silence> ORDER = Comparator.comparing(Silence::moment);
  }

  private static final Comparator<KeyEvent> ENDS_FIRST =
      Comparator.comparingLong(KeyEvent::tick)
          .thenComparing(KeyEvent::isOn)
          .thenComparingInt(KeyEvent::offset);

  private final List<TrackReader> tracks;
  private final Map<Integer, Long> endOfTrack = new HashMap<>();
  private final Map<Integer, List<PlayedNote>> notes = new HashMap<>();
  private final Map<Integer, List<Silence>> silences = new HashMap<>();

  /** By key, the notes that no event of their track ends. */
  private final Map<Integer, List<KeyEvent>> opens = new TreeMap<>();

  /** By key, the events that end no note of their track. */
  private final Map<Integer, List<KeyEvent>> unused = new HashMap<>();

  private final List<Unended> unended = new ArrayList<>();

  NotePairing(List<TrackReader> tracks) {
    this.tracks = tracks;
    for (TrackReader track : tracks) {
      endOfTrack.put(track.track(), track.end());
      for (ChannelEvents.Silence silence : track.channels().silences()) {
        silences
            .computeIfAbsent(silence.channel(), channel -> new ArrayList<>())
            .add(new Silence(silence.moment(), track.track()));
      }
    }
    silences.values().forEach(ofChannel -> ofChannel.sort(Silence.ORDER));
    tracks.forEach(this::pairWithin);
    if (!opens.isEmpty()) {
      Map<Integer, List<KeyEvent>> struck = struck();
      opens.forEach((key, ofKey) -> pairAcross(key, ofKey, struck.getOrDefault(key, List.of())));
    }
    unended.sort(Unended.ORDER);
  }

  /** The notes of a track, in any order. */
  List<PlayedNote> notes(TrackReader track) {
    return notes.getOrDefault(track.track(), List.of());
  }

  /** The notes that nothing ends, in order of their tracks and beginnings. */
  List<Unended> unended() {
    return unended;
  }

  private void add(int key, KeyEvent on, long end, int endOffset) {
    notes
        .computeIfAbsent(on.track(), track -> new ArrayList<>())
        .add(
            new PlayedNote(
                ChannelEvents.channelOf(key),
                on.patch(),
                ChannelEvents.pitchOf(key),
                on.velocity(),
                on.tick(),
                on.offset(),
                end,
                endOffset));
  }

  private void pairWithin(TrackReader track) {
    track
        .channels()
        .keys()
        .forEach(
            (key, events) -> {
              List<Silence> ofChannel =
                  silences.getOrDefault(ChannelEvents.channelOf(key), List.of());
              KeyPairing pairing = KeyPairing.of(events, event -> next(ofChannel, event));
              pairing.pairs().forEach(pair -> add(key, pair.on(), pair.end(), pair.endOffset()));
              put(opens, key, pairing.opens());
              put(unused, key, pairing.unused());
            });
  }

  private static void put(Map<Integer, List<KeyEvent>> map, int key, List<KeyEvent> events) {
    if (!events.isEmpty()) {
      map.computeIfAbsent(key, any -> new ArrayList<>()).addAll(events);
    }
  }

  /**
   * The silence that comes next after an event. One of another track is taken to come before all
   * that begins at its tick.
   */
  private static Stop next(List<Silence> silences, KeyEvent event) {
    int next = after(silences, new Moment(event.tick(), event.offset()));
    if (next < silences.size()
        && silences.get(next).moment().tick() == event.tick()
        && silences.get(next).track() != event.track()) {
      next = after(silences, new Moment(event.tick(), Integer.MAX_VALUE));
    }
    if (next == silences.size()) {
      return KeyPairing.NEVER;
    }
    Silence silence = silences.get(next);
    int offset = silence.track() == event.track() ? silence.moment().offset() : -1;
    return new Stop(silence.moment().tick(), offset, true);
  }

  private static int after(List<Silence> silences, Moment moment) {
    int low = 0;
    int high = silences.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (silences.get(middle).moment().compareTo(moment) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** When the keys are struck that have open notes, in order of time. */
  private Map<Integer, List<KeyEvent>> struck() {
    Map<Integer, List<KeyEvent>> struck = new HashMap<>();
    for (TrackReader track : tracks) {
      track
          .channels()
          .keys()
          .forEach(
              (key, events) -> {
                if (opens.containsKey(key)) {
                  put(struck, key, events.stream().filter(KeyEvent::isOn).toList());
                }
              });
    }
    struck.values().forEach(ofKey -> ofKey.sort(ENDS_FIRST));
    return struck;
  }

  /**
   * Ends the notes of a key that no event of their own track ends.
   *
   * @param struck when the key is struck in any track
   */
  private void pairAcross(int key, List<KeyEvent> open, List<KeyEvent> struck) {
    List<KeyEvent> ends = unused.getOrDefault(key, List.of());
    List<KeyEvent> left = open;
    if (!ends.isEmpty()) {
      List<KeyEvent> events = new ArrayList<>(open);
      events.addAll(ends);
      events.sort(ENDS_FIRST);
      Stop[] stops = stops(key, open, struck);
      KeyPairing pairing = KeyPairing.of(events, event -> next(stops, event));
      pairing.pairs().forEach(pair -> add(key, pair.on(), pair.end(), pair.endOffset()));
      left = pairing.opens();
    }
    left.forEach(on -> endUnended(key, on, struck));
  }

  /** Where no note that is open across tracks sounds beyond: silences, and notes with an end. */
  private Stop[] stops(int key, List<KeyEvent> open, List<KeyEvent> struck) {
    Set<KeyEvent> isOpen = new HashSet<>(open);
    List<Stop> stops = new ArrayList<>();
    for (KeyEvent on : struck) {
      if (!isOpen.contains(on)) {
        stops.add(new Stop(on.tick(), on.offset(), false));
      }
    }
    for (Silence silence : silences.getOrDefault(ChannelEvents.channelOf(key), List.of())) {
      stops.add(new Stop(silence.moment().tick(), silence.moment().offset(), true));
    }
    stops.sort(Comparator.comparingLong(Stop::tick).thenComparingInt(Stop::offset));
    return stops.toArray(Stop[]::new);
  }

  /** The first stop after a note begins, or not before one ends. */
  private static Stop next(Stop[] stops, KeyEvent event) {
    long from = event.isOn() ? event.tick() + 1 : event.tick();
    int low = 0;
    int high = stops.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stops[middle].tick() >= from) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < stops.length ? stops[low] : KeyPairing.NEVER;
  }

  private void endUnended(int key, KeyEvent on, List<KeyEvent> struck) {
    int next = Collections.binarySearch(struck, on, ENDS_FIRST) + 1;
    KeyEvent after = next < struck.size() ? struck.get(next) : on;
    boolean isDoubled =
        !after.equals(on)
            && after.tick() == on.tick()
            && after.track() == on.track()
            && Objects.equals(after.patch(), on.patch());
    if (isDoubled) {
      unended.add(new Unended(key, on, Remedy.TAKEN_AS_ONE));
      return;
    }
    while (next < struck.size() && struck.get(next).tick() == on.tick()) {
      next++;
    }
    long ofTrack = Math.max(on.tick(), endOfTrack.getOrDefault(on.track(), 0L));
    if (next < struck.size() && struck.get(next).tick() <= ofTrack) {
      unended.add(new Unended(key, on, Remedy.ENDED_BY_THE_NEXT));
      add(key, on, struck.get(next).tick(), struck.get(next).offset() - 1);
    } else {
      unended.add(new Unended(key, on, Remedy.ENDED_WITH_THE_TRACK));
      add(key, on, ofTrack, PlayedNote.END_OF_TRACK);
    }
  }
}
