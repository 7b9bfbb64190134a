package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tracks that play at the same time: those of a song, or one pattern of format 2. Channels are
 * counted on over the ports, as {@link TrackReader} does, so that a channel of one port has nothing
 * to do with that of another.
 */
final class Sequence {
  private final List<TrackReader> tracks = new ArrayList<>();
  private final Findings findings;

  Sequence(Findings findings) {
    this.findings = findings;
  }

  void add(TrackReader track) {
    boolean isSilent =
        track.notes().isEmpty() && track.programChanges().isEmpty() && track.pedalMoves().isEmpty();
    if (!isSilent) {
      tracks.add(track);
    }
  }

  /** What the tracks play: a part for each track, port, channel and program, in this order. */
  List<Part> parts() {
    Map<Integer, NavigableMap<Long, Integer>> programs = programs();
    Map<Integer, SustainPedal> pedals = pedals();
    List<Part> parts = new ArrayList<>();
    for (TrackReader track : tracks) {
      NavigableMap<Integer, List<Note>> voices = new TreeMap<>();
      for (PlayedNote note : track.notes()) {
        int program = note.program();
        if (program == PlayedNote.UNKNOWN) {
          NavigableMap<Long, Integer> changes = programs.get(note.channel());
          Map.Entry<Long, Integer> other =
              changes == null ? null : changes.floorEntry(note.start());
          program = other == null ? 0 : other.getValue();
        }
        voices
            .computeIfAbsent((note.channel() << 7) | program, key -> new ArrayList<>())
            .add(note(note, track, pedals.get(note.channel())));
      }
      voices.forEach(
          (key, notes) -> {
            int channel = key >> 7;
            parts.add(
                new Part(
                    track.name(),
                    track.instrument(channel),
                    onItsPort(channel),
                    key & 0x7F,
                    notes));
          });
    }
    return parts;
  }

  private static int onItsPort(int channel) {
    return channel % TrackReader.CHANNELS;
  }

  /** What any track says of the program of a channel. */
  private Map<Integer, NavigableMap<Long, Integer>> programs() {
    Map<Integer, NavigableMap<Long, Integer>> programs = new HashMap<>();
    for (TrackReader track : tracks) {
      for (TrackReader.ProgramChange change : track.programChanges()) {
        programs
            .computeIfAbsent(change.channel(), key -> new TreeMap<>())
            .put(change.tick(), change.program());
      }
    }
    return programs;
  }

  /** The pedals that are used, by channel. Drums do not hear theirs. */
  private Map<Integer, SustainPedal> pedals() {
    Map<Integer, SustainPedal> pedals = new TreeMap<>();
    for (TrackReader track : tracks) {
      for (TrackReader.PedalMove move : track.pedalMoves()) {
        if (onItsPort(move.channel()) != Part.DRUM_CHANNEL) {
          pedals
              .computeIfAbsent(move.channel(), key -> new SustainPedal())
              .move(move.moment(), move.isDown());
        }
      }
    }
    pedals.values().removeIf(pedal -> !pedal.isEverDown());
    pedals.values().forEach(SustainPedal::settle);
    for (TrackReader track : tracks) {
      for (PlayedNote note : track.notes()) {
        SustainPedal pedal = pedals.get(note.channel());
        if (pedal != null) {
          pedal.strike(new Moment(note.start(), note.startOffset()), note.pitch());
        }
      }
    }
    pedals.forEach(
        (channel, pedal) ->
            pedal.downForGood().ifPresent(moment -> neverUp(channel, pedal, moment)));
    return pedals;
  }

  private void neverUp(int channel, SustainPedal pedal, Moment moment) {
    boolean isForgotten = pedal.isForgotten();
    int port = channel / TrackReader.CHANNELS;
    findings.add(
        Finding.Kind.PEDAL,
        Findings.NO_TRACK,
        moment.offset(),
        moment.tick(),
        "the sustain pedal of channel "
            + (onItsPort(channel) + 1)
            + (port == 0 ? "" : " on port " + port)
            + " goes down for good",
        isForgotten
            ? "too many notes follow to hold them all, so it was taken to be up"
            : "the notes that it holds end with their tracks");
    if (isForgotten) {
      pedal.forget();
    }
  }

  private Note note(PlayedNote played, TrackReader track, @Nullable SustainPedal pedal) {
    long end = played.end();
    if (pedal != null) {
      end = pedal.hold(played.pitch(), new Moment(end, played.endOffset()), track.end());
    }
    if (end == played.start()) {
      findings.add(
          Finding.Kind.EMPTY_NOTE,
          track.track(),
          played.startOffset(),
          played.start(),
          "a note has no length",
          "made one tick long");
      end++;
    }
    return new Note(played.start(), end - played.start(), played.pitch(), played.velocity());
  }
}
