package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MidiReaderTest {
  private static final int[] END = {0, 0xFF, 0x2F, 0};

  private static int[] ending(int... events) {
    int[] all = Arrays.copyOf(events, events.length + END.length);
    System.arraycopy(END, 0, all, events.length, END.length);
    return all;
  }

  private static MidiFile track(int... events) {
    return FileBuilder.header(0, 1, 96).track(ending(events)).read();
  }

  private static MidiFormatException refusal(byte[] bytes) {
    MidiFormatException refusal =
        catchThrowableOfType(
            MidiFormatException.class, () -> MidiReader.read(bytes, "folder/song.mid"));
    assertThat(refusal).isNotNull();
    assertThat(refusal.name()).isEqualTo("folder/song.mid");
    assertThat(refusal).hasMessageStartingWith("folder/song.mid cannot be read as MIDI: ");
    assertThat(refusal).hasMessageContaining(refusal.reason());
    return refusal;
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
  void theProgramIsTheOneInForceAtTheFirstNote() {
    MidiFile file =
        track(
            0, 0xC0, 5, 0, 0xC0, 6, 4, 0x90, 60, 80, 0, 0xC0, 7, 4, 0x80, 60, 0, 0, 0x90, 62, 80, 4,
            0x80, 62, 0);

    assertThat(file.score().parts()).extracting(Part::program).containsExactly(6);
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
  void tempoAndMetreMapsComeFromEveryTrackInOrderOfTick() {
    Score score =
        FileBuilder.header(1, 2, 96)
            .track(ending(96, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80, 0, 0xFF, 0x58, 4, 3, 2, 24, 8))
            .track(ending(0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20, 0, 0xFF, 0x58, 4, 6, 3, 12, 8))
            .read()
            .score();

    assertThat(score.tempos())
        .containsExactly(new TempoChange(0, 500_000), new TempoChange(96, 400_000));
    assertThat(score.metres()).containsExactly(new MetreChange(0, 6, 8), new MetreChange(96, 3, 4));
    assertThat(score.end()).isEqualTo(96);
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
            .read();

    assertThat(file.score().parts())
        .containsExactly(new Part("", 0, 0, List.of(new Note(0, 9, 60, 80))));
    assertThat(file.findings()).isEmpty();
  }

  @Test
  void namesAreUtf8OrElseLatin() {
    assertThat(track(0, 0xFF, 0x03, 3, 'F', 0xC3, 0xB6, 0, 0x90, 60, 80, 9, 60, 0).score().parts())
        .extracting(Part::name)
        .containsExactly("Fö");
    assertThat(track(0, 0xFF, 0x03, 2, 'F', 0xF6, 0, 0x90, 60, 80, 9, 60, 0).score().parts())
        .extracting(Part::name)
        .containsExactly("Fö");
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
    MidiFile file =
        track(0, 0x90, 60, 80, 5, 60, 81, 5, 0x80, 60, 0, 5, 0x80, 60, 0, 5, 0x80, 60, 0);

    assertThat(file.score().parts().get(0).notes())
        .containsExactly(new Note(0, 10, 60, 80), new Note(5, 10, 60, 81));
  }

  @Test
  void aNoteThatNeverEndsEndsWithItsTrack() {
    MidiFile file = track(0, 0x90, 60, 80, 7, 0x90, 62, 80, 9, 0x80, 62, 0, 1, 0xB0, 7, 7);

    assertThat(file.score().parts().get(0).notes())
        .containsExactly(new Note(0, 17, 60, 80), new Note(7, 9, 62, 80));
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                "track 1", "notes that never end: 1, the first at tick 0; ended with the track"));
  }

  @Test
  void aNoteOfNoLengthIsMadeOneTickLong() {
    MidiFile file = track(3, 0x90, 60, 80, 0, 0x80, 60, 0);

    assertThat(file.score().parts().get(0).notes()).containsExactly(new Note(3, 1, 60, 80));
    assertThat(file.score().end()).isEqualTo(4);
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                "track 1", "notes of no length: 1, the first at tick 3; made one tick long"));
  }

  @Test
  void secondsBecomeTicksOfAQuarterOfHalfASecond() {
    int[] note = ending(25, 0x90, 60, 80, 50, 0x80, 60, 0);

    // 25 frames of 40 ticks: a thousand ticks a second.
    assertThat(FileBuilder.header(0, 1, 0xE728).track(note).read().score())
        .isEqualTo(
            new Score(
                500,
                List.of(new Part("", 0, 0, List.of(new Note(25, 50, 60, 80)))),
                List.of(new TempoChange(0, 500_000)),
                List.of(),
                75));
    // 25 frames of one tick: twelve and a half ticks a quarter, so every tick counts for two.
    assertThat(FileBuilder.header(0, 1, 0xE701).track(note).read().score())
        .isEqualTo(
            new Score(
                25,
                List.of(new Part("", 0, 0, List.of(new Note(50, 100, 60, 80)))),
                List.of(new TempoChange(0, 500_000)),
                List.of(),
                150));
    // 30000/1001 frames of 4 ticks: 60 ticks take 60 / (4 * 30000 / 1001) = 0.5005 seconds.
    assertThat(FileBuilder.header(0, 1, 0xE304).track(note).read().score())
        .returns(60, Score::ticksPerQuarter)
        .returns(List.of(new TempoChange(0, 500_500)), Score::tempos);
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
  void deviationsAreToleratedAndNamed() {
    assertThat(FileBuilder.header(0, 1, 96).track(0, 0xC0, 1).read().findings())
        .containsExactly(
            new Finding("track 1", "has no End of Track; the last event was taken for it"));
    assertThat(FileBuilder.header(0, 1, 96).track(0, 0xFF, 0x2F, 0, 0, 0xC0, 1).read().findings())
        .containsExactly(new Finding("track 1", "bytes after its end: 3; left out"));
    assertThat(FileBuilder.header(1, 3, 96).track(END).read().findings())
        .containsExactly(
            new Finding(
                "file", "has 1 track, but its header announces 3; all that are there were read"));
    assertThat(FileBuilder.header(0, 1, 96).track(END).raw(1, 2).read().findings())
        .containsExactly(new Finding("byte 26", "bytes after the last chunk: 2; left out"));
    assertThat(track(0, 0xFF, 0x51, 2, 1, 1, 0, 0xFF, 0x58, 4, 0, 2, 24, 8).findings())
        .containsExactly(
            new Finding("track 1", "has an unusable tempo at tick 0; it was left out"),
            new Finding("track 1", "has an unusable metre at tick 0; it was left out"));
    assertThat(track(0, 0x90, 60, 80, 0, 0xFF, 0x01, 0, 2, 60, 0).findings())
        .containsExactly(
            new Finding(
                "track 1",
                "events that lean on a status from before a meta event: 1, the first at tick 2;"
                    + " read so"));
  }

  @Test
  void whatIsNoMidiFileIsRefused() {
    assertThat(refusal(new byte[0])).hasMessageContaining("the file is empty");
    assertThat(refusal("Hello, world".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("does not begin with MThd");
    assertThat(refusal(FileBuilder.header(0, 1, 96).bytes()))
        .hasMessageContaining("without a track");
    assertThat(refusal(FileBuilder.header(2, 1, 96).track(END).bytes()))
        .hasMessageContaining("format is 2");
    assertThat(refusal(FileBuilder.header(3, 1, 96).track(END).bytes()))
        .hasMessageContaining("format is 3");
    assertThat(refusal(FileBuilder.header(0, 1, 0).track(END).bytes()))
        .hasMessageContaining("division is 0");
    assertThat(refusal(FileBuilder.header(0, 1, 0xE700).track(END).bytes()))
        .hasMessageContaining("0 ticks in a frame");
  }

  @Test
  void aTruncatedFileIsRefusedWithTheTrackAndTheByte() {
    byte[] whole =
        FileBuilder.header(1, 2, 96).track(END).track(ending(0, 0x90, 60, 80, 9, 60, 0)).bytes();

    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length == 26) {
        assertThat(MidiReader.read(cut, "song.mid").findings()).hasSize(1);
      } else {
        assertThat(refusal(cut).offset()).isLessThanOrEqualTo(length);
      }
    }
    assertThat(refusal(Arrays.copyOf(whole, 40)))
        .hasMessageContaining("track 2 announces 11 bytes")
        .hasMessageContaining("breaks off after 6 (byte 26)");
  }

  @Test
  void anEventThatRunsPastItsTrackIsRefused() {
    MidiFormatException refusal =
        refusal(FileBuilder.header(1, 2, 96).track(END).track(0, 0xFF, 0x01, 100, 'a').bytes());

    assertThat(refusal.track()).isEqualTo(2);
    assertThat(refusal.offset()).isEqualTo(38);
    assertThat(refusal)
        .hasMessageContaining("a meta event needs 100 bytes more")
        .hasMessageContaining("(track 2, byte 38)");
  }

  @Test
  void bytesThatAreNoEventsAreRefused() {
    assertThat(refusal(FileBuilder.header(0, 1, 96).track(0, 60, 60).bytes()))
        .hasMessageContaining("no status came before");
    assertThat(refusal(FileBuilder.header(0, 1, 96).track(0, 0xF4, 60).bytes()))
        .hasMessageContaining("status F4");
    assertThat(refusal(FileBuilder.header(0, 1, 96).track(0, 0x90, 60, 0x90).bytes()))
        .hasMessageContaining("90 stands where a data byte is due");
    assertThat(refusal(FileBuilder.header(0, 1, 96).track(0x80, 0x80, 0x80, 0x80, 0, 1, 1).bytes()))
        .hasMessageContaining("longer than four bytes");
  }

  @Test
  void announcedSizesAreHeldAgainstTheBytesThatAreThere() {
    assertThat(refusal(FileBuilder.header(0, 1, 96).head("MTrk", -1).raw(END).bytes()))
        .hasMessageContaining("announces 4294967295 bytes");
    assertThat(
            refusal(
                FileBuilder.header(0, 1, 96)
                    .track(0, 0xFF, 0x01, 0xFF, 0xFF, 0xFF, 0x7F, 0)
                    .bytes()))
        .hasMessageContaining("needs 268435455 bytes");
    assertThat(refusal(new FileBuilder().head("MThd", -1).raw(0, 0, 0, 1, 0, 96).bytes()))
        .hasMessageContaining("the header needs");
  }

  @Test
  void moreTracksThanAHeaderCanAnnounceAreRefused() {
    FileBuilder file = FileBuilder.header(1, 0xFFFF, 96);
    for (int i = 0; i < 0xFFFF; i++) {
      file.track(END);
    }

    assertThat(file.read().findings()).isEmpty();
    assertThat(refusal(file.track(END).bytes())).hasMessageContaining("more than 65535 tracks");
  }

  @Test
  void timeThatNeverEndsIsRefused() {
    FileBuilder content = new FileBuilder();
    for (int i = 0; i < 5000; i++) {
      content.raw(0xFF, 0xFF, 0xFF, 0x7F, 0xC0, 1);
    }
    byte[] events = content.bytes();
    byte[] file =
        FileBuilder.header(0, 1, 96)
            .head("MTrk", events.length)
            .raw(IntStream.range(0, events.length).map(i -> events[i]).toArray())
            .bytes();

    assertThat(refusal(file)).hasMessageContaining("the time passes tick");
  }

  @Test
  void noBytesLeadToAnythingButAScoreOrARefusal() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes =
          i % 20 == 0
              ? MidiWriter.write(RandomScores.next(random), List.of("x"))
              : FileBuilder.header(random.nextInt(2), 1, 96)
                  .track(random.ints(random.nextInt(60), 0, 256).toArray())
                  .bytes();
      for (int change = random.nextInt(6); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] given = random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(40));
      try {
        assertThat(MidiReader.read(given, "song.mid").score().parts())
            .allMatch(part -> !part.notes().isEmpty());
      } catch (MidiFormatException e) {
        assertThat(e.offset()).isBetween(0, given.length);
      }
    }
  }
}
