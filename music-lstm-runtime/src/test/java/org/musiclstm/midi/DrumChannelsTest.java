package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musiclstm.midi.FileBuilder.ending;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/** Where files say that drums are. */
class DrumChannelsTest {
  private static final int[] GM_ON = exclusive(0x7E, 0x7F, 0x09, 0x01);
  private static final int[] GM2_ON = exclusive(0x7E, 0x7F, 0x09, 0x03);
  private static final int[] XG_ON = exclusive(0x43, 0x10, 0x4C, 0, 0, 0x7E, 0);
  private static final int[] GS_RESET = gs(0x40, 0x00, 0x7F, 0x00);

  /** A system exclusive event without a wait. */
  private static int[] exclusive(int... message) {
    return join(new int[] {0, 0xF0, message.length + 1}, message, new int[] {0xF7});
  }

  private static int[] gs(int... addressAndData) {
    return gsOf(0x10, addressAndData);
  }

  private static int[] gsOf(int device, int... addressAndData) {
    int sum = -Arrays.stream(addressAndData).sum() & 0x7F;
    return exclusive(join(new int[] {0x41, device, 0x42, 0x12}, addressAndData, new int[] {sum}));
  }

  private static int[] rhythmPart(int part, int map) {
    return gs(0x40, 0x10 | part, 0x15, map);
  }

  private static int[] partMode(int part, int mode) {
    return exclusive(0x43, 0x10, 0x4C, 0x08, part, 0x07, mode);
  }

  /** Bank select, then a program change. */
  private static int[] bank(int channel, int bank) {
    return new int[] {0, 0xAF + channel, 0, bank, 0, 0xBF + channel, 0};
  }

  private static int[] note(int channel) {
    return new int[] {0, 0x8F + channel, 36, 80, 4, 0x8F + channel, 36, 0};
  }

  private static int[] join(int[]... all) {
    return Arrays.stream(all).flatMapToInt(Arrays::stream).toArray();
  }

  /** Which notes of a track are drums, in their order. */
  private static List<Boolean> drums(int[]... events) {
    return drums(FileBuilder.header(0, 1, 96).track(ending(join(events))));
  }

  private static List<Boolean> drums(FileBuilder file) {
    List<Note> notes = new ArrayList<>();
    List<Note> drums = new ArrayList<>();
    Score score = file.readStrictly().score();
    for (Part part : score.parts()) {
      notes.addAll(part.notes());
      if (part.isDrums()) {
        drums.addAll(part.notes());
      }
    }
    byte[] written = MidiWriter.write(score, List.of());
    assertThat(MidiReader.read(written, "song.mid").score()).isEqualTo(score);
    notes.sort((a, b) -> Long.compare(a.start(), b.start()));
    return notes.stream().map(drums::contains).toList();
  }

  @Test
  void withoutAWordChannel10HasThem() {
    assertThat(drums(note(1), note(10), note(11))).containsExactly(false, true, false);
    assertThat(drums(GM_ON, note(1), note(10), note(11))).containsExactly(false, true, false);
  }

  @Test
  void banksOfDrumsMakeDrumsOfAChannelFromTheProgramChangeOn() {
    for (int bank : new int[] {120, 126, 127}) {
      assertThat(drums(bank(11, bank), note(11), note(12))).containsExactly(true, false);
      assertThat(drums(XG_ON, bank(11, bank), note(11), note(12))).containsExactly(true, false);
      assertThat(drums(note(11), new int[] {0, 0xBA, 0, bank}, note(11)))
          .containsExactly(false, false);
      assertThat(
              drums(
                  new int[] {0, 0xBA, 0, bank},
                  note(11),
                  new int[] {0, 0xCA, 5},
                  note(11),
                  new int[] {0, 0xBA, 0, 0},
                  note(11),
                  new int[] {0, 0xCA, 5},
                  note(11)))
          .containsExactly(false, true, true, false);
    }
    assertThat(drums(bank(11, 64), note(11), bank(11, 119), note(11), bank(11, 0), note(11)))
        .containsExactly(false, false, false);
  }

  @Test
  void banksOfMelodyMakePitchesOfChannel10() {
    assertThat(drums(GM2_ON, bank(10, 121), note(10), bank(10, 120), note(10)))
        .containsExactly(false, true);
    // Bank 0 is sent to all channels by many programs, and says nothing unless XG is on.
    assertThat(drums(bank(10, 0), note(10))).containsExactly(true);
    assertThat(drums(GS_RESET, bank(10, 0), note(10), bank(10, 8), note(10)))
        .containsExactly(true, true);
    assertThat(drums(XG_ON, note(10), bank(10, 127), note(10), bank(10, 0), note(10)))
        .containsExactly(true, true, false);
  }

  @Test
  void toAnInstrumentOfGsTheseBanksAreThoseOfTheMt32() {
    assertThat(drums(GS_RESET, bank(4, 127), note(4), bank(4, 126), note(4)))
        .containsExactly(false, false);
    assertThat(drums(bank(5, 16), bank(4, 127), note(4))).containsExactly(false);
    assertThat(drums(GS_RESET, XG_ON, bank(4, 127), note(4))).containsExactly(true);
  }

  @Test
  void messagesOfGsMakeDrumsOfAnyPart() {
    for (int part = 0; part < 16; part++) {
      int channel = part == 0 ? 10 : part < 10 ? part : part + 1;
      for (int map : new int[] {1, 2}) {
        int[][] notes = IntStream.rangeClosed(1, 16).mapToObj(n -> note(n)).toArray(int[][]::new);
        List<Boolean> drums = drums(GS_RESET, rhythmPart(part, map), join(notes));

        for (int n = 1; n <= 16; n++) {
          assertThat(drums.get(n - 1)).isEqualTo(n == channel || n == 10);
        }
      }
      assertThat(drums(rhythmPart(part, 1), rhythmPart(part, 0), note(channel)))
          .containsExactly(false);
    }
  }

  @Test
  void messagesAreHeardFromTheirTimeOn() {
    int[] later = rhythmPart(0, 0);
    later[0] = 8;

    assertThat(drums(note(10), later, note(10))).containsExactly(true, false);
    assertThat(drums(rhythmPart(10, 1), bank(11, 0), note(11))).containsExactly(true);
    assertThat(drums(bank(11, 127), rhythmPart(10, 0), note(11))).containsExactly(false);
    assertThat(drums(rhythmPart(10, 0), bank(11, 127), note(11))).containsExactly(true);
  }

  @Test
  void messagesMayBeForAnyDeviceAndWriteSeveralAddressesAtOnce() {
    assertThat(drums(gsOf(0x7F, 0x40, 0x1A, 0x15, 1), note(11))).containsExactly(true);
    assertThat(drums(gsOf(0x00, 0x40, 0x1A, 0x15, 1), note(11))).containsExactly(true);
    assertThat(drums(gs(0x40, 0x1A, 0x13, 0, 0, 2, 0x40), note(11))).containsExactly(true);
    assertThat(drums(gs(0x40, 0x1A, 0x13, 0, 0), note(11))).containsExactly(false);
    assertThat(drums(gs(0x40, 0x1A, 0x16, 1), note(11))).containsExactly(false);
    assertThat(drums(gs(0x40, 0x2A, 0x15, 1), note(11))).containsExactly(false);
    assertThat(drums(exclusive(0x43, 0x1F, 0x4C, 0x08, 10, 0x06, 0, 2), note(11)))
        .containsExactly(true);
    // Another model, and a request instead of data.
    assertThat(drums(exclusive(0x41, 0x10, 0x16, 0x12, 0x40, 0x1A, 0x15, 1, 0x10), note(11)))
        .containsExactly(false);
    assertThat(drums(exclusive(0x41, 0x10, 0x42, 0x11, 0x40, 0x1A, 0x15, 1, 0x10), note(11)))
        .containsExactly(false);
  }

  @Test
  void aWrongChecksumIsNamedAndTheMessagePassedOver() {
    int[] wrong = rhythmPart(10, 1);
    wrong[wrong.length - 2] ^= 1;
    FileBuilder file = FileBuilder.header(0, 1, 96).track(ending(join(wrong, note(11))));

    assertThat(drums(file)).containsExactly(false);
    assertThat(file.read().findings())
        .containsExactly(
            new Finding(
                Finding.Kind.CHECKSUM,
                "track 1",
                "a message to GS instruments has a wrong checksum (byte 22, tick 0); it was passed"
                    + " over, as they do"));
  }

  @Test
  void messagesOfXgMakeDrumsOfAnyPart() {
    assertThat(drums(XG_ON, partMode(10, 1), note(11), note(10))).containsExactly(true, true);
    assertThat(drums(partMode(0, 3), note(1), note(2))).containsExactly(true, false);
    assertThat(drums(XG_ON, partMode(9, 0), note(10))).containsExactly(false);
    assertThat(drums(XG_ON, partMode(10, 2), bank(11, 0), note(11))).containsExactly(true);
    assertThat(drums(XG_ON, bank(11, 127), partMode(10, 0), note(11))).containsExactly(false);
  }

  @Test
  void resetsUndoAllThat() {
    int[] allParameters = exclusive(0x43, 0x10, 0x4C, 0, 0, 0x7F, 0);
    for (int[] reset : List.of(GM_ON, GM2_ON, GS_RESET, XG_ON, allParameters)) {
      int[] later = reset.clone();
      later[0] = 8;
      assertThat(
              drums(
                  bank(11, 127),
                  rhythmPart(11, 1),
                  partMode(9, 0),
                  note(10),
                  note(11),
                  note(12),
                  later,
                  note(10),
                  note(11),
                  note(12)))
          .containsExactly(false, true, true, true, false, false);
    }
    // A bank that was selected before a reset is forgotten, too.
    int[] later = XG_ON.clone();
    later[0] = 8;
    assertThat(drums(new int[] {0, 0xBA, 0, 127}, later, new int[] {0, 0xCA, 0}, note(11)))
        .containsExactly(false);
  }

  @Test
  void atOneTickResetsComeFirstInWhicheverTrackTheyAre() {
    FileBuilder file =
        FileBuilder.header(1, 2, 96)
            .track(ending(join(bank(11, 127), note(11))))
            .track(ending(XG_ON));

    assertThat(drums(file)).containsExactly(true);
  }

  @Test
  void aMessageMayBeSplitEscapedOrLackItsEnd() {
    int[] message = {0x41, 0x10, 0x42, 0x12, 0x40, 0x1A, 0x15, 0x02, 0x0F};
    int[] first = Arrays.copyOf(message, 4);
    int[] rest = Arrays.copyOfRange(message, 4, 9);
    int[] end = {0xF7};

    assertThat(
            drums(join(new int[] {0, 0xF0, 4}, first, new int[] {0, 0xF7, 6}, rest, end), note(11)))
        .containsExactly(true);
    assertThat(
            drums(
                join(
                    new int[] {0, 0xF0, 4},
                    first,
                    new int[] {2, 0xF7, 5},
                    rest,
                    new int[] {2, 0xF7, 1},
                    end),
                note(11)))
        .containsExactly(true);
    assertThat(drums(join(new int[] {0, 0xF7, 11, 0xF0}, message, end), note(11)))
        .containsExactly(true);
    assertThat(drums(join(new int[] {0, 0xF0, 9}, message), note(11))).containsExactly(true);
    // What follows is no part of it.
    assertThat(
            drums(
                join(new int[] {0, 0xF0, 4}, first),
                note(11),
                join(new int[] {0, 0xF7, 6}, rest, end),
                note(11)))
        .containsExactly(false, false);
  }

  @Test
  void runningStatusMayFollowAMessage() {
    MidiFile file =
        FileBuilder.header(0, 1, 96)
            .track(
                ending(
                    join(
                        note(11),
                        rhythmPart(10, 1),
                        new int[] {0, 36, 80, 4, 36, 0, 4, 38, 80, 1, 38, 0})))
            .read();

    assertThat(file.score().parts()).hasSize(2);
    assertThat(file.score().parts().get(0).isDrums()).isFalse();
    assertThat(file.score().parts().get(1).isDrums()).isTrue();
    assertThat(file.score().parts().get(1).notes()).hasSize(2);
  }

  @Test
  void portsHaveChannelsOfTheirOwn() {
    int[] port = {0, 0xFF, 0x21, 1, 1};
    FileBuilder file =
        FileBuilder.header(1, 3, 96)
            .track(ending(join(port, rhythmPart(10, 1), bank(4, 127))))
            .track(ending(join(note(11), note(4), note(10))))
            .track(ending(join(new int[] {20, 0xFF, 0x21, 1, 1}, note(11), note(4), note(10))));

    assertThat(drums(file)).containsExactly(false, false, true, true, true, true);

    // Parts from 17 on of XG, and the group B of GS, are those of the next port.
    assertThat(
            drums(
                FileBuilder.header(1, 2, 96)
                    .track(ending(join(partMode(16, 1), gs(0x50, 0x12, 0x15, 1))))
                    .track(ending(join(note(1), note(2), port, note(1), note(2))))))
        .containsExactly(false, false, true, true);
  }

  @Test
  void aTracksOwnProgramAndBankWinOverThoseOfAnotherTrack() {
    FileBuilder file =
        FileBuilder.header(1, 4, 96)
            .track(ending(bank(11, 127)))
            .track(ending(note(11)))
            .track(ending(join(new int[] {8, 0xCA, 3}, note(11))))
            .track(ending(join(new int[] {16}, Arrays.copyOfRange(bank(11, 0), 1, 7), note(11))));

    // The third has a program of its own, but no bank.
    assertThat(drums(file)).containsExactly(true, true, false);
  }

  @Test
  void drumsElsewhereDoNotHearThePedalAndPitchesOnChannel10Do() {
    MidiFile file =
        FileBuilder.header(0, 1, 96)
            .track(
                ending(
                    join(
                        rhythmPart(0, 0),
                        rhythmPart(10, 1),
                        new int[] {0, 0xB9, 64, 127, 0, 0xBA, 64, 127},
                        note(10),
                        note(11),
                        new int[] {9, 0xB9, 64, 0, 0, 0xBA, 64, 0})))
            .readStrictly();

    assertThat(file.score().parts())
        .containsExactly(
            new Part("", "", 9, 0, false, List.of(new Note(0, 17, 36, 80))),
            new Part("", "", 10, 0, true, List.of(new Note(4, 4, 36, 80))));
    assertThat(file.findings()).isEmpty();
  }

  @Test
  void pitchesAndDrumsOfOneChannelAreTwoParts() {
    MidiFile file =
        FileBuilder.header(0, 1, 96)
            .track(ending(join(note(11), rhythmPart(10, 1), note(11))))
            .readStrictly();

    assertThat(file.score().parts()).extracting(Part::isDrums).containsExactly(false, true);
  }

  @Test
  void aDamagedBankIsNone() {
    assertThat(
            FileBuilder.header(0, 1, 96)
                .track(ending(join(bank(4, 0xFF), note(4))))
                .read()
                .score()
                .parts())
        .extracting(Part::isDrums)
        .containsExactly(false);
  }

  @Test
  void aTempoThatNoMusicHasIsNamed() {
    MidiFile file =
        FileBuilder.header(0, 1, 96)
            .track(
                ending(
                    join(
                        new int[] {0, 0xFF, 0x51, 3, 0, 0, 1, 0, 0xFF, 0x51, 3, 0xFF, 0xFF, 0xFF},
                        note(1))))
            .readStrictly();

    assertThat(file.score().tempos())
        .containsExactly(new TempoChange(0, 1), new TempoChange(0, 0xFFFFFF));
    assertThat(file.findings())
        .extracting(Finding::text)
        .containsExactly(
            "a tempo is 60000000 quarters a minute, which is outside of 4 to 1000 (byte 22, tick 0,"
                + " the first of 2); no piece gets it");
  }
}
