package org.musiclstm.midi;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * What a synthesizer lets be heard of a file, as the reference for how notes are ended: it knows no
 * tracks, a note-off ends all that sounds of its key, and so does the next note-on. The file is
 * read by the JDK.
 */
final class Synthesizer {
  private record Timed(int track, MidiEvent event) {}

  private Synthesizer() {}

  /** Channel, key and tick of all that sounds, such as {@code 0 60 96}. */
  static SortedSet<String> sounding(byte[] file) throws Exception {
    Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(file));
    List<Timed> events = new ArrayList<>();
    Track[] tracks = sequence.getTracks();
    for (int track = 0; track < tracks.length; track++) {
      for (int n = 0; n < tracks[track].size(); n++) {
        events.add(new Timed(track, tracks[track].get(n)));
      }
    }
    // Stable: at one tick, events of a track stay in their order.
    events.sort(
        Comparator.comparingLong((Timed timed) -> timed.event().getTick())
            .thenComparingInt(Timed::track));
    SortedSet<String> sounding = new TreeSet<>();
    Map<Integer, Long> since = new HashMap<>();
    for (Timed timed : events) {
      if (timed.event().getMessage() instanceof ShortMessage message) {
        long tick = timed.event().getTick();
        int channel = message.getChannel();
        int key = (channel << 7) | message.getData1();
        switch (message.getCommand()) {
          case ShortMessage.NOTE_ON, ShortMessage.NOTE_OFF -> {
            end(key, tick, since, sounding);
            if (message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0) {
              since.put(key, tick);
            }
          }
          case ShortMessage.CONTROL_CHANGE -> {
            if (message.getData1() == 120 || message.getData1() >= 123) {
              for (int pitch = 0; pitch < 128; pitch++) {
                end((channel << 7) | pitch, tick, since, sounding);
              }
            }
          }
          default -> {
            // Nothing else is heard.
          }
        }
      }
    }
    for (int key : List.copyOf(since.keySet())) {
      end(key, sequence.getTickLength(), since, sounding);
    }
    return sounding;
  }

  private static void end(
      int key, long tick, Map<Integer, Long> since, SortedSet<String> sounding) {
    Long begin = since.remove(key);
    for (long at = begin == null ? tick : begin; at < tick; at++) {
      sounding.add((key >> 7) + " " + (key & 0x7F) + " " + at);
    }
  }

  /** The same of a score. */
  static SortedSet<String> sounding(Score score) {
    SortedSet<String> sounding = new TreeSet<>();
    for (Part part : score.parts()) {
      for (Note note : part.notes()) {
        for (long at = note.start(); at < note.end(); at++) {
          sounding.add(part.channel() + " " + note.pitch() + " " + at);
        }
      }
    }
    return sounding;
  }
}
