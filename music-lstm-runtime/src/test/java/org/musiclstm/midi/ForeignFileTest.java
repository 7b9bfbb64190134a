package org.musiclstm.midi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.musiclstm.format.Remedy;

class ForeignFileTest {
  private static final byte[] SONG =
      FileBuilder.header(0, 1, 96)
          .track(FileBuilder.ending(0, 0x90, 60, 80, 96, 0x80, 60, 0))
          .bytes();

  private static final String LFS =
      "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789\nsize 12345\n";
  private static final String MUSIC_XML =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE score-partwise PUBLIC \"\" \"\">\n<score-partwise>";

  private static Arguments text(String text, String what, Remedy remedy) {
    return Arguments.of(text.getBytes(UTF_8), what, remedy);
  }

  private static Arguments bytes(String latin1, String what, Remedy remedy) {
    return Arguments.of(
        Arrays.copyOf(latin1.getBytes(ISO_8859_1), latin1.length() + 9), what, remedy);
  }

  private static Arguments archive(String latin1, String what) {
    return bytes(latin1, what, Remedy.UNPACK);
  }

  private static Arguments recording(String latin1, String name) {
    return bytes(latin1, "a sound recording (" + name + ")", Remedy.NO_NOTES);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text(LFS, "a Git LFS pointer in place of the song", Remedy.FETCH_WITH_LFS),
        text("\uFEFF" + LFS, "a Git LFS pointer in place of the song", Remedy.FETCH_WITH_LFS),
        text(
            LFS.replace("\n", "\r\n"),
            "a Git LFS pointer in place of the song",
            Remedy.FETCH_WITH_LFS),
        text(
            "version https://hawser.github.com/spec/v1\n",
            "a Git LFS pointer in place of the song",
            Remedy.FETCH_WITH_LFS),
        text(
            "/annex/objects/MD5E-s1042--0123456789.mid\n",
            "a git-annex pointer in place of the song",
            Remedy.FETCH_WITH_ANNEX),
        text(
            "../other songs/tune.mid",
            "the path of a link, as a text in place of the song",
            Remedy.CHECK_OUT_LINKS),
        text(
            "<!DOCTYPE html><html><head>",
            "a web page (HTML) in place of the song",
            Remedy.DOWNLOAD_AGAIN),
        text(
            "\n  <HTML lang='en'>\n404",
            "a web page (HTML) in place of the song",
            Remedy.DOWNLOAD_AGAIN),
        text(
            "<?xml version='1.0'?><!-- x --><html xmlns='x'>",
            "a web page (HTML) in place of the song",
            Remedy.DOWNLOAD_AGAIN),
        text(
            "HTTP/1.1 404 Not Found\r\n",
            "the answer of a web server in place of the song",
            Remedy.DOWNLOAD_AGAIN),
        text(
            "{\"message\": \"Not Found\"}",
            "a JSON text, such as the error message of a server",
            Remedy.DOWNLOAD_AGAIN),
        text(
            "[\n  [60, 1]\n]",
            "a JSON text, such as the error message of a server",
            Remedy.DOWNLOAD_AGAIN),
        text(MUSIC_XML, "a MusicXML score", Remedy.EXPORT_SCORE),
        text("<score-timewise version='4.0'>", "a MusicXML score", Remedy.EXPORT_SCORE),
        text("<museScore version='4'>", "a MuseScore score", Remedy.EXPORT_SCORE),
        text("<?xml?><mei xmlns='x'>", "an MEI score", Remedy.EXPORT_SCORE),
        text("<?xml version='1.0'?><project/>", "an XML document", Remedy.REMOVE),
        text("X:1\nT:A Tune\nK:D\nABc|", "a tune in ABC notation", Remedy.CONVERT),
        text("MFile 1 2 480\nMTrk\n", "a MIDI file written out as a text", Remedy.CONVERT),
        text(
            "<!doctype html><p>A file begins with MThd, a track with MTrk",
            "a web page (HTML) in place of the song",
            Remedy.DOWNLOAD_AGAIN),
        text("0, 0, Header, 1, 2, 480\n", "a MIDI file written out as a text", Remedy.CONVERT),
        text(Base64.getEncoder().encodeToString(SONG), "a MIDI file in Base64", Remedy.DECODE),
        text(
            HexFormat.ofDelimiter(" ").formatHex(SONG),
            "a MIDI file in hexadecimal digits",
            Remedy.DECODE),
        text("begin 644 tune.mid\nM", "a file in uuencode", Remedy.DECODE),
        Arguments.of("Dear Sir".getBytes(UTF_16), "a text in UTF-16BE", Remedy.REMOVE),
        Arguments.of("Dear Sir".getBytes(UTF_16LE), "a text in UTF-16LE", Remedy.REMOVE),
        Arguments.of(
            ("\uFEFF" + LFS).getBytes(UTF_16LE),
            "a Git LFS pointer in place of the song",
            Remedy.FETCH_WITH_LFS),
        Arguments.of(MUSIC_XML.getBytes(UTF_16BE), "a MusicXML score", Remedy.EXPORT_SCORE));
  }

  static Stream<Arguments> files() {
    return Stream.of(
        archive("\u00FD7zXZ\0", "a file that is packed with xz"),
        archive("BZh91AY&SY", "a file that is packed with bzip2"),
        archive("(\u00B5/\u00FD", "a file that is packed with Zstandard"),
        archive("7z\u00BC\u00AF'\u001C", "a 7z archive"),
        archive("Rar!\u001A\7\1\0", "a RAR archive"),
        archive("tune.mid" + "\0".repeat(249) + "ustar\00000", "a tar archive"),
        bytes("SMF2CLIP\0@\0\0", "a clip of MIDI 2.0", Remedy.CONVERT),
        recording("ID3\4\0", "MP3"),
        recording("\u00FF\u00FB\u0090d", "MP3"),
        recording("\u00FF\u00F1P\u0080", "AAC"),
        recording("RIFF\44\0\0\0WAVEfmt ", "WAV"),
        recording("RF64\44\0\0\0WAVEds64", "WAV"),
        recording("FORM\0\0\0\44AIFFCOMM", "AIFF"),
        recording("OggS\0\2", "Ogg"),
        recording("fLaC\0\0", "FLAC"),
        recording("\0\0\0 ftypM4A ", "M4A"),
        bytes("%PDF-1.7\n", "a PDF document, such as printed music", Remedy.EXPORT_SCORE),
        bytes("\u0089PNG\r\n\u001A\n", "a picture (PNG)", Remedy.REMOVE),
        bytes("Extended Module: x", "a tracker module (XM)", Remedy.EXPORT_MODULE),
        bytes("IMPM\0", "a tracker module (IT)", Remedy.EXPORT_MODULE),
        bytes("\u0018FICHIER GUITAR PRO v5.10", "a Guitar Pro score", Remedy.EXPORT_PROJECT),
        bytes("FLhd\6\0\0\0", "an FL Studio project", Remedy.EXPORT_PROJECT),
        bytes("XMF_1.00\0", "a file in the Extensible Music Format", Remedy.CONVERT),
        bytes(
            "RIFF\44\0\0\0RMIDdata\0\0\0\0",
            "a RIFF file for MIDI without a MIDI file in it",
            Remedy.CONVERT),
        bytes("RIFF\44\0\0\0sfbk", "a SoundFont, which holds sounds of instruments", Remedy.REMOVE),
        bytes("\0\5\u0016\7\0\2", "a companion of a file that macOS has left", Remedy.REMOVE),
        Arguments.of(
            new String(SONG, ISO_8859_1).getBytes(UTF_16LE),
            "a MIDI file that was saved as UTF-16",
            Remedy.COPY_AGAIN),
        Arguments.of(
            new String(SONG, ISO_8859_1).getBytes(UTF_16),
            "a MIDI file that was saved as UTF-16",
            Remedy.COPY_AGAIN),
        Arguments.of(
            new byte[512],
            "a file of nothing but zeros, as a broken copy or download leaves it",
            Remedy.COPY_AGAIN));
  }

  @ParameterizedTest
  @MethodSource({"texts", "files"})
  void aFileThatIsNoMidiIsNamedForWhatItIsWithTheRemedy(byte[] file, String what, Remedy remedy) {
    for (Strictness strictness : Strictness.values()) {
      MidiFormatException refused =
          assertThrows(
              MidiFormatException.class, () -> MidiReader.read(file, "song.mid", strictness));

      assertThat(refused.reason()).isEqualTo("it is " + what + "; " + remedy);
      assertThat(refused)
          .hasMessage("song.mid cannot be read as MIDI: it is " + what + "; " + remedy + ".");
    }
  }

  private static String reason(byte[] file) {
    return assertThrows(MidiFormatException.class, () -> MidiReader.read(file, "song.mid"))
        .reason();
  }

  private static byte[] zip(boolean isStored, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        if (isStored) {
          CRC32 crc = new CRC32();
          crc.update(SONG);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(SONG.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(SONG);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void ofAnArchiveWithSongsNoneIsReadAndItSaysWhatIsInIt() throws IOException {
    for (boolean isStored : new boolean[] {true, false}) {
      assertThat(reason(zip(isStored, "a.mid", "B.MID", "__MACOSX/._a.mid")))
          .isEqualTo("it is a zip archive with MIDI files in it; unpack it");
      assertThat(reason(zip(isStored, "songs/a.kar", "readme.txt")))
          .isEqualTo("it is a zip archive with a MIDI file in it; unpack it");
      assertThat(reason(zip(isStored, "readme.txt")))
          .isEqualTo("it is a zip archive without a MIDI file in it; unpack it");
      assertThat(reason(zip(isStored, "META-INF/container.xml", "score.xml")))
          .isEqualTo("it is a compressed MusicXML score (.mxl); " + Remedy.EXPORT_SCORE);
      assertThat(reason(zip(isStored, "META-INF/container.xml", "tune.mscx")))
          .isEqualTo("it is a MuseScore score (.mscz); " + Remedy.EXPORT_SCORE);
      assertThat(reason(zip(isStored, "Content/score.gpif")))
          .isEqualTo("it is a Guitar Pro score (.gp); " + Remedy.EXPORT_PROJECT);
    }
    assertThat(reason(zip(false))).isEqualTo("it is an empty zip archive; " + Remedy.REMOVE);
    assertThat(reason(Arrays.copyOf(zip(true, "a.mid", "b.mid"), 50)))
        .isEqualTo("it is a zip archive with a MIDI file in it; unpack it");
  }

  @Test
  void ofWhatIsPackedWithGzipItSaysWhatIsInIt() throws IOException {
    assertThat(reason(gzip(SONG)))
        .isEqualTo("it is a MIDI file that is packed with gzip; unpack it");
    assertThat(reason(gzip("<?xml?><Ableton>".getBytes(UTF_8))))
        .isEqualTo("it is an Ableton Live set, packed with gzip; " + Remedy.EXPORT_PROJECT);
    assertThat(reason(gzip(gzip(SONG))))
        .isEqualTo("it is a file that is packed with gzip; unpack it");
    assertThat(reason(Arrays.copyOf(gzip(SONG), 12)))
        .isEqualTo("it is a file that is packed with gzip, and damaged; " + Remedy.COPY_AGAIN);
  }

  @Test
  void aFileInMacBinaryIsReadWhereItHoldsAMidiFileAndNamedWhereItHoldsNone() {
    byte[] file = new byte[128 + 256];
    file[1] = 4;
    System.arraycopy("tune".getBytes(UTF_8), 0, file, 2, 4);
    file[86] = (byte) SONG.length;
    System.arraycopy(SONG, 0, file, 128, SONG.length);
    assertThat(MidiReader.read(file, "song.mid").score().parts()).hasSize(1);

    Arrays.fill(file, 128, file.length, (byte) 7);
    assertThat(reason(file))
        .isEqualTo("it is a file in MacBinary without a MIDI file in it; unpack it");
  }

  @Test
  void aTextThatIsNothingElseIsNamedAsATextAndBytesThatAreNothingAsBefore() {
    assertThat(reason("Dear Sir or Madam".getBytes(UTF_8)))
        .isEqualTo("the file does not begin with MThd, it is a text (byte 0)");
    assertThat(reason("Gr\u00FC\u00DFe aus einem alten Brief".getBytes(ISO_8859_1)))
        .contains("it is a text");
    assertThat(reason(new byte[] {1, 2, 3}))
        .isEqualTo("the file does not begin with MThd (byte 0)");
    assertThat(reason(new byte[0])).isEqualTo("the file is empty (byte 0)");
  }

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void aMidiFileIsReadWhateverItsTextsLookLike(Strictness strictness) {
    byte[] file =
        FileBuilder.header(0, 1, 96)
            .track(FileBuilder.ending(0, 0xFF, 3, 6, '<', 'h', 't', 'm', 'l', '>'))
            .bytes();

    assertThat(MidiReader.read(file, "song.mid", strictness).score().title()).isEqualTo("<html>");
  }

  @Test
  void aMidiFileAfterStrayBytesIsStillRead() {
    byte[] answer = "HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8);
    byte[] file = Arrays.copyOf(answer, answer.length + SONG.length);
    System.arraycopy(SONG, 0, file, answer.length, SONG.length);

    assertThat(MidiReader.read(file, "song.mid").score().parts()).hasSize(1);
  }

  @Test
  void everyRemedyIsAClause() {
    for (Remedy remedy : Remedy.values()) {
      assertThat(remedy.toString()).isNotBlank().doesNotEndWith(".").matches("[a-z].*");
    }
  }
}
