package org.musiclstm.channel;

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
import java.util.function.Function;
import org.musiclstm.Stop;
import org.musiclstm.channel.KeyPairing.Limit;

/**
 * Finds which event ends which note in tracks that play together. A note is ended by an event of
 * its own track or else by one of another track that ends nothing there; where the tracks make more
 * sense when they are taken together, they are. The controllers that end all notes of a channel do
 * so whichever track they are in. A note that nothing ends lasts until its pitch is struck again on
 * its channel, or to the end of its track.
 */
public final class NotePairing {
  /** What becomes of a note that nothing ends. */
  public enum Remedy {
    ENDED_BY_THE_NEXT("ended where its pitch begins anew"),
    ENDED_WITH_THE_TRACK("ended with the track"),
    TAKEN_AS_ONE("taken as one with the same note that begins with it");

    private final String text;

    Remedy(String text) {
      this.text = text;
    }

    /** A clause. */
    public String text() {
      return text;
    }
  }

  /** A note that nothing ends. */
  public record Unended(int key, KeyEvent on, Remedy remedy) {
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

  private static final Comparator<PlayedNote> BY_BEGINNING =
      Comparator.comparingInt(PlayedNote::startOffset);

  private final Map<Integer, Long> endOfTrack = new HashMap<>();
  private final Map<Integer, List<PlayedNote>> notes = new HashMap<>();
  private final Map<Integer, List<Silence>> silences = new HashMap<>();

  /** By key, what each track says of it by itself. */
  private final Map<Integer, List<KeyPairing>> byKey = new TreeMap<>();

  private final List<Unended> unended = new ArrayList<>();

  /** Pairs the events of tracks that play at the same time. */
  public NotePairing(List<ChannelEvents> tracks) {
    for (ChannelEvents track : tracks) {
      endOfTrack.put(track.track(), track.end());
      for (ChannelEvents.Silence silence : track.silences()) {
        silences
            .computeIfAbsent(silence.channel(), channel -> new ArrayList<>())
            .add(new Silence(silence.moment(), track.track()));
      }
    }
    silences.values().forEach(ofChannel -> ofChannel.sort(Silence.ORDER));
    tracks.forEach(this::pairWithin);
    byKey.forEach(this::pairAcross);
    notes.values().forEach(ofTrack -> ofTrack.sort(BY_BEGINNING));
    unended.sort(Unended.ORDER);
  }

  /** The notes of a track, in order of their beginning. */
  public List<PlayedNote> notes(ChannelEvents track) {
    return notes.getOrDefault(track.track(), List.of());
  }

  /** The notes that nothing ends, in order of their tracks and beginnings. */
  public List<Unended> unended() {
    return unended;
  }

  private void add(int key, KeyEvent on, long end, int endOffset) {
    Stop.check();
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

  private void pairWithin(ChannelEvents track) {
    track
        .keys()
        .forEach(
            (key, events) -> {
              List<Silence> ofChannel =
                  silences.getOrDefault(ChannelEvents.channelOf(key), List.of());
              byKey
                  .computeIfAbsent(key, any -> new ArrayList<>(1))
                  .add(KeyPairing.of(events, event -> next(ofChannel, event)));
            });
  }

  /**
   * The silence that comes next after an event. One of another track is taken to come before all
   * that begins at its tick.
   */
  private static Limit next(List<Silence> silences, KeyEvent event) {
    Stop.check();
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
    return new Limit(silence.moment().tick(), offset, true);
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

  /** Ends the notes of a key that no event of their own track ends. */
  private void pairAcross(int key, List<KeyPairing> ofTracks) {
    List<KeyEvent> open = all(ofTracks, KeyPairing::opens);
    if (open.isEmpty()) {
      ofTracks.forEach(pairing -> add(key, pairing));
      return;
    }
    List<KeyEvent> struck = all(ofTracks, KeyPairing::ons);
    struck.sort(ENDS_FIRST);
    List<KeyEvent> left = open;
    if (ofTracks.size() == 1) {
      add(key, ofTracks.get(0));
    } else {
      KeyPairing others = pair(key, open, all(ofTracks, KeyPairing::unused), without(struck, open));
      KeyPairing together = pair(key, struck, all(ofTracks, KeyPairing::offs), List.of());
      boolean isShared = faults(together) < faults(others) && !together.hasOverlap();
      if (!isShared) {
        ofTracks.forEach(pairing -> add(key, pairing));
      }
      add(key, isShared ? together : others);
      left = isShared ? together.opens() : others.opens();
    }
    left.forEach(on -> endUnended(key, on, struck));
  }

  private static List<KeyEvent> all(
      List<KeyPairing> pairings, Function<KeyPairing, List<KeyEvent>> events) {
    if (pairings.size() == 1) {
      return events.apply(pairings.get(0));
    }
    List<KeyEvent> all = new ArrayList<>();
    pairings.forEach(pairing -> all.addAll(events.apply(pairing)));
    return all;
  }

  private void add(int key, KeyPairing pairing) {
    pairing.pairs().forEach(pair -> add(key, pair.on(), pair.end(), pair.endOffset()));
  }

  private static List<KeyEvent> without(List<KeyEvent> events, List<KeyEvent> some) {
    Set<KeyEvent> left = new HashSet<>(some);
    return events.stream().filter(event -> !left.contains(event)).toList();
  }

  /**
   * Pairs events of several tracks.
   *
   * @param closed notes that have an end, in order of time; no other sounds beyond their beginning
   */
  private KeyPairing pair(int key, List<KeyEvent> ons, List<KeyEvent> ends, List<KeyEvent> closed) {
    List<KeyEvent> events = new ArrayList<>(ons);
    events.addAll(ends);
    events.sort(ENDS_FIRST);
    List<Silence> ofChannel = silences.getOrDefault(ChannelEvents.channelOf(key), List.of());
    return KeyPairing.of(events, event -> next(ofChannel, closed, event));
  }

  private static int faults(KeyPairing pairing) {
    return pairing.opens().size() + pairing.unused().size();
  }

  /** The first silence or closed note that comes after a note begins, or not before one ends. */
  private static Limit next(List<Silence> silences, List<KeyEvent> closed, KeyEvent event) {
    Stop.check();
    long from = event.isOn() ? event.tick() + 1 : event.tick();
    int silence = after(silences, new Moment(from, -1));
    int note = notBefore(closed, from);
    boolean isSilence =
        silence < silences.size()
            && (note == closed.size()
                || silences.get(silence).moment().tick() <= closed.get(note).tick());
    if (isSilence) {
      return new Limit(silences.get(silence).moment().tick(), -1, true);
    }
    return note < closed.size()
        ? new Limit(closed.get(note).tick(), closed.get(note).offset(), false)
        : KeyPairing.NEVER;
  }

  private static int notBefore(List<KeyEvent> events, long tick) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).tick() >= tick) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
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
