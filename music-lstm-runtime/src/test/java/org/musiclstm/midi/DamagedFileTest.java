package org.musiclstm.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.musiclstm.midi.FileBuilder.END;
import static org.musiclstm.midi.FileBuilder.ending;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.TempoChange;

/** What becomes of files that break the format. */
class DamagedFileTest {
  private static final int[] NOTE = ending(0, 0x90, 60, 80, 9, 0x80, 60, 0);
  private static final List<Part> PLAYED =
      List.of(new Part("", 0, 0, List.of(new Note(0, 9, 60, 80))));

  private static FileBuilder header() {
    return FileBuilder.header(0, 1, 96);
  }

  private static MidiFormatException refusal(byte[] bytes, Strictness strictness) {
    MidiFormatException refusal =
        catchThrowableOfType(
            MidiFormatException.class, () -> MidiReader.read(bytes, "folder/song.mid", strictness));
    assertThat(refusal).isNotNull();
    assertThat(refusal.name()).isEqualTo("folder/song.mid");
    assertThat(refusal).hasMessageStartingWith("folder/song.mid cannot be read as MIDI: ");
    assertThat(refusal).hasMessageContaining(refusal.reason());
    return refusal;
  }

  /** Reads a file that is damaged in one way, which strict reading refuses for the same reason. */
  private static MidiFile mended(FileBuilder file, Finding.Kind kind, String text) {
    MidiFile read = file.read();
    assertThat(read.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.text()).isEqualTo(text);
            });
    MidiFormatException refusal = refusal(file.bytes(), Strictness.STRICT);
    assertThat(refusal).hasMessageEndingWith("; export the file again, or set strict to false.");
    Finding first =
        read.findings().stream().filter(finding -> finding.kind().isViolation()).findFirst().get();
    assertThat(first.text())
        .startsWith(refusal.reason().substring(0, refusal.reason().indexOf('(')));
    return read;
  }

  /** A file that is damaged in one way and of which no note is lost. */
  private static void whole(FileBuilder file, Finding.Kind kind, String text) {
    MidiFile read = mended(file, kind, text);
    assertThat(read.score().parts()).isEqualTo(PLAYED);
  }

  @Test
  void whatHoldsNoTrackIsRefused() {
    for (Strictness strictness : Strictness.values()) {
      assertThat(refusal(new byte[0], strictness)).hasMessageContaining("the file is empty");
      assertThat(refusal("Hello, world".getBytes(StandardCharsets.UTF_8), strictness))
          .hasMessageContaining("does not begin with MThd");
      assertThat(refusal(header().bytes(), strictness)).hasMessageContaining("without a track");
      assertThat(refusal(new FileBuilder().head("MThd", 6).raw(0, 0, 0).bytes(), strictness))
          .hasMessageContaining("breaks off in its header");
    }
    assertThat(refusal(new byte[0], Strictness.TOLERANT))
        .hasMessageEndingWith("; export the file again, or leave it out of the songs.");
  }

  @Test
  void damagedHeadersAreReadAsFarAsTheyGo() {
    whole(
        FileBuilder.header(7, 1, 96).track(NOTE),
        Finding.Kind.HEADER,
        "the format is 7, but only 0, 1 and 2 are known (byte 8); it was read as format 1");
    whole(
        new FileBuilder().chunk("MT0d", 0, 0, 0, 1, 0, 96).track(NOTE),
        Finding.Kind.HEADER,
        "the header is not named MThd (byte 0); it was read all the same");
    whole(
        new FileBuilder().track(NOTE),
        Finding.Kind.HEADER,
        "there is no header before the first track (byte 0); a quarter was taken for 480 ticks");
    for (int length : new int[] {0, 4, 7, 20, -1}) {
      whole(
          new FileBuilder().head("MThd", length).raw(0, 0, 0, 1, 0, 96).track(NOTE),
          Finding.Kind.HEADER,
          "the header announces "
              + (length & 0xFFFF_FFFFL)
              + " bytes, but needs 6 (byte 0); it was read up to the first track");
    }
    assertThat(new FileBuilder().chunk("MThd", 0, 0, 0, 1, 0, 96, 1, 2).track(NOTE).readStrictly())
        .returns(PLAYED, file -> file.score().parts())
        .returns(
            List.of(Finding.Kind.LONG_HEADER),
            file -> file.findings().stream().map(Finding::kind).toList());
  }

  @Test
  void divisionsThatSayNothingAreReplaced() {
    whole(
        FileBuilder.header(0, 1, 0).track(NOTE),
        Finding.Kind.DIVISION,
        "the division is 0, so no time can be reported (byte 12); a quarter was taken for 480 ticks");
    whole(
        FileBuilder.header(0, 1, 0xE700).track(NOTE),
        Finding.Kind.DIVISION,
        "a frame has 0 ticks, so no time can be reported (byte 12); it was taken to have 40");
    whole(
        FileBuilder.header(0, 1, 0xF060).track(NOTE),
        Finding.Kind.DIVISION,
        "a second has 16 frames, but can have 24, 25, 29 or 30 (byte 12); they were taken as they"
            + " are");
    assertThat(FileBuilder.header(0, 1, 0).track(NOTE).read().score().ticksPerQuarter())
        .isEqualTo(480);
    assertThat(FileBuilder.header(0, 1, 0xF060).track(NOTE).read().score().ticksPerQuarter())
        .isEqualTo(768);
  }

  @Test
  void tracksAreReadHoweverManyAreAnnounced() {
    whole(
        FileBuilder.header(1, 3, 96).track(NOTE),
        Finding.Kind.TRACK_COUNT,
        "the header announces 3 tracks, but there are 1 (byte 0); all that are there were read");
    whole(
        FileBuilder.header(1, 0xFFFF, 96).track(NOTE),
        Finding.Kind.TRACK_COUNT,
        "the header announces 65535 tracks, but there are 1 (byte 0); all that are there were"
            + " read");
    whole(
        FileBuilder.header(0, 2, 96).track(NOTE).track(END),
        Finding.Kind.TRACK_COUNT,
        "format 0 has one track, but there are 2 (byte 0); read together as format 1");
  }

  @Test
  void strayBytesAreLeftOut() {
    whole(
        new FileBuilder().raw('j', 'u', 'n', 'k').raw(ints(header().track(NOTE).bytes())),
        Finding.Kind.STRAY_BYTES,
        "bytes before the header: 4 (byte 0); they were left out");
    whole(
        header().raw(1, 2, 3).track(NOTE),
        Finding.Kind.STRAY_BYTES,
        "bytes between chunks: 3 (byte 14); they were left out");
    whole(
        header().track(NOTE).raw(1, 2),
        Finding.Kind.STRAY_BYTES,
        "bytes after the last chunk: 2 (byte 34); they were left out");
    whole(
        header().track(NOTE).raw('M', 'T', 'r', 'k'),
        Finding.Kind.STRAY_BYTES,
        "bytes after the last chunk: 4 (byte 34); they were left out");
    whole(
        header().track(NOTE).raw(ints(header().track(NOTE).bytes())),
        Finding.Kind.STRAY_BYTES,
        "bytes after the last chunk: 34 (byte 34); they were left out");
  }

  @Test
  void aMisspeltTrackIsATrack() {
    whole(
        header().chunk("mTrk", NOTE),
        Finding.Kind.TRACK_NAME,
        "a chunk is named mTrk (byte 14); it was read as a track");
    assertThat(header().chunk("Junk", NOTE).track(NOTE).readStrictly().score().parts())
        .isEqualTo(PLAYED);
  }

  @Test
  void aTrackOfAWrongLengthIsReadToItsEnd() {
    for (int length : new int[] {0, 3, 11}) {
      whole(
          FileBuilder.header(1, 2, 96).head("MTrk", length).raw(NOTE).track(END),
          Finding.Kind.TRACK_LENGTH,
          "the track announces " + length + " bytes, but has 12 (byte 22); read to where it ends");
    }
    // Too long: what follows the End of Track is the next track.
    whole(
        FileBuilder.header(1, 2, 96).head("MTrk", 20).raw(END).track(NOTE),
        Finding.Kind.TRACK_LENGTH,
        "the track announces 20 bytes, but has 4 (byte 22); read to where it ends");
    // Even without an End of Track.
    whole(
        FileBuilder.header(1, 2, 96).head("MTrk", 20).raw(0, 0xC1, 1).track(NOTE),
        Finding.Kind.TRACK_LENGTH,
        "the track announces 20 bytes, but has 3 (byte 22); read to where it ends");
    whole(
        FileBuilder.header(1, 2, 96).head("MTrk", Integer.MAX_VALUE).raw(END).track(NOTE),
        Finding.Kind.BROKEN_OFF,
        "the track announces 2147483647 bytes, but the file breaks off after 24 (byte 14); read as"
            + " far as it goes");
  }

  @Test
  void noTrackIsLostWhereAllLengthsAreALittleTooLong() {
    for (int more = 1; more <= 12; more++) {
      FileBuilder file = FileBuilder.header(1, 5, 96);
      for (int n = 0; n < 5; n++) {
        file.head("MTrk", NOTE.length + more).raw(NOTE);
      }

      MidiFile read =
          mended(
              file,
              Finding.Kind.TRACK_LENGTH,
              "the track announces "
                  + (NOTE.length + more)
                  + " bytes, but has 12 (byte 22); read to where it ends");

      assertThat(read.score().parts()).hasSize(5);
      assertThat(read.findings())
          .extracting(Finding::kind)
          .containsOnly(Finding.Kind.TRACK_LENGTH, Finding.Kind.BROKEN_OFF);
    }
  }

  @Test
  void aMissingEndOfTrackIsTheLastEvent() {
    whole(
        header().track(Arrays.copyOf(NOTE, NOTE.length - 4)),
        Finding.Kind.NO_END,
        "the track has no End of Track (byte 30, tick 9); its last event was taken for it");
    whole(
        header().track(0, 0x90, 60, 80, 9, 0x80, 60, 0, 0xFF, 0x2F, 0),
        Finding.Kind.NO_EVENTS,
        "the End of Track has no delta time (byte 30, tick 9); read all the same");
    whole(
        header().track(0, 0x90, 60, 80, 9, 0x80, 60, 0, 0, 0xFF, 0x2F, 0, 0, 0x90, 1, 1),
        Finding.Kind.AFTER_END,
        "bytes after the End of Track: 4 (byte 34, tick 9); they were left out");
    mended(
        FileBuilder.header(1, 1, 96).track(),
        Finding.Kind.NO_END,
        "the track has no End of Track (byte 22, tick 0); its last event was taken for it");
  }

  @Test
  void unusableTemposMetresKeysAndPortsAreLeftOut() {
    whole(
        header().track(with(0, 0xFF, 0x21, 0)),
        Finding.Kind.META_LENGTH,
        "a port has 0 bytes, but needs 1 (byte 22, tick 0); it was left out");
    whole(
        header().track(with(0, 0xFF, 0x51, 3, 0, 0, 0)),
        Finding.Kind.TEMPO,
        "a tempo is 0 (byte 22, tick 0); it was left out");
    whole(
        header().track(with(0, 0xFF, 0x51, 2, 1, 1)),
        Finding.Kind.META_LENGTH,
        "a tempo has 2 bytes, but needs 3 (byte 22, tick 0); it was left out");
    whole(
        header().track(with(0, 0xFF, 0x58, 4, 0, 2, 24, 8)),
        Finding.Kind.METRE,
        "a metre is 0 beats of 1/2^2 (byte 22, tick 0); it was left out");
    whole(
        header().track(with(0, 0xFF, 0x59, 2, 8, 0)),
        Finding.Kind.KEY,
        "a key has 8 sharps and the mode 0 (byte 22, tick 0); it was left out");
    whole(
        header().track(with(0, 0xFF, 0x54, 5, 0x18, 0, 0, 0, 0)),
        Finding.Kind.FRAME_OFFSET,
        "a start in frames is no time of a day (byte 22, tick 0); it was left out");
    assertThat(
            mended(
                    header().track(with(0, 0xFF, 0x51, 4, 0x06, 0x1A, 0x80, 1)),
                    Finding.Kind.META_LENGTH,
                    "a tempo has 4 bytes, but needs 3 (byte 22, tick 0); the rest was passed over")
                .score()
                .tempos())
        .containsExactly(new TempoChange(0, 400_000));
  }

  /** An event, then the note and the end. */
  private static int[] with(int... event) {
    int[] all = Arrays.copyOf(event, event.length + NOTE.length);
    System.arraycopy(NOTE, 0, all, event.length, NOTE.length);
    return all;
  }

  @Test
  void runningStatusGoesOnOverMetaEvents() {
    whole(
        header().track(ending(0, 0x90, 60, 80, 0, 0xFF, 0x01, 0, 9, 60, 0)),
        Finding.Kind.RUNNING_STATUS,
        "an event leans on a status from before a meta or system exclusive event (byte 30, tick"
            + " 9); read so");
  }

  @Test
  void statusesThatHaveNoPlaceInAFileArePassedOver() {
    for (int[] event :
        new int[][] {
          {0, 0xF1, 7},
          {0, 0xF2, 7, 7},
          {0, 0xF3, 7},
          {0, 0xF4},
          {0, 0xF5},
          {0, 0xF6},
          {0, 0xF8},
          {0, 0xFE}
        }) {
      whole(
          header().track(with(event)),
          Finding.Kind.SYSTEM_STATUS,
          String.format(
              "status %02X has no place in a file (byte 22, tick 0); passed over", event[1]));
    }
  }

  @Test
  void dataAbove7FAreTheHighestData() {
    MidiFile file =
        mended(
            header()
                .track(
                    ending(
                        0, 0x90, 60, 0xE0, 9, 0x80, 60, 0, 0, 0x90, 62, 0xFF, 9, 0x80, 62, 0, 0,
                        0x90, 0xC0, 80, 9, 0x80, 62, 0)),
            Finding.Kind.DATA_BYTE,
            "a byte above 7F stands where a data byte is due (byte 22, tick 0, the first of 3);"
                + " taken for 7F, and left out where it is a pitch");

    assertThat(file.score().parts().get(0).notes())
        .containsExactly(new Note(0, 9, 60, 127), new Note(9, 9, 62, 127));
  }

  @Test
  void noNoteIsLostToDataAbove7FUnderARunningStatus() {
    FileBuilder content = new FileBuilder().raw(0, 0x90, 60, 80, 9, 60, 0);
    for (int n = 0; n < 50; n++) {
      content.raw(0, 62, 0xE0, 0x83, 0x60, 62, 0);
    }

    MidiFile file = header().track(ending(ints(content.bytes()))).read();

    assertThat(file.score().parts().get(0).notes()).hasSize(51);
  }

  @Test
  void quantitiesOfManyBytesAreReadWhereTheirValueIsSmall() {
    whole(
        header()
            .track(
                ending(0x80, 0x80, 0x80, 0x80, 0, 0x90, 60, 80, 0x80, 0x80, 0x80, 0x80, 9, 60, 0)),
        Finding.Kind.LONG_QUANTITY,
        "a delta time or a length is longer than four bytes (byte 22, tick 0, the first of 2); read"
            + " all the same");
  }

  @Test
  void readingGoesOnWhereEventsBeginAgain() {
    // Three bytes of a text that announces too few.
    whole(
        header().track(ending(0, 0x90, 60, 80, 9, 0x80, 60, 0, 0, 0xFF, 1, 1, 'a', 'b', 'c', 'd')),
        Finding.Kind.RUNNING_STATUS,
        "an event leans on a status from before a meta or system exclusive event (byte 35, tick"
            + " 107); read so");
    int[] rest = {
      0, 0x90, 60, 80, 9, 0x80, 60, 0, 0, 0x90, 62, 80, 9, 0x80, 62, 0, 0, 0xFF, 0x2F, 0
    };
    for (int[] damage : new int[][] {{0, 1, 2, 3}, {0, 0xFF, 1, 0xFF, 0x7F}, {9, 0xF7, 99}}) {
      int[] events = Arrays.copyOf(damage, damage.length + rest.length);
      System.arraycopy(rest, 0, events, damage.length, rest.length);
      MidiFile file = header().track(events).read();
      assertThat(file.score().parts())
          .containsExactly(
              new Part("", 0, 0, List.of(new Note(0, 9, 60, 80), new Note(9, 9, 62, 80))));
      assertThat(file.findings())
          .containsExactly(
              new Finding(Finding.Kind.NO_EVENTS, "track 1", file.findings().get(0).text()));
      assertThat(file.findings().get(0).text()).endsWith("; bytes left out: " + damage.length);
    }
  }

  @Test
  void bytesLeftOutAreCountedInAllPlaces() {
    int[] note = {0, 0x90, 60, 80, 9, 0x80, 60, 0, 0, 0x90, 62, 80, 9, 0x80, 62, 0};
    int[] content =
        ints(
            new FileBuilder()
                .raw(0, 1, 2, 3)
                .raw(note)
                .raw(0, 0xFF, 1, 0xFF, 0x7F)
                .raw(ending(note))
                .bytes());

    List<Finding> findings = header().track(content).read().findings();

    assertThat(findings)
        .singleElement()
        .returns(Finding.Kind.NO_EVENTS, Finding::kind)
        .satisfies(
            finding ->
                assertThat(finding.text())
                    .endsWith(", the first of 2); bytes left out: 9 in 2 places"));
  }

  @Test
  void aTruncatedFileIsReadAsFarAsItGoes() {
    int[] events = ending(0, 0x90, 60, 80, 9, 60, 0, 0, 62, 80, 9, 62, 0);
    byte[] whole = FileBuilder.header(1, 2, 96).track(END).track(events).bytes();

    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length < 22) {
        assertThat(refusal(cut, Strictness.TOLERANT).offset()).isLessThanOrEqualTo(length);
      } else {
        MidiFile file = MidiReader.read(cut, "song.mid");
        assertThat(file.findings()).isNotEmpty();
        long notes = file.score().parts().stream().mapToLong(part -> part.notes().size()).sum();
        assertThat(notes).isEqualTo(length < 38 ? 0 : length < 44 ? 1 : 2);
      }
      refusal(cut, Strictness.STRICT);
    }
    assertThat(refusal(Arrays.copyOf(whole, 40), Strictness.STRICT))
        .hasMessageContaining("the track announces 17 bytes, but the file breaks off after 6")
        .hasMessageContaining("(track 2, byte 26)");
  }

  @Test
  void carriageReturnsBeforeLineFeedsAreTakenOut() {
    byte[] file =
        header()
            .track(
                ending(
                    10, 0xFF, 0x01, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 0x90, 60, 80, 9, 60, 0))
            .bytes();
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (byte value : file) {
      if (value == '\n') {
        sent.write('\r');
      }
      sent.write(value);
    }

    MidiFile read = MidiReader.read(sent.toByteArray(), "song.mid");

    assertThat(read.score()).isEqualTo(MidiReader.read(file, "song.mid").score());
    assertThat(read.findings())
        .containsExactly(
            new Finding(
                Finding.Kind.SENT_AS_TEXT,
                "file",
                "carriage returns stand before all line feeds: 4, as if it were a text (byte 0);"
                    + " they were taken out, and bytes are counted without them"));
    refusal(sent.toByteArray(), Strictness.STRICT);
  }

  @Test
  void envelopesAreOpenedEvenStrictly() {
    byte[] file = header().track(NOTE).bytes();
    FileBuilder riff =
        new FileBuilder()
            .raw('R', 'I', 'F', 'F', 60, 0, 0, 0, 'R', 'M', 'I', 'D')
            .raw('D', 'I', 'S', 'P', 3, 0, 0, 0, 1, 2, 3, 0)
            .raw('d', 'a', 't', 'a', file.length, 0, 0, 0)
            .raw(ints(file))
            .raw('L', 'I', 'S', 'T', 2, 0, 0, 0, 1, 2);
    int[] head = new int[128];
    head[1] = 4;
    head[86] = file.length;
    FileBuilder macBinary = new FileBuilder().raw(head).raw(ints(file)).raw(new int[94]);

    for (FileBuilder envelope : List.of(riff, macBinary)) {
      MidiFile read = envelope.readStrictly();
      assertThat(read.score().parts()).isEqualTo(PLAYED);
      assertThat(read.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ENVELOPE);
    }
  }

  @Test
  void aRiffLengthThatIsTooSmallCutsNothing() {
    byte[] file = FileBuilder.header(1, 2, 96).track(END).track(NOTE).bytes();
    // Nothing, a part of the header, the header, and all up to the second track.
    for (int length : new int[] {0, 9, 14, 26, 40}) {
      MidiFile read =
          new FileBuilder()
              .raw('R', 'I', 'F', 'F', 60, 0, 0, 0, 'R', 'M', 'I', 'D')
              .raw('d', 'a', 't', 'a', length, 0, 0, 0)
              .raw(ints(file))
              .readStrictly();

      assertThat(read.score().parts()).isEqualTo(PLAYED);
      assertThat(read.findings())
          .contains(
              new Finding(
                  Finding.Kind.ENVELOPE,
                  "file",
                  "the RIFF file announces "
                      + length
                      + " bytes of MIDI, but its tracks do not end there (byte 16); it was read to"
                      + " its end"));
    }
  }

  private static int[] ints(byte[] bytes) {
    int[] ints = new int[bytes.length];
    for (int n = 0; n < bytes.length; n++) {
      ints[n] = bytes[n];
    }
    return ints;
  }

  @Test
  void timeThatNeverEndsIsCutOff() {
    FileBuilder content = new FileBuilder();
    content.raw(0, 0x90, 60, 80, 9, 0x80, 60, 0);
    for (int i = 0; i < 5000; i++) {
      content.raw(0xFF, 0xFF, 0xFF, 0x7F, 0xC0, 1);
    }
    int[] events = ints(content.bytes());

    MidiFile file = header().head("MTrk", events.length).raw(events).read();

    assertThat(file.score().parts()).isEqualTo(PLAYED);
    assertThat(file.findings()).extracting(Finding::kind).contains(Finding.Kind.TIME);
    assertThat(file.score().end()).isLessThanOrEqualTo(MidiReader.LAST_TICK);
  }

  @Test
  void noMoreFindingsAreKeptThanOneCanRead() {
    FileBuilder file = FileBuilder.header(1, 1000, 96);
    for (int i = 0; i < 1000; i++) {
      file.track(0, 0xF8, 0, 0x90, 60, 80, 0, 0xF8, 0, 0x80, 60, 0);
    }

    List<Finding> findings = file.read().findings();

    assertThat(findings).hasSize(33);
    assertThat(findings)
        .contains(
            new Finding(
                Finding.Kind.SYSTEM_STATUS,
                "track 10",
                "status F8 has no place in a file (byte 202, tick 0, the first of 2); passed over"),
            new Finding(
                Finding.Kind.SYSTEM_STATUS,
                "file",
                "more findings of the kind SYSTEM_STATUS: 1980"),
            new Finding(
                Finding.Kind.EMPTY_NOTE, "file", "more findings of the kind EMPTY_NOTE: 990"));
  }

  /** Files that are one pattern over and over, of the kinds that cost a careless reader most. */
  @Test
  void noFileTakesMuchMoreMemoryThanItIsLong() {
    int[][] patterns = {
      {0},
      {0x80},
      {0xFF},
      {0xF0},
      {0xF0, 0x7F},
      {'\r', '\n'},
      {0, 60, 80},
      {0, 0x90, 60, 0xFF},
      {0, 0xF0, 0xFF, 0xFF, 0xFF, 0x7F},
      {0, 0xFF, 1, 1, 'x'},
      {0, 0xB0, 64, 127, 0, 0x90, 60, 80, 0, 60, 0},
      {0, 0xC0, 1, 0, 0xC1, 2},
      {'M', 'T', 'r', 'k'},
      {'M', 'T', 'r', 'k', 0, 0, 0, 0},
      {'M', 'T', 'r', 'k', 0x7F, 0, 0, 0},
      {'M', 'T', 'r', 'k', 0, 0, 0, 4, 0, 0x90, 1, 2},
      {'A', 'B', 'C', 'D', 0, 0, 0, 0}
    };
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int[] pattern : patterns) {
      int[] content = new int[100_000];
      for (int n = 0; n < content.length; n++) {
        content[n] = pattern[n % pattern.length];
      }
      for (FileBuilder file :
          List.of(
              FileBuilder.header(1, 0xFFFF, 96).raw(content),
              FileBuilder.header(1, 1, 96).head("MTrk", 8).raw(0, 0x90, 60, 80).raw(content),
              FileBuilder.header(2, 1, 96).head("MTrk", Integer.MAX_VALUE).raw(content))) {
        byte[] bytes = file.bytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
          MidiReader.read(bytes, "song.mid");
        } catch (MidiFormatException e) {
          assertThat(e.offset()).isBetween(0, bytes.length);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
            .as("%s", Arrays.toString(pattern))
            .isLessThan(1_000_000 + 400L * bytes.length);
      }
    }
  }

  /**
   * Every event of the first half leads to one long one, from which nothing goes on. A reader that
   * went through that one each time would hardly come to an end.
   */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLongEventThatManyLeadToIsNotGoneThroughEachTime() {
    int half = 4 << 20;
    FileBuilder content = new FileBuilder().raw(0, 0);
    int at = 2;
    for (; at < half; at += 7) {
      content.raw(0, 0xFF, 1).raw(quantity(half + 7 - (at + 7)));
    }
    content.raw(new int[half + 7 - at]).raw(0, 0xF0).raw(quantity(half)).raw(new int[half - 1]);
    content.raw(0x90);
    int[] events = ints(content.bytes());

    MidiFile file = header().track(events).read();

    assertThat(file.score().parts()).isEmpty();
    assertThat(file.findings()).extracting(Finding::kind).contains(Finding.Kind.NO_EVENTS);
  }

  private static int[] quantity(int value) {
    return new int[] {
      0x80 | (value >> 21), 0x80 | (value >> 14), 0x80 | (value >> 7), value & 0x7F
    };
  }

  @Test
  void noBytesLeadToAnythingButAScoreOrARefusal() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      HostileBytes.check(HostileBytes.next(random));
    }
  }
}
