package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

class MidiRoundTripTest {
  @Test
  void whatIsWrittenIsReadAsTheSameScore() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Score score = RandomScores.next(random);

      MidiFile read =
          MidiReader.read(
              MidiWriter.write(score, List.of("from a test", "Prüfung")),
              "song.mid",
              Strictness.STRICT);

      assertThat(read.score()).isEqualTo(score);
      assertThat(read.texts()).containsExactly("from a test", "Prüfung");
      assertThat(read.findings()).allMatch(found -> found.kind() == Finding.Kind.ODD_TEMPO);
    }
  }

  @Test
  void theReaderOfTheJdkSeesTheSameMusic() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      Score score = RandomScores.next(random);

      Sequence sequence =
          MidiSystem.getSequence(
              new ByteArrayInputStream(MidiWriter.write(score, List.of("from a test"))));

      assertThat(sequence.getDivisionType()).isEqualTo(Sequence.PPQ);
      assertThat(sequence.getResolution()).isEqualTo(score.ticksPerQuarter());
      assertThat(sequence.getTickLength()).isEqualTo(score.end());
      assertThat(sequence.getTracks()).hasSize(score.parts().size() + 1);
      List<TempoChange> tempos = new ArrayList<>();
      Track first = sequence.getTracks()[0];
      for (int event = 0; event < first.size(); event++) {
        if (first.get(event).getMessage() instanceof MetaMessage meta && meta.getType() == 0x51) {
          byte[] data = meta.getData();
          int tempo = ((data[0] & 0xFF) << 16) | ((data[1] & 0xFF) << 8) | (data[2] & 0xFF);
          tempos.add(new TempoChange(first.get(event).getTick(), tempo));
        }
      }
      assertThat(tempos).isEqualTo(score.tempos());
      for (int part = 0; part < score.parts().size(); part++) {
        Part expected = score.parts().get(part);
        Part seen =
            new Part(
                expected.name(),
                expected.instrument(),
                expected.channel(),
                expected.program(),
                expected.isDrums(),
                notes(sequence.getTracks()[part + 1], expected.channel()));
        assertThat(seen).isEqualTo(expected);
      }
    }
  }

  private static List<Note> notes(Track track, int channel) {
    List<Note> notes = new ArrayList<>();
    Map<Integer, Queue<MidiEvent>> open = new HashMap<>();
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      if (event.getMessage() instanceof ShortMessage message) {
        assertThat(message.getChannel()).isEqualTo(channel);
        if (message.getCommand() == ShortMessage.NOTE_ON) {
          open.computeIfAbsent(message.getData1(), key -> new ArrayDeque<>()).add(event);
        } else if (message.getCommand() == ShortMessage.NOTE_OFF) {
          MidiEvent start = open.getOrDefault(message.getData1(), new ArrayDeque<>()).remove();
          notes.add(
              new Note(
                  start.getTick(),
                  event.getTick() - start.getTick(),
                  message.getData1(),
                  ((ShortMessage) start.getMessage()).getData2()));
        }
      }
    }
    assertThat(open.values()).allMatch(Queue::isEmpty);
    return notes;
  }

  /** The JDK's sequencer sorts events as players do: by tick, then by track. */
  @Test
  void everyNoteSoundsWithItsProgramWhenTracksShareAChannel() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < 100; i++) {
      Score score = RandomScores.next(random);
      Sequence sequence =
          MidiSystem.getSequence(new ByteArrayInputStream(MidiWriter.write(score, List.of())));

      List<Played> played = new ArrayList<>();
      for (int track = 1; track < sequence.getTracks().length; track++) {
        Track events = sequence.getTracks()[track];
        for (int n = 0; n < events.size(); n++) {
          if (events.get(n).getMessage() instanceof ShortMessage message) {
            played.add(new Played(events.get(n).getTick(), track, n, message));
          }
        }
      }
      played.sort(
          Comparator.comparingLong(Played::tick)
              .thenComparingInt(Played::track)
              .thenComparingInt(Played::number));
      int[] programs = new int[16];
      for (Played event : played) {
        ShortMessage message = event.message();
        if (message.getCommand() == ShortMessage.PROGRAM_CHANGE) {
          programs[message.getChannel()] = message.getData1();
        } else if (message.getCommand() == ShortMessage.NOTE_ON) {
          assertThat(programs[message.getChannel()])
              .isEqualTo(score.parts().get(event.track() - 1).program());
        }
      }
    }
  }

  private record Played(long tick, int track, int number, ShortMessage message) {}

  @Test
  void waitsLongerThanOneDeltaTimeAreKept() {
    Part part = new Part("", 0, 0, List.of(new Note(1_000_000_000_000L, 5, 60, 64)));
    Score score =
        new Score(480, List.of(part), List.of(), List.of(), 1_000_000_000_000L + 300_000_000);

    assertThat(MidiReader.read(MidiWriter.write(score, List.of()), "song.mid").score())
        .isEqualTo(score);
  }
}
