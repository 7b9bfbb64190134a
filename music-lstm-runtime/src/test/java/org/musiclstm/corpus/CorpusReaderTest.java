package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.SparseFile;
import org.musiclstm.format.Remedy;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.Strictness;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

class CorpusReaderTest {
  @TempDir Path folder;

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Corpus read(boolean failOnUnreadable) {
    return CorpusReader.read(
        new SongFolder(folder, List.of(), List.of()), Songs.ENCODING, failOnUnreadable);
  }

  @Test
  void aSongIsItsFile() throws IOException {
    byte[] file = Songs.file(60, 62, 64);
    put("deep/song.mid", file);

    assertThat(read(true).songs())
        .singleElement()
        .returns("deep/song.mid", Song::name)
        .returns(Sha256.of(file), Song::fileSha256)
        .returns(NoteTensor.of(Songs.ENCODING, new int[][] {{0}, {2}, {4}}), Song::tensor)
        .returns(Style.DEFAULT, Song::style)
        .returns(3, Song::notes)
        .returns(List.of(), Song::findings)
        .returns(
            SongFacts.of(MidiReader.read(file, "song.mid").score(), LeftOut.NOTHING), Song::facts);
    assertThat(read(true).summary()).containsExactly("1 song with 3 steps and 3 notes");
    assertThat(read(true).details()).isEmpty();
  }

  @Test
  void noNameCanChangeTheOrderOfTheSongs() throws IOException {
    byte[][] files = {Songs.file(60, 61), Songs.file(62, 63), Songs.file(64, 65)};
    for (int i = 0; i < files.length; i++) {
      put(i + ".mid", files[i]);
      put("other/" + (files.length - i) + ".mid", files[i]);
    }

    List<Song> songs = read(true).songs();

    assertThat(songs).extracting(Song::fileSha256).isSorted();
    for (int i = 0; i < songs.size(); i += 2) {
      assertThat(songs.get(i).tensor()).isEqualTo(songs.get(i + 1).tensor());
      assertThat(songs.get(i).name()).isLessThan(songs.get(i + 1).name());
    }
  }

  @Test
  void filesThatCannotBeUsedAreNamedWithTheirReasons() throws IOException {
    byte[] good = Songs.file(60, 62);
    put("good.mid", good);
    put("empty.mid", new byte[0]);
    put("text.mid", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8));
    put("cut.mid", Arrays.copyOf(good, 20));
    put("silent-after-damage.mid", Arrays.copyOf(good, 30));
    put("short.mid", Songs.file(60));
    put("low.mid", Songs.file(20, 21, 22));
    put("drums.mid", Songs.file(new Part("", Part.DRUM_CHANNEL, 0, Songs.quarters(60, 62))));
    put("silent.mid", Songs.file(new int[0]));

    Corpus corpus = read(false);

    assertThat(corpus.songs()).extracting(Song::name).containsExactly("good.mid");
    assertThat(corpus.rejected())
        .containsExactly(
            new Rejected("cut.mid", "the file ends without a track (byte 20)"),
            new Rejected(
                "drums.mid",
                "it has drums alone, which are learnt only with parts=drums, or with drums among"
                    + " other parts"),
            new Rejected("empty.mid", "the file is empty (byte 0)"),
            new Rejected("low.mid", "it has no note that can be used (out of range: 3, drums: 0)"),
            new Rejected("short.mid", "it is shorter than two steps, of which a quarter has 1"),
            new Rejected(
                "silent-after-damage.mid",
                "it has no note that can be used (out of range: 0, drums: 0); file: bytes after the"
                    + " last chunk: 4 (byte 26); they were left out"),
            new Rejected(
                "silent.mid", "it has no note that can be used (out of range: 0, drums: 0)"),
            new Rejected("text.mid", "the file does not begin with MThd, it is a text (byte 0)"));
    assertThat(corpus.summary()).containsExactly("1 song with 2 steps and 2 notes");
    assertThat(corpus.losses("the record"))
        .startsWith("left out 8 of 9 files:")
        .contains("  empty.mid: the file is empty (byte 0)")
        .hasSize(9);
  }

  /** Two bars of silence, then notes of which the first is never ended; a tempo of a minute. */
  private static byte[] odd() {
    int[] events = {
      0, 0xFF, 0x51, 3, 0, 0, 9, 32, 0x90, 60, 80, 4, 60, 81, 4, 60, 0, 0, 62, 80, 4, 62, 0, 0,
      0xFF, 0x2F, 0
    };
    byte[] head = {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 0, 4, 'M', 'T', 'r', 'k', 0, 0, 0};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.write(events.length);
    for (int event : events) {
      out.write(event);
    }
    return out.toByteArray();
  }

  @Test
  void whatWasMendedOrCutOffIsCountedAndNamed() throws IOException {
    put("odd.mid", odd());

    Corpus corpus = read(false);

    assertThat(corpus.leftOut()).isEqualTo(new LeftOut(0, 0, 0, 1, 0, 8, 1, 1, 1));
    assertThat(corpus.losses("the record"))
        .containsExactly(
            "left out of the songs: 8 steps of silence at the beginning of songs (song by song in"
                + " the record)",
            "1 note without an end in the files, ended where their pitch begins anew or with their"
                + " track (song by song in the record)",
            "1 song with a tempo outside of 4 to 1000 quarters a minute, which no piece gets (song"
                + " by song in the record)",
            "1 song read as far as possible from files that break the MIDI format (song by song in"
                + " the record)");
    assertThat(corpus.songs().get(0).findings())
        .containsExactly(
            "track 1: a tempo is 6666667 quarters a minute, which is outside of 4 to 1000 (byte 22,"
                + " tick 0); no piece gets it",
            "track 1: a note never ends: C4 (key 60) of channel 1 in bar 3 (byte 29, tick 32);"
                + " ended where its pitch begins anew",
            "notes that are one with another of their pitch on the grid: 1",
            "steps of silence cut off the beginning: 8 (bars: 2)");
    assertThat(corpus.songs().get(0).style().microsecondsPerQuarter()).isEqualTo(500_000);
    assertThat(corpus.songs().get(0).tensor())
        .isEqualTo(NoteTensor.of(Songs.ENCODING, new int[][] {{0}, {0}, {2}}));

    Corpus strict =
        CorpusReader.look(
            new SongFolder(folder, List.of(), List.of()),
            "midiDirectory",
            Songs.ENCODING,
            Strictness.STRICT);
    assertThat(strict.rejected())
        .containsExactly(
            new Rejected(
                "odd.mid",
                "a note never ends: C4 (key 60) of channel 1 in bar 3 (track 1, byte 29)"));
  }

  @Test
  void aSmallFileThatWouldBecomeMillionsOfStepsIsNamedWithTheReason() throws IOException {
    put("good.mid", Songs.file(60, 62));
    byte[] waits =
        Songs.file(
            new Part("", 0, 0, List.of(new Note(0, 4, 60, 80), new Note(12_000_000, 4, 60, 80))));
    put("waits.mid", waits);

    assertThat(waits).hasSizeLessThan(100);
    assertThat(read(false).songs()).extracting(Song::name).containsExactly("good.mid");
    assertThat(read(false).rejected())
        .containsExactly(
            new Rejected(
                "waits.mid",
                "Its tensor would have 3000001 steps, but that of a song with 2 notes has at"
                    + " most 24000; mend the wait or the notes that are far too long, leave the song out,"
                    + " or take coarser steps (stepsPerQuarter, timeGrid)."));
  }

  @Test
  void aLinkToNowhereIsNamedToo() throws IOException {
    put("good.mid", Songs.file(60, 62));
    Songs.link(folder.resolve("gone.mid"), folder.resolve("nowhere"));

    assertThat(read(false).rejected())
        .containsExactly(new Rejected("gone.mid", "it cannot be opened"));
  }

  @Test
  void oneFileThatCannotBeUsedStopsABuildThatWantsThat() throws IOException {
    put("good.mid", Songs.file(60, 62));
    for (int i = 0; i < 5; i++) {
      put("bad" + i + ".mid", new byte[0]);
    }

    assertThat(read(false).rejected()).hasSize(5);
    assertThatThrownBy(() -> read(true))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Of 6 files in the folder " + folder + ", 5 cannot be used (")
        .hasMessageContaining("bad0.mid: the file is empty")
        .hasMessageContaining("bad2.mid")
        .hasMessageNotContaining("bad3.mid")
        .hasMessageContaining("; and 2 more)")
        .hasMessageContaining("failOnUnreadable");
  }

  @Test
  void aFolderWithoutOneGoodFileIsRefused() throws IOException {
    put("bad.mid", new byte[] {1, 2, 3});

    assertThatThrownBy(() -> read(false))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "None of the files in the folder "
                + folder
                + " can be used (bad.mid: the file does not begin with MThd (byte 0));"
                + " put MIDI files there or set midiDirectory.");
  }

  private static final String LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:";

  private static final String FETCH =
      "a Git LFS pointer in place of the song; fetch the songs with git lfs pull";

  @Test
  void whereAllFilesArePointersOfGitLfsThatIsSaidOnce() throws IOException {
    for (int i = 0; i < 5; i++) {
      put(i + ".mid", (LFS + i).getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> read(false))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "None of the files in the folder "
                + folder
                + " can be used (0.mid, 1.mid, 2.mid and 2 more: each is "
                + FETCH
                + "); put MIDI files there or set midiDirectory.");
  }

  @Test
  void whereSomeFilesArePointersOfGitLfsThatIsSaidAtTheTopAndOfEach() throws IOException {
    put("good.mid", Songs.file(60, 62));
    put("a.mid", (LFS + 1).getBytes(StandardCharsets.UTF_8));
    put("b.mid", (LFS + 2).getBytes(StandardCharsets.UTF_8));

    assertThat(read(false).losses("the record"))
        .containsExactly(
            "left out 2 of 3 files:",
            "  2 of them for one reason: it is " + FETCH,
            "  a.mid: it is " + FETCH,
            "  b.mid: it is " + FETCH);
  }

  @Test
  void songsOfDrumsAloneNameTheOptionThatTakesThemAndAreReadWithIt() throws IOException {
    for (int i = 0; i < 3; i++) {
      put(i + ".mid", Songs.file(new Part("", Part.DRUM_CHANNEL, 0, Songs.quarters(36, 38 + i))));
    }
    put("empty.mid", new byte[0]);

    assertThatThrownBy(() -> read(false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("(0.mid, 1.mid, 2.mid: each has drums alone, which are learnt only")
        .hasMessageContaining("parts=drums");
    assertThat(
            CorpusReader.read(
                    new SongFolder(folder, List.of(), List.of()),
                    new Encoding(
                        Grid.beats(1), false, PartsText.parse("drums", Planes.ONSET, 21, 108)),
                    false)
                .songs())
        .hasSize(3);
  }

  @Test
  void aFileBeyondTheLengthOfSongsIsNotReadHoweverLongItIs() throws IOException {
    put("good.mid", Songs.file(60, 62));
    SparseFile.make(folder.resolve("sparse.mid"), 1L << 40);
    put("large.mid", new byte[(int) SongBytes.MOST + 1]);

    assertThat(read(false).rejected())
        .containsExactly(
            new Rejected("large.mid", "it has more than 16777216 bytes, which no song has"),
            new Rejected("sparse.mid", "it has more than 16777216 bytes, which no song has"));
    assertThat(SongBytes.sha256(folder.resolve("sparse.mid"))).isEmpty();
  }

  @Test
  void aSongThatGitAnnexHasNotFetchedIsNamed() throws IOException {
    put("good.mid", Songs.file(60, 62));
    Songs.link(
        folder.resolve("annexed.mid"), Path.of("../.git/annex/objects/W8/MD5E-s10--0123.mid"));

    assertThat(read(false).rejected())
        .containsExactly(
            new Rejected(
                "annexed.mid",
                "it is a link of git-annex to a song that is not here; fetch the songs with git"
                    + " annex get"));
  }

  @Test
  void karaokeRiffAndOtherEndingsOfMidiFilesAreReadWhateverTheirCapitals() throws IOException {
    List<String> names = List.of("a.Kar", "b.RMI", "c.smf", "d.MID", "e.midi");
    for (int i = 0; i < names.size(); i++) {
      put(names.get(i), Songs.file(60, 62 + i));
    }

    Corpus corpus = read(true);

    assertThat(corpus.songs()).extracting(Song::name).containsExactlyInAnyOrderElementsOf(names);
    assertThat(corpus.losses("the record")).isEmpty();
  }

  @Test
  void aFileInRiffIsNoDeviation() throws IOException {
    byte[] song = Songs.file(60, 62);
    ByteBuffer riff =
        ByteBuffer.allocate(20 + song.length + song.length % 2).order(ByteOrder.LITTLE_ENDIAN);
    riff.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(riff.capacity() - 8);
    riff.put("RMIDdata".getBytes(StandardCharsets.US_ASCII)).putInt(song.length).put(song);
    put("song.rmi", riff.array());

    assertThat(
            CorpusReader.read(
                    new SongFolder(folder, List.of(), List.of()),
                    "midiDirectory",
                    Songs.ENCODING,
                    Strictness.STRICT,
                    true)
                .songs())
        .hasSize(1);
  }

  @Test
  void whatLooksLikeMusicAndIsNotReadIsNamedWithTheReasonAndALineForEachKind() throws IOException {
    put("good.mid", Songs.file(60, 62));
    for (String name :
        List.of("a.musicxml", "deep/b.MXL", "c.mxl", "d.mxl", "tune.abc", "old.mff", "s.xmf")) {
      put(name, new byte[] {'?'});
    }
    put("score.xml", "<score-partwise>".getBytes(StandardCharsets.UTF_8));
    put("pom.xml", "<project>".getBytes(StandardCharsets.UTF_8));
    put("readme.txt", "Dear Sir".getBytes(StandardCharsets.UTF_8));
    put("good.mid.bak", Songs.file(60, 62));
    put("noending", Songs.file(60, 62));
    Files.createDirectories(folder.resolve("Tune.logicx"));

    Corpus corpus = read(true);

    assertThat(corpus.songs()).hasSize(1);
    assertThat(corpus.rejected()).isEmpty();
    assertThat(corpus.losses("the record"))
        .containsExactly(
            "look like music, but are not read: 11 files:",
            "  a.musicxml, c.mxl, d.mxl and 2 more: each is a MusicXML score; "
                + Remedy.EXPORT_SCORE,
            "  good.mid.bak, noending: each is a MIDI file under another ending; " + Remedy.RENAME,
            "  Tune.logicx: it is a Logic or GarageBand project; " + Remedy.EXPORT_PROJECT,
            "  old.mff: it is music for MIDI in a form of its own; " + Remedy.CONVERT,
            "  s.xmf: it is a file in the Extensible Music Format; " + Remedy.CONVERT,
            "  tune.abc: it is a tune in ABC notation; " + Remedy.CONVERT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mscz", "GP5", "gp", "gpx", "sib", "musx", "als", "flp", "cpr", "mod", "xm", "it", "s3m",
        "mp3", "WAV", "ogg", "flac", "m4a", "nsf", "spc", "vgm", "mxmf", "mei", "krn", "ly", "zip",
        "gz", "7z", "rar", "dvc", "midi2"
      })
  void otherFormatsOfMusicAreKnownByTheirEndings(String ending) throws IOException {
    put("song." + ending, new byte[] {'?'});

    assertThatThrownBy(() -> read(false))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "There are no MIDI files (*.mid, *.midi, *.kar, *.rmi, *.smf) in the folder "
                + folder
                + ", but 1 file that looks like music (song."
                + ending
                + ": it is ")
        .hasMessageEndingWith("); put MIDI files there or set midiDirectory.");
  }

  @Test
  void whatTheUserIncludesIsReadWhateverItsEndingAndTheRestIsCounted() throws IOException {
    put("song.bin", Songs.file(60, 62));
    put("song.mff", Songs.file(60, 64));
    put("other.mid", Songs.file(60, 65));
    put("excluded.mp3", new byte[] {'?'});

    Corpus corpus =
        CorpusReader.read(
            new SongFolder(folder, List.of("*.bin", "*.mff"), List.of("*.mp3")),
            Songs.ENCODING,
            true);

    assertThat(corpus.songs())
        .extracting(Song::name)
        .containsExactlyInAnyOrder("song.bin", "song.mff");
    assertThat(corpus.losses("the record")).isEmpty();
    assertThat(corpus.summary()).contains("not read, since not in includes: 1 MIDI file");
  }

  @Test
  void whatIsLeftOutOfASongIsReportedAndCounted() throws IOException {
    put(
        "song.mid",
        Songs.file(
            new Part(
                "",
                0,
                0,
                List.of(
                    new Note(0, 4, 60, 80),
                    new Note(0, 4, 60, 81),
                    new Note(4, 4, 59, 80),
                    new Note(4, 4, 61, 80))),
            new Part("", Part.DRUM_CHANNEL, 0, Songs.quarters(new int[40]))));

    Corpus corpus = read(true);

    assertThat(corpus.leftOut()).isEqualTo(new LeftOut(1, 40, 0, 1, 36, 0, 0, 0, 0));
    assertThat(corpus.details())
        .containsExactly(
            "song.mid: notes left out because they lie outside of the pitches 60 to 71: 1",
            "song.mid: notes left out because they are drums: 40",
            "song.mid: notes that are one with another of their pitch on the grid: 1",
            "song.mid: steps of silence cut off the end: 36");
    assertThat(corpus.summary())
        .containsExactly(
            "1 song with 4 steps and 3 notes",
            "1 note taken as one with another of the same pitch on the grid");
    assertThat(corpus.losses("the record"))
        .containsExactly(
            "left out of the songs: 1 note out of range, 40 drum notes,"
                + " 36 steps of silence at the end of songs"
                + " (song by song in the record)");
  }

  @Test
  void whatTheReaderToleratedIsReported() throws IOException {
    byte[] file = Songs.file(60, 62);
    byte[] longer = Arrays.copyOf(file, file.length + 3);
    put("song.mid", longer);

    assertThat(read(true).details())
        .containsExactly(
            "song.mid: file: bytes after the last chunk: 3 (byte "
                + file.length
                + "); they were left out");
    assertThat(read(true).losses("the record"))
        .containsExactly(
            "1 song read as far as possible from files that break the MIDI format (song by song in"
                + " the record)");
  }

  @Test
  void aFileThatBreaksTheFormatIsNoSongWhenReadingIsStrict() throws IOException {
    byte[] file = Songs.file(60, 62);
    put("good.mid", file);
    put("longer.mid", Arrays.copyOf(file, file.length + 3));

    Corpus corpus =
        CorpusReader.read(
            new SongFolder(folder, List.of(), List.of()),
            "midiDirectory",
            Songs.ENCODING,
            Strictness.STRICT,
            false);

    assertThat(corpus.songs()).extracting(Song::name).containsExactly("good.mid");
    assertThat(corpus.rejected())
        .containsExactly(
            new Rejected("longer.mid", "bytes after the last chunk: 3 (byte " + file.length + ")"));
  }
}
