package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musiclstm.midi.FileBuilder.END;
import static org.musiclstm.midi.FileBuilder.ending;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.KeyChange;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/** What files say that keep to the format. */
class MidiReaderTest {
  private static MidiFile track(int... events) {
    FileBuilder file = FileBuilder.header(0, 1, 96).track(ending(events));
    assertThat(file.readStrictly()).isEqualTo(file.read());
    return file.read();
  }

  private static List<Note> notes(int... events) {
    MidiFile file = track(events);
    assertThat(file.findings()).isEmpty();
    assertThat(file.score().parts()).hasSize(1);
    return file.score().parts().get(0).notes();
  }

  @Test
  void runningStatusAndNoteOnsOfVelocityZeroAreUnderstood() {
    MidiFile file = track(0, 0x90, 60, 80, 10, 64, 81, 10, 60, 0, 10, 64, 0);

    assertThat(file.score().parts())
        .containsExactly(
            new Part("", 0, 0, List.of(new Note(0, 20, 60, 80), new Note(10, 20, 64, 81))));
    assertThat(file.score().end()).isEqualTo(30);
    assertThat(file.findings()).isEmpty();
  }

  @Test
  void everyChannelOfATrackIsAPartOfItsOwn() {
    MidiFile file =
        track(
            0, 0xFF, 0x03, 2, 'H', 'i', 0, 0xC9, 1, 0, 0xC2, 33, 0, 0x99, 36, 100, 0, 0x92, 40, 70,
            5, 0x89, 36, 0, 5, 0x82, 40, 0);

    assertThat(file.score().parts())
        .containsExactly(
            new Part("Hi", 2, 33, List.of(new Note(0, 10, 40, 70))),
            new Part("Hi", 9, 1, List.of(new Note(0, 5, 36, 100))));
    assertThat(file.score().parts().get(1).isDrums()).isTrue();
  }

  @Test
  void anotherProgramInMidTrackIsAnotherPart() {
    MidiFile file =
        track(
            0, 0xC0, 5, 0, 0xC0, 6, 4, 0x90, 60, 80, 0, 0xC0, 3, 4, 0x80, 60, 0, 0, 0x90, 62, 80, 4,
            0x80, 62, 0, 0, 0xC0, 6, 0, 0x90, 64, 80, 1, 0x80, 64, 0);

    // A note keeps the program of its beginning.
    assertThat(file.score().parts())
        .containsExactly(
            new Part("", 0, 3, List.of(new Note(8, 4, 62, 80))),
            new Part("", 0, 6, List.of(new Note(4, 4, 60, 80), new Note(12, 1, 64, 80))));
  }

  @Test
  void aTracksOwnProgramWinsOverThatOfAnotherTrack() {
    MidiFile file =
        FileBuilder.header(1, 3, 96)
            .track(ending(0, 0xC0, 5, 8, 0xC0, 6))
            .track(ending(4, 0x90, 60, 80, 4, 0x80, 60, 0))
            .track(ending(0, 0xC0, 9, 10, 0x90, 60, 80, 4, 0x80, 60, 0))
            .read();

    // The first track sets 5, the third 9, both at tick 0 and for the channel of the second.
    assertThat(file.score().parts()).extracting(Part::program).containsExactly(9, 9);
    assertThat(
            FileBuilder.header(1, 2, 96)
                .track(ending(0, 0xC0, 5, 8, 0xC0, 6))
                .track(ending(4, 0x90, 60, 80, 4, 0x80, 60, 0))
                .read()
                .score()
                .parts())
        .extracting(Part::program)
        .containsExactly(5);
  }

  @Test
  void tempoMetreAndKeyMapsComeFromEveryTrackInOrderOfTick() {
    Score score =
        FileBuilder.header(1, 2, 96)
            .track(
                ending(
                    96, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80, 0, 0xFF, 0x58, 4, 3, 2, 24, 8, 0, 0xFF,
                    0x59, 2, 0xFD, 1))
            .track(
                ending(
                    0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, 0, 0xFF, 0x58, 4, 6, 3, 12, 8, 0, 0xFF,
                    0x59, 2, 7, 0))
            .readStrictly()
            .score();

    assertThat(score.tempos())
        .containsExactly(new TempoChange(0, 500_000), new TempoChange(96, 400_000));
    assertThat(score.metres()).containsExactly(new MetreChange(0, 6, 8), new MetreChange(96, 3, 4));
    assertThat(score.keys())
        .containsExactly(new KeyChange(0, 7, false), new KeyChange(96, -3, true));
    assertThat(score.end()).isEqualTo(96);
  }

  @Test
  void aPickupIsABarThatTheNextMetreCutsShort() {
    Score score =
        track(
                0, 0xFF, 0x58, 4, 1, 2, 24, 8, 0, 0x90, 60, 80, 96, 60, 0, 0, 0xFF, 0x58, 4, 4, 2,
                24, 8, 0, 0x90, 62, 80, 96, 0x80, 62, 0)
            .score();

    assertThat(score.metres()).containsExactly(new MetreChange(0, 1, 4), new MetreChange(96, 4, 4));
    assertThat(score.parts().get(0).notes())
        .containsExactly(new Note(0, 96, 60, 80), new Note(96, 96, 62, 80));
  }

  @Test
  void whatIsNoMusicIsPassedOver() {
    MidiFile file =
        FileBuilder.header(1, 1, 96)
            .chunk("XFIH", 1, 2, 3)
            .track(
                ending(
                    0, 0xF0, 3, 1, 0x90, 0xF7, // system exclusive
                    0, 0xF7, 2, 0x90, 60, // escape
                    0, 0xFF, 0x7F, 2, 0x90, 60, // sequencer-specific
                    0, 0xB0, 7, 100, // controller
                    0, 0xE0, 0, 64, // bend
                    0, 0xD0, 9, // channel pressure
                    0, 0xA0, 60, 9, // key pressure
                    0, 0x90, 60, 80, 9, 0x80, 60, 0))
            .readStrictly();

    assertThat(file.score().parts())
        .containsExactly(new Part("", 0, 0, List.of(new Note(0, 9, 60, 80))));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Finding.Kind.FOREIGN_CHUNK,
                "file",
                "the chunk XFIH of 3 bytes is no track (byte 14); it was passed over"));
  }

  @Test
  void namesAreUtf8OrElseOfOldWindows() {
    assertThat(names('F', 0xC3, 0xB6)).containsExactly("Fö");
    assertThat(names('F', 0xF6)).containsExactly("Fö");
    assertThat(names('F', 0x93)).containsExactly("F“");
    assertThat(names('F', ' ', 0, 0)).containsExactly("F ");
  }

  private static List<String> names(int... name) {
    int[] events = new int[name.length + 12];
    int[] begin = {0, 0xFF, 0x03, name.length};
    int[] note = {0, 0x90, 60, 80, 9, 60, 0, 0};
    System.arraycopy(begin, 0, events, 0, begin.length);
    System.arraycopy(name, 0, events, begin.length, name.length);
    System.arraycopy(note, 0, events, begin.length + name.length, note.length - 1);
    return track(Arrays.copyOf(events, events.length - 1)).score().parts().stream()
        .map(Part::name)
        .toList();
  }

  @Test
  void titleTextsAndInstrumentsHaveTheirPlaces() {
    MidiFile file =
        FileBuilder.header(1, 3, 96)
            .track(
                ending(
                    0, 0xFF, 0x03, 1, 'T', 0, 0xFF, 0x01, 1, 'a', 0, 0xFF, 0x01, 1, 'b', 1, 0xFF,
                    0x01, 1, 'c'))
            .track(
                ending(
                    0, 0xFF, 0x03, 1, 'N', 0, 0xFF, 0x03, 1, 'O', 0, 0xFF, 0x04, 1, 'I', 0, 0x90,
                    60, 80, 9, 60, 0))
            .track(
                ending(
                    0, 0xFF, 0x20, 1, 3, 0, 0xFF, 0x04, 1, 'J', 0, 0x93, 60, 80, 9, 60, 0, 0, 0x94,
                    60, 80, 9, 60, 0))
            .readStrictly();

    List<Note> note = List.of(new Note(0, 9, 60, 80));
    assertThat(file.score().title()).isEqualTo("T");
    assertThat(file.texts()).containsExactly("a", "b");
    assertThat(file.score().parts())
        .containsExactly(
            new Part("N", "I", 0, 0, note),
            new Part("", "J", 3, 0, note),
            new Part("", "", 4, 0, List.of(new Note(9, 9, 60, 80))));
  }

  @Test
  void textsAtTheStartOfTheFirstTrackAreKept() {
    MidiFile file =
        FileBuilder.header(1, 2, 96)
            .track(
                0, 0xFF, 0x01, 1, 'a', 0, 0xFF, 0x05, 1, 'x', 0, 0xFF, 0x01, 1, 0xFC, 5, 0xFF, 0x01,
                1, 'c', 0, 0xFF, 0x2F, 0)
            .track(0, 0xFF, 0x01, 1, 'd', 0, 0xFF, 0x2F, 0)
            .read();

    assertThat(file.texts()).containsExactly("a", "ü");
  }

  @Test
  void anEndEndsTheNoteOfItsPitchThatBeganFirst() {
    assertThat(notes(0, 0x90, 60, 80, 5, 60, 81, 5, 0x80, 60, 0, 5, 0x80, 60, 0, 5, 0x80, 60, 0))
        .containsExactly(new Note(0, 10, 60, 80), new Note(5, 10, 60, 81));
  }

  @Test
  void aNoteThatNeverEndsEndsWithItsTrack() {
    FileBuilder bytes =
        FileBuilder.header(0, 1, 96)
            .track(ending(0, 0x90, 60, 80, 7, 0x90, 62, 80, 9, 0x80, 62, 0, 1, 0xB0, 7, 7));
    MidiFile file = bytes.read();

    assertThat(file.score().parts().get(0).notes())
        .containsExactly(new Note(0, 17, 60, 80), new Note(7, 9, 62, 80));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Finding.Kind.UNENDED_NOTE,
                "track 1",
                "a note never ends: C4 (key 60) of channel 1 in bar 1 (byte 22, tick 0); ended with"
                    + " the track"));
    assertThat(file.notesUnended()).isEqualTo(1);
    assertThatThrownBy(bytes::readStrictly)
        .hasMessage(
            "song.mid cannot be read as MIDI: a note never ends: C4 (key 60) of channel 1 in bar 1"
                + " (track 1, byte 22); export the file again, or set strict to false.");
  }

  @Test
  void controllersThatEndAllNotesEndThoseOfTheirChannel() {
    for (int controller : new int[] {120, 123, 124, 125, 126, 127}) {
      assertThat(
              track(
                      0,
                      0x90,
                      60,
                      80,
                      0,
                      0x91,
                      62,
                      80,
                      5,
                      0xB0,
                      controller,
                      0,
                      4,
                      0x91,
                      62,
                      0,
                      1,
                      0x90,
                      60,
                      0)
                  .score()
                  .parts())
          .containsExactly(
              new Part("", 0, 0, List.of(new Note(0, 5, 60, 80))),
              new Part("", 1, 0, List.of(new Note(0, 9, 62, 80))));
    }
  }

  @Test
  void aNoteOfNoLengthIsMadeOneTickLong() {
    MidiFile file = track(3, 0x90, 60, 80, 0, 0x80, 60, 0);

    assertThat(file.score().parts().get(0).notes()).containsExactly(new Note(3, 1, 60, 80));
    assertThat(file.score().end()).isEqualTo(4);
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Finding.Kind.EMPTY_NOTE,
                "track 1",
                "a note has no length (byte 22, tick 3); made one tick long"));
  }

  @Test
  void ofSeveralNotesOfNoLengthTheFirstInTheTrackIsNamed() {
    MidiFile file = track(3, 0x90, 64, 80, 0, 0x80, 64, 0, 5, 0x90, 60, 80, 0, 0x80, 60, 0);

    assertThat(file.findings())
        .extracting(Finding::text)
        .containsExactly(
            "a note has no length (byte 22, tick 3, the first of 2); made one tick long");
  }

  @Test
  void theSustainPedalHoldsNotesUntilItComesUp() {
    assertThat(
            notes(
                0, 0x90, 60, 80, 2, 0xB0, 64, 64, 3, 0x80, 60, 0, 0, 0x90, 62, 80, 4, 0xB0, 64, 63,
                5, 0x80, 62, 0))
        .containsExactly(new Note(0, 9, 60, 80), new Note(5, 9, 62, 80));
  }

  @Test
  void aPitchThatIsStruckAgainIsNoLongerHeld() {
    assertThat(
            notes(0, 0xB0, 64, 127, 0, 0x90, 60, 80, 2, 60, 0, 2, 60, 81, 2, 60, 0, 4, 0xB0, 64, 0))
        .containsExactly(new Note(0, 4, 60, 80), new Note(4, 6, 60, 81));
  }

  @Test
  void atOneTickThePedalMovesWhereItStandsInTheFile() {
    // Up before the note-off: not held. Down before it: held. Down after it: not held.
    assertThat(notes(0, 0xB0, 64, 127, 0, 0x90, 60, 80, 5, 0xB0, 64, 0, 0, 0x80, 60, 0))
        .containsExactly(new Note(0, 5, 60, 80));
    assertThat(notes(0, 0x90, 60, 80, 5, 0xB0, 64, 127, 0, 0x80, 60, 0, 5, 0xB0, 64, 0))
        .containsExactly(new Note(0, 10, 60, 80));
    assertThat(notes(0, 0x90, 60, 80, 5, 0x80, 60, 0, 0, 0xB0, 64, 127, 5, 0xB0, 64, 0))
        .containsExactly(new Note(0, 5, 60, 80));
  }

  @Test
  void theControllerThatEndsAllSoundEndsWhatThePedalHoldsToo() {
    // One key is down, another was let go of.
    assertThat(
            notes(
                0, 0xB0, 64, 127, 0, 0x90, 60, 80, 0, 62, 80, 2, 62, 0, 3, 0xB0, 120, 0, 9, 0xB0,
                64, 0))
        .containsExactly(new Note(0, 5, 60, 80), new Note(0, 5, 62, 80));
    // All Notes Off lets go of the keys alone.
    assertThat(notes(0, 0xB0, 64, 127, 0, 0x90, 60, 80, 5, 0xB0, 123, 0, 9, 0xB0, 64, 0))
        .containsExactly(new Note(0, 14, 60, 80));
  }

  @Test
  void thePedalOfAChannelIsHeardInEveryTrackAndNotByDrums() {
    int[] note = ending(0, 0x90, 60, 80, 5, 60, 0);
    int[] drum = ending(0, 0x99, 60, 80, 5, 60, 0);

    assertThat(
            FileBuilder.header(1, 3, 96)
                .track(ending(0, 0xB0, 64, 127, 0, 0xB9, 64, 127, 9, 0xB9, 64, 0, 0, 0xB0, 121, 0))
                .track(note)
                .track(drum)
                .read()
                .score()
                .parts())
        .containsExactly(
            new Part("", 0, 0, List.of(new Note(0, 9, 60, 80))),
            new Part("", 9, 0, List.of(new Note(0, 5, 60, 80))));
  }

  @Test
  void pedalsAndProgramsOfOnePortAreNotThoseOfAnother() {
    MidiFile file =
        FileBuilder.header(1, 4, 96)
            .track(ending(0, 0xC0, 5, 0, 0xB0, 64, 127, 9, 0xB0, 64, 0))
            .track(ending(0, 0xFF, 0x21, 1, 1, 0, 0xC0, 6, 0, 0xC1, 7, 0, 0xB1, 64, 127))
            .track(ending(0, 0x90, 60, 80, 5, 60, 0, 0, 0x91, 60, 80, 5, 60, 0))
            .track(
                ending(
                    0, 0xFF, 0x21, 1, 1, 0, 0x90, 60, 80, 5, 60, 0, 0, 0x91, 60, 80, 5, 60, 0, 0,
                    0x99, 60, 80, 5, 60, 0, 5, 0xB0, 7, 7))
            .readStrictly();

    assertThat(file.score().parts())
        .containsExactly(
            new Part("", 0, 5, List.of(new Note(0, 9, 60, 80))),
            new Part("", 1, 0, List.of(new Note(5, 5, 60, 80))),
            new Part("", 0, 6, List.of(new Note(0, 5, 60, 80))),
            new Part("", 1, 7, List.of(new Note(5, 15, 60, 80))),
            new Part("", 9, 0, List.of(new Note(10, 5, 60, 80))));
    assertThat(file.score().parts().get(4).isDrums()).isTrue();
    assertThat(file.findings())
        .extracting(Finding::text)
        .containsExactly(
            "the sustain pedal of channel 2 on port 1 goes down for good (byte 56, tick 0);"
                + " the notes that it holds end with their tracks");
    byte[] written = MidiWriter.write(file.score(), List.of());
    assertThat(MidiReader.read(written, "song.mid").score()).isEqualTo(file.score());
  }

  @Test
  void aTrackMayChangeItsPort() {
    MidiFile file =
        track(
            0, 0xC0, 5, 0, 0xFF, 0x20, 1, 0, 0, 0xFF, 4, 1, 'a', 0, 0x90, 60, 80, 0, 0xFF, 0x21, 1,
            1, 0, 0xFF, 0x20, 1, 0, 0, 0xFF, 4, 1, 'b', 2, 0x90, 60, 81, 2, 0x80, 60, 0, 0, 0xFF,
            0x21, 1, 0, 2, 0x80, 60, 0);

    // The first note-off is on the port of the second note.
    assertThat(file.score().parts())
        .containsExactly(
            new Part("", "a", 0, 5, List.of(new Note(0, 6, 60, 80))),
            new Part("", "b", 0, 0, List.of(new Note(2, 2, 60, 81))));
    assertThat(file.findings()).isEmpty();
  }

  @Test
  void aNoteThatNothingEndsIsHeldUntilItsPitchIsStruckAgain() {
    int[] track = ending(0, 0x90, 60, 80, 2, 60, 81, 2, 60, 0);

    assertThat(
            FileBuilder.header(1, 2, 96)
                .track(track)
                .track(ending(0, 0xB0, 64, 127, 9, 0xB0, 64, 0))
                .read()
                .score()
                .parts())
        .containsExactly(
            new Part("", 0, 0, List.of(new Note(0, 2, 60, 80), new Note(2, 7, 60, 81))));
  }

  @Test
  void aPedalThatGoesDownForGoodHoldsAnEndingButNoWholePiece() {
    MidiFile ending = track(0, 0xB0, 64, 127, 0, 0x90, 60, 80, 5, 60, 0, 5, 0xB0, 7, 7);

    assertThat(ending.score().parts().get(0).notes()).containsExactly(new Note(0, 10, 60, 80));
    assertThat(ending.findings())
        .containsExactly(
            new Finding(
                Finding.Kind.PEDAL,
                "file",
                "the sustain pedal of channel 1 goes down for good (byte 22, tick 0);"
                    + " the notes that it holds end with their tracks"));

    FileBuilder events = new FileBuilder().raw(0, 0xB0, 64, 127);
    for (int n = 0; n < 65; n++) {
      events.raw(0, 0x90, n, 80, 1, 0x80, n, 0);
    }
    byte[] bytes = events.raw(END).bytes();
    MidiFile piece =
        FileBuilder.header(0, 1, 96).head("MTrk", bytes.length).raw(ints(bytes)).read();

    assertThat(piece.score().parts().get(0).notes()).hasSize(65).allMatch(n -> n.duration() == 1);
    assertThat(piece.findings().get(0).text()).endsWith("so it was taken to be up");
  }

  private static int[] ints(byte[] bytes) {
    int[] ints = new int[bytes.length];
    for (int n = 0; n < bytes.length; n++) {
      ints[n] = bytes[n];
    }
    return ints;
  }

  @Test
  void patternsOfFormat2FollowEachOther() {
    MidiFile file =
        FileBuilder.header(2, 3, 96)
            .track(
                ending(
                    0, 0xC0, 5, 0, 0xB0, 64, 127, 0, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80, 0, 0xFF, 0x58,
                    4, 3, 2, 24, 8, 10, 0x90, 60, 80, 90, 60, 0))
            .track(ending(0, 0x90, 62, 80, 7, 62, 0))
            .track(ending(0, 0xFF, 0x51, 3, 0x07, 0, 0, 0, 0x91, 64, 80, 7, 64, 0))
            .readStrictly();

    // Program, pedal, tempo and metre of the first hold in the first.
    assertThat(file.score())
        .isEqualTo(
            new Score(
                96,
                List.of(
                    new Part("", 0, 5, List.of(new Note(10, 90, 60, 80))),
                    new Part("", 0, 0, List.of(new Note(192, 7, 62, 80))),
                    new Part("", 1, 0, List.of(new Note(288, 7, 64, 80)))),
                List.of(
                    new TempoChange(0, 400_000),
                    new TempoChange(192, 500_000),
                    new TempoChange(288, 0x070000)),
                List.of(
                    new MetreChange(0, 3, 4),
                    new MetreChange(192, 4, 4),
                    new MetreChange(288, 4, 4)),
                295));
    assertThat(file.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.PATTERNS, Finding.Kind.PEDAL);
  }

  @Test
  void secondsBecomeTicksOfAQuarterOfHalfASecond() {
    int[] note = ending(25, 0x90, 60, 80, 50, 0x80, 60, 0);

    // 25 frames of 40 ticks: a thousand ticks a second.
    assertThat(FileBuilder.header(0, 1, 0xE728).track(note).readStrictly().score())
        .isEqualTo(
            new Score(
                500,
                List.of(new Part("", 0, 0, List.of(new Note(25, 50, 60, 80)))),
                List.of(new TempoChange(0, 500_000)),
                List.of(),
                75));
    // 25 frames of one tick: twelve and a half ticks a quarter, so every tick counts for two.
    assertThat(FileBuilder.header(0, 1, 0xE701).track(note).readStrictly().score())
        .isEqualTo(
            new Score(
                25,
                List.of(new Part("", 0, 0, List.of(new Note(50, 100, 60, 80)))),
                List.of(new TempoChange(0, 500_000)),
                List.of(),
                150));
    // 30000/1001 frames of 4 ticks: 60 ticks take 60 / (4 * 30000 / 1001) = 0.5005 seconds.
    assertThat(FileBuilder.header(0, 1, 0xE304).track(note).readStrictly().score())
        .returns(60, Score::ticksPerQuarter)
        .returns(List.of(new TempoChange(0, 500_500)), Score::tempos);
  }

  @Test
  void tempoMeansNothingWhereTimeIsCountedInFrames() {
    MidiFile file =
        FileBuilder.header(0, 1, 0xE728)
            .track(ending(0, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80, 0, 0x90, 60, 80, 9, 60, 0))
            .readStrictly();

    assertThat(file.score().tempos()).containsExactly(new TempoChange(0, 500_000));
    assertThat(file.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.FRAMES);
  }

  @Test
  void theScoreEndsWithTheLastEndOfTrack() {
    Score score =
        FileBuilder.header(1, 2, 96)
            .track(0x83, 0x60, 0xFF, 0x2F, 0)
            .track(ending(0, 0x90, 60, 80, 9, 60, 0))
            .read()
            .score();

    assertThat(score.end()).isEqualTo(480);
  }

  @Test
  void aFileThatAnnouncesNoTrackIsEmpty() {
    assertThat(FileBuilder.header(1, 0, 96).readStrictly())
        .isEqualTo(
            new MidiFile(
                new Score(96, List.of(), List.of(), List.of(), 0), List.of(), List.of(), 0));
  }

  @Test
  void asManyTracksAsAHeaderCanAnnounceAreRead() {
    FileBuilder file = FileBuilder.header(1, 0xFFFF, 96);
    for (int i = 0; i < 0xFFFF; i++) {
      file.track(END);
    }

    assertThat(file.readStrictly().findings()).isEmpty();
    assertThat(file.track(END).read().findings())
        .extracting(Finding::text)
        .containsExactly("there are more than 65535 tracks (byte 786434); the rest was left out");
  }
}
