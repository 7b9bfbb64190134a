package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musiclstm.midi.FileBuilder.ending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.score.Note;
import org.musiclstm.score.Score;

/** Which event ends which note, in files that have lost some or have some twice. */
class NotePairingTest {
  private static final int KEYS = 8;

  /** A note-on, or a note-off where the velocity is 0. */
  private record Event(int track, int tick, int channel, int pitch, int velocity) {
    Event withPitch(int other) {
      return new Event(track, tick, channel, other, velocity);
    }

    Event inTrack(int other) {
      return new Event(other, tick, channel, pitch, velocity);
    }
  }

  private static Event on(int tick, int pitch) {
    return new Event(0, tick, 0, pitch, 80);
  }

  private static Event off(int tick, int pitch) {
    return new Event(0, tick, 0, pitch, 0);
  }

  /** A file of these events, each track in their order; note-offs are of both kinds. */
  private static byte[] file(int tracks, List<Event> events, int end) {
    FileBuilder file = FileBuilder.header(tracks == 1 ? 0 : 1, tracks, 4);
    for (int track = 0; track < tracks; track++) {
      int number = track;
      List<Integer> bytes = new ArrayList<>();
      int tick = 0;
      for (Event event :
          events.stream()
              .filter(event -> event.track() == number)
              .sorted(Comparator.comparingInt(Event::tick))
              .toList()) {
        addDelta(bytes, event.tick() - tick);
        tick = event.tick();
        boolean isOff = event.velocity() == 0 && event.pitch() % 2 == 0;
        bytes.addAll(
            List.of((isOff ? 0x80 : 0x90) | event.channel(), event.pitch(), event.velocity()));
      }
      addDelta(bytes, end - tick);
      bytes.addAll(List.of(0xFF, 0x2F, 0));
      file.track(bytes.stream().mapToInt(Integer::intValue).toArray());
    }
    return file.bytes();
  }

  private static void addDelta(List<Integer> bytes, int delta) {
    if (delta >= 0x80) {
      bytes.add(0x80 | (delta >> 7));
    }
    bytes.add(delta & 0x7F);
  }

  private static MidiFile read(byte[] bytes) {
    return MidiReader.read(bytes, "song.mid");
  }

  private static List<Note> notes(Event... events) {
    return read(file(1, List.of(events), 100)).score().parts().get(0).notes();
  }

  /** Notes of some keys, none of which begins while its key sounds. */
  private static List<Event> song(Random random) {
    List<Event> events = new ArrayList<>();
    for (int pitch = 60; pitch < 60 + KEYS; pitch++) {
      // Notes begin at even ticks and end at odd ones.
      for (int tick = 2 * random.nextInt(10); tick < 200; tick += 2 * random.nextInt(12)) {
        events.add(on(tick, pitch));
        tick += 1 + 2 * random.nextInt(8);
        events.add(off(tick, pitch));
        tick += 1;
      }
    }
    return events;
  }

  /** The same song with an event that is missing, doubled, or has one wrong bit. */
  private static List<Event> damaged(List<Event> song, Random random) {
    List<Event> events = new ArrayList<>(song);
    int at = random.nextInt(events.size());
    Event event = events.get(at);
    switch (random.nextInt(4)) {
      case 0 -> events.remove(at);
      case 1 -> events.add(at, event);
      case 2 -> events.set(at, event.withPitch(event.pitch() ^ (1 << random.nextInt(7))));
      default -> {
        Event other = new Event(0, event.tick(), 0, event.pitch(), event.velocity() == 0 ? 64 : 0);
        events.set(at, other);
      }
    }
    return events;
  }

  @Test
  void oneDamagedEventSoundsAsItDoesOnASynthesizer() throws Exception {
    Random random = new Random(1);
    for (int n = 0; n < 400; n++) {
      byte[] bytes = file(1, damaged(song(random), random), 230);

      assertThat(Synthesizer.sounding(read(bytes).score())).isEqualTo(Synthesizer.sounding(bytes));
    }
  }

  @Test
  void whatIsWholeSoundsAsItDoesOnASynthesizerHoweverItIsSharedOut() throws Exception {
    Random random = new Random(2);
    for (int n = 0; n < 200; n++) {
      List<Event> song = song(random);
      Score whole = read(file(1, song, 230)).score();
      byte[] shared =
          file(3, song.stream().map(event -> event.inTrack(random.nextInt(3))).toList(), 230);

      MidiFile read = read(shared);

      assertThat(read.findings()).isEmpty();
      assertThat(Synthesizer.sounding(read.score())).isEqualTo(Synthesizer.sounding(shared));
      assertThat(allNotes(read.score())).containsExactlyInAnyOrderElementsOf(allNotes(whole));
    }
  }

  private static List<Note> allNotes(Score score) {
    return score.parts().stream().flatMap(part -> part.notes().stream()).toList();
  }

  @Test
  void aMissingEndChangesNoOtherNoteAndIsNamed() {
    Random random = new Random(3);
    for (int n = 0; n < 400; n++) {
      List<Event> song = song(random);
      // Some keys have voices that cross: two begin, then the first ends.
      for (int tick = 0; tick < 200; tick += 20) {
        song.addAll(List.of(on(tick, 50), on(tick + 4, 50), off(tick + 9, 50), off(tick + 13, 50)));
      }
      List<Event> ends =
          song.stream().filter(event -> event.velocity() == 0 && event.pitch() >= 60).toList();
      Event missing = ends.get(random.nextInt(ends.size()));
      List<Note> clean = allNotes(read(file(1, song, 230)).score());
      List<Event> damaged = new ArrayList<>(song);
      damaged.remove(missing);

      MidiFile file = read(file(1, damaged, 230));

      Note concerned =
          clean.stream()
              .filter(note -> note.pitch() == missing.pitch() && note.end() == missing.tick())
              .findFirst()
              .orElseThrow();
      long next =
          clean.stream()
              .filter(note -> note.pitch() == missing.pitch() && note.start() > concerned.start())
              .mapToLong(Note::start)
              .min()
              .orElse(230);
      List<Note> expected = new ArrayList<>(clean);
      expected.remove(concerned);
      expected.add(new Note(concerned.start(), next - concerned.start(), concerned.pitch(), 80));
      assertThat(allNotes(file.score())).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(file.notesUnended()).isEqualTo(1);
      assertThat(file.findings()).hasSize(1);
      assertThat(file.findings().get(0).text())
          .startsWith("a note never ends: ")
          .contains("(key " + concerned.pitch() + ") of channel 1 in bar ")
          .contains(" in bar " + (concerned.start() / 16 + 1) + " (byte ")
          .contains(", tick " + concerned.start() + "); ");
    }
  }

  @Test
  void asManyEndsAsNotesEndTheNoteThatBeganFirst() {
    assertThat(notes(on(0, 60), on(4, 60), off(8, 60), off(12, 60)))
        .containsExactly(new Note(0, 8, 60, 80), new Note(4, 8, 60, 80));
    // Some programs write the next note before the end of the one before.
    assertThat(
            notes(
                on(0, 60),
                on(4, 60),
                off(4, 60),
                on(8, 60),
                off(8, 60),
                off(12, 60),
                on(16, 60),
                off(20, 60)))
        .containsExactly(
            new Note(0, 4, 60, 80),
            new Note(4, 4, 60, 80),
            new Note(8, 4, 60, 80),
            new Note(16, 4, 60, 80));
    // The second end is missing.
    assertThat(
            notes(
                on(0, 60), on(4, 60), off(4, 60), on(8, 60), on(12, 60), off(12, 60), off(16, 60)))
        .hasSize(4)
        .contains(new Note(12, 4, 60, 80), new Note(0, 4, 60, 80));
  }

  @Test
  void aLateEndEndsNoMoreThanItsNote() {
    assertThat(notes(on(0, 60), on(4, 60), off(7, 60), on(8, 60), off(10, 60)))
        .containsExactly(new Note(0, 4, 60, 80), new Note(4, 3, 60, 80), new Note(8, 2, 60, 80));
    assertThat(notes(on(0, 60), on(4, 60), off(5, 60), off(8, 60), on(8, 60), off(10, 60)))
        .containsExactly(new Note(0, 5, 60, 80), new Note(4, 4, 60, 80), new Note(8, 2, 60, 80));
  }

  @Test
  void aNoteThatBeginsTwiceAtOnceIsOne() {
    MidiFile file =
        read(file(1, List.of(on(0, 60), on(0, 60), off(4, 60), on(8, 60), off(12, 60)), 100));

    assertThat(file.score().parts().get(0).notes())
        .containsExactly(new Note(0, 4, 60, 80), new Note(8, 4, 60, 80));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Finding.Kind.UNENDED_NOTE,
                "track 1",
                "a note never ends: C4 (key 60) of channel 1 in bar 1 (byte 22, tick 0); taken as"
                    + " one with the same note that begins with it"));
  }

  @Test
  void notesWithoutAnyEndLastUntilTheirPitchComesAgain() {
    assertThat(notes(on(0, 60), on(4, 62), on(8, 60), on(12, 62)))
        .containsExactly(
            new Note(0, 8, 60, 80),
            new Note(4, 8, 62, 80),
            new Note(8, 92, 60, 80),
            new Note(12, 88, 62, 80));
  }

  @Test
  void anEndOnAnotherChannelOrPortIsNone() {
    MidiFile file =
        FileBuilder.header(1, 3, 96)
            .track(ending(0, 0x90, 60, 80, 9, 0x90, 60, 80, 2, 60, 0))
            .track(ending(3, 0x81, 60, 0))
            .track(ending(0, 0xFF, 0x21, 1, 1, 3, 0x80, 60, 0))
            .read();

    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 9, 60, 80), new Note(9, 2, 60, 80));
  }

  @Test
  void endsOfATrackEndItsOwnNotesFirst() {
    MidiFile file =
        FileBuilder.header(1, 2, 96)
            .track(ending(0, 0x90, 60, 80, 8, 60, 0))
            .track(ending(2, 0x90, 60, 90, 2, 60, 0))
            .readStrictly();

    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 8, 60, 80), new Note(2, 2, 60, 90));
  }

  @Test
  void aNoteThatIsStruckInAnotherTrackEndsOneThatNothingElseEnds() {
    MidiFile file =
        FileBuilder.header(1, 3, 96)
            .track(ending(0, 0x90, 60, 80, 100, 0xB0, 7, 7))
            .track(ending(5, 0x90, 60, 90, 2, 60, 0))
            .track(ending(50, 0x80, 60, 0))
            .read();

    // The end in the third track comes too late: a synthesizer has forgotten the first note.
    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 5, 60, 80), new Note(5, 2, 60, 90));
    assertThat(file.notesUnended()).isEqualTo(1);
  }

  @Test
  void controllersThatEndAllNotesDoSoWhicheverTrackTheyAreIn() throws Exception {
    for (int controller : new int[] {120, 123, 124, 125, 126, 127}) {
      FileBuilder file =
          FileBuilder.header(1, 3, 96)
              .track(ending(0, 0x90, 60, 80, 0, 62, 80, 9, 62, 0, 0, 62, 81, 4, 62, 0))
              .track(ending(0, 0x91, 64, 80, 5, 0xB0, controller, 0, 2, 0x91, 64, 0))
              .track(ending(2, 0x90, 65, 80, 20, 0xB0, 7, 7));

      assertThat(allNotes(file.readStrictly().score()))
          .containsExactly(
              new Note(0, 5, 60, 80),
              new Note(0, 5, 62, 80),
              new Note(9, 4, 62, 81),
              new Note(0, 7, 64, 80),
              new Note(2, 3, 65, 80));
      assertThat(Synthesizer.sounding(file.read().score()))
          .isEqualTo(Synthesizer.sounding(file.bytes()));
    }
  }

  @Test
  void aMissingEndIsNoneOfAControllerThatEndsAllNotesLater() {
    MidiFile file =
        FileBuilder.header(0, 1, 96)
            .track(ending(0, 0x90, 60, 80, 4, 60, 81, 2, 60, 0, 2, 60, 82, 9, 0xB0, 123, 0))
            .read();

    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 4, 60, 80), new Note(4, 2, 60, 81), new Note(8, 9, 60, 82));
    assertThat(file.notesUnended()).isEqualTo(1);
  }

  @Test
  void notesThatBeginWithAControllerOfAnotherTrackAreNotEndedByIt() {
    MidiFile file =
        FileBuilder.header(1, 2, 96)
            .track(ending(0, 0x90, 60, 80, 5, 62, 80, 4, 62, 0))
            .track(ending(5, 0xB0, 123, 0))
            .readStrictly();

    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 5, 60, 80), new Note(5, 4, 62, 80));
  }

  @Test
  void patternsOfFormat2EndTheirOwnNotes() {
    MidiFile file =
        FileBuilder.header(2, 2, 96)
            .track(ending(0, 0x90, 60, 80, 96, 0xB0, 7, 7))
            .track(ending(0, 0x80, 60, 0, 4, 0x90, 60, 81, 4, 60, 0))
            .read();

    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 96, 60, 80), new Note(100, 4, 60, 81));
    assertThat(file.notesUnended()).isEqualTo(1);
  }

  @Test
  void thePedalHoldsANoteThatIsEndedByTheNextNoLongerThanThat() {
    MidiFile file =
        FileBuilder.header(0, 1, 96)
            .track(
                ending(
                    0, 0xB0, 64, 127, 0, 0x90, 60, 80, 4, 60, 81, 2, 60, 0, 2, 60, 82, 2, 60, 0, 9,
                    0xB0, 64, 0))
            .read();

    assertThat(allNotes(file.score()))
        .containsExactly(new Note(0, 4, 60, 80), new Note(4, 4, 60, 81), new Note(8, 11, 60, 82));
  }

  @Test
  void eachOfSomeNotesIsNamedAndTheRestIsCounted() {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < 13; n++) {
      events.add(on(4 * n, 60 + n));
    }
    byte[] bytes = file(1, events, 100);
    MidiFile file = read(bytes);

    assertThat(file.notesUnended()).isEqualTo(13);
    assertThat(file.findings()).hasSize(11);
    assertThat(file.findings().get(9).text())
        .startsWith("a note never ends: A4 (key 69) of channel 1 in bar 3 (byte ");
    assertThat(file.findings().get(10).text())
        .isEqualTo("more findings of the kind UNENDED_NOTE: 3");
    assertThatThrownBy(() -> MidiReader.read(bytes, "song.mid", Strictness.STRICT))
        .hasMessageContaining("a note never ends: C4 (key 60) of channel 1 in bar 1 (track 1,");
  }

  @Test
  void barsOfTheFindingFollowTheMetre() {
    MidiFile file =
        FileBuilder.header(0, 1, 4)
            .track(
                ending(
                    0, 0xFF, 0x58, 4, 3, 2, 24, 8, 24, 0xFF, 0x58, 4, 6, 3, 24, 8, 12, 0x95, 61, 80,
                    4, 0xB0, 7, 7))
            .read();

    // Two bars of 3/4, one of 6/8.
    assertThat(file.findings().get(0).text())
        .startsWith("a note never ends: C#4 (key 61) of channel 6 in bar 4 (byte 38, tick 36); ");
  }

  @Test
  void itAsksWhetherToStopWhileNotesArePairedAndPutTogether() {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      events.add(on(n, 60 + n % KEYS));
    }
    byte[] bytes = file(1, events, 100);
    AtomicInteger asked = new AtomicInteger();

    Stop.heeding(() -> asked.incrementAndGet() < 0, () -> read(bytes));

    // For each event when it is read, its pair is looked for, and the note is made.
    assertThat(asked.get()).isGreaterThan(3 * 100);
    for (int after = 0; after < asked.get(); after++) {
      AtomicInteger left = new AtomicInteger(after);
      assertThatThrownBy(() -> Stop.heeding(() -> left.decrementAndGet() < 0, () -> read(bytes)))
          .isInstanceOf(StoppedException.class);
    }
  }

  @Test
  void whatIsReadOfAnyEventsCanBeWritten() {
    Random random = new Random(4);
    Set<Integer> counts = new HashSet<>();
    for (int n = 0; n < 2000; n++) {
      List<Event> events = new ArrayList<>();
      Map<Integer, Integer> ons = new HashMap<>();
      for (int event = random.nextInt(30); event > 0; event--) {
        int pitch = 60 + random.nextInt(2);
        int velocity = random.nextBoolean() ? 80 : 0;
        ons.merge(pitch, velocity > 0 ? 1 : 0, Integer::sum);
        events.add(new Event(random.nextInt(3), random.nextInt(40), 0, pitch, velocity));
      }
      MidiFile file = read(file(3, events, 50));

      byte[] written = MidiWriter.write(file.score(), List.of());

      assertThat(MidiReader.read(written, "song.mid", Strictness.STRICT).score())
          .isEqualTo(file.score());
      assertThat(allNotes(file.score()).size())
          .isLessThanOrEqualTo(ons.values().stream().mapToInt(Integer::intValue).sum());
      counts.add(file.notesUnended());
    }
    assertThat(counts).hasSizeGreaterThan(5);
  }
}
