package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Stop;
import org.musiclstm.channel.ChannelEvents;
import org.musiclstm.channel.DrumChannels;
import org.musiclstm.channel.KeyEvent;
import org.musiclstm.channel.Moment;
import org.musiclstm.channel.NotePairing;
import org.musiclstm.channel.Patch;
import org.musiclstm.channel.PlayedNote;
import org.musiclstm.channel.SustainPedal;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;

/**
 * Tracks that play at the same time: those of a song, or one pattern of format 2. Channels are
 * counted on over the ports, as {@link TrackReader} does, so that a channel of one port has nothing
 * to do with that of another.
 */
final class Sequence {
  private final List<TrackReader> tracks = new ArrayList<>();
  private final Findings findings;
  private int notesUnended;

  Sequence(Findings findings) {
    this.findings = findings;
  }

  void add(TrackReader track) {
    if (!track.channels().isEmpty()) {
      tracks.add(track);
    }
  }

  /**
   * What the tracks play: a part for each track, port, channel and program, in this order, drums
   * after pitches.
   *
   * @param bars the number of the bar at a tick, to name notes by
   */
  List<Part> parts(LongUnaryOperator bars) {
    List<ChannelEvents> channels = tracks.stream().map(TrackReader::channels).toList();
    NotePairing pairing = new NotePairing(channels);
    for (NotePairing.Unended note : pairing.unended()) {
      neverEnded(note, bars);
    }
    DrumChannels drums = new DrumChannels(channels);
    Map<Integer, SustainPedal> pedals = pedals(pairing, drums);
    List<Part> parts = new ArrayList<>();
    for (TrackReader track : tracks) {
      NavigableMap<Integer, List<Note>> voices = new TreeMap<>();
      for (PlayedNote note : pairing.notes(track.channels())) {
        Stop.check();
        boolean isDrum = drums.isDrums(note);
        int program = drums.patch(note).map(Patch::program).orElse(0);
        voices
            .computeIfAbsent(voice(note.channel(), isDrum, program), key -> new ArrayList<>())
            .add(note(note, track, isDrum ? null : pedals.get(note.channel())));
      }
      voices.forEach(
          (voice, notes) -> {
            int channel = voice >> 8;
            parts.add(
                new Part(
                    track.meta().name(),
                    track.meta().instrument(channel),
                    onItsPort(channel),
                    voice & 0x7F,
                    (voice & 0x80) != 0,
                    notes));
          });
    }
    notesUnended += pairing.unended().size();
    return parts;
  }

  private static int voice(int channel, boolean isDrum, int program) {
    return (channel << 8) | (isDrum ? 0x80 : 0) | program;
  }

  /** How many notes nothing ends, of those whose parts were asked for. */
  int notesUnended() {
    return notesUnended;
  }

  private void neverEnded(NotePairing.Unended note, LongUnaryOperator bars) {
    int channel = ChannelEvents.channelOf(note.key());
    int pitch = ChannelEvents.pitchOf(note.key());
    KeyEvent on = note.on();
    findings.addEach(
        Finding.Kind.UNENDED_NOTE,
        on.track(),
        on.offset(),
        on.tick(),
        () ->
            "a note never ends: "
                + Note.pitchName(pitch)
                + " (key "
                + pitch
                + ") of "
                + nameOf(channel)
                + " in bar "
                + bars.applyAsLong(on.tick()),
        note.remedy().text());
  }

  private static int onItsPort(int channel) {
    return channel % ChannelEvents.CHANNELS;
  }

  private static String nameOf(int channel) {
    int port = channel / ChannelEvents.CHANNELS;
    return "channel " + (onItsPort(channel) + 1) + (port == 0 ? "" : " on port " + port);
  }

  /** The pedals that are used, by channel. Drums do not hear theirs. */
  private Map<Integer, SustainPedal> pedals(NotePairing pairing, DrumChannels drums) {
    Map<Integer, SustainPedal> pedals = new TreeMap<>();
    for (TrackReader track : tracks) {
      for (ChannelEvents.PedalMove move : track.channels().pedalMoves()) {
        pedals
            .computeIfAbsent(move.channel(), key -> new SustainPedal())
            .move(move.moment(), move.isDown());
      }
    }
    pedals.values().removeIf(pedal -> !pedal.isEverDown());
    pedals.values().forEach(SustainPedal::settle);
    Set<Integer> ofDrums = new HashSet<>();
    Set<Integer> ofPitches = new HashSet<>();
    for (TrackReader track : tracks) {
      for (PlayedNote note : pairing.notes(track.channels())) {
        Stop.check();
        SustainPedal pedal = pedals.get(note.channel());
        if (pedal != null && drums.isDrums(note)) {
          ofDrums.add(note.channel());
        } else if (pedal != null) {
          ofPitches.add(note.channel());
          pedal.strike(new Moment(note.start(), note.startOffset()), note.pitch());
        }
      }
    }
    pedals
        .keySet()
        .removeIf(
            channel ->
                !ofPitches.contains(channel)
                    && (ofDrums.contains(channel) || onItsPort(channel) == Part.DRUM_CHANNEL));
    pedals.forEach(
        (channel, pedal) ->
            pedal.downForGood().ifPresent(moment -> neverUp(channel, pedal, moment)));
    return pedals;
  }

  private void neverUp(int channel, SustainPedal pedal, Moment moment) {
    boolean isForgotten = pedal.isForgotten();
    findings.add(
        Finding.Kind.PEDAL,
        Findings.NO_TRACK,
        moment.offset(),
        moment.tick(),
        "the sustain pedal of " + nameOf(channel) + " goes down for good",
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
