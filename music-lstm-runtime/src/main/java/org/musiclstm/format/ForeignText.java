package org.musiclstm.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Knows texts in place of a MIDI file: pointers, pages, scores and files that became a text. */
public final class ForeignText {
  private static final int SHORT = 1024;
  private static final char UNKNOWN = '\uFFFD';

  /** Of so many letters, one may be none in UTF-8. */
  private static final int MOST_UNKNOWN = 4;

  private static final Pattern LFS =
      Pattern.compile(
          "version https?://(git-lfs\\.github\\.com|hawser\\.github\\.com|git-media\\.io)/");
  private static final Pattern ANNEX = Pattern.compile("\\S*/annex/objects/\\S+\\s*");
  private static final Pattern LINK =
      Pattern.compile(
          "([^\\s:*?\"<>|]+|[^\\r\\n:*?\"<>|]*/[^\\r\\n:*?\"<>|]+)\\.(mid|midi|kar|rmi|smf)");
  private static final Pattern HTML =
      Pattern.compile("<(!doctype html|html|head|body|script|meta|title)\\b.*", Pattern.DOTALL);
  private static final Pattern JSON =
      Pattern.compile(
          "(\\{\\s*[\"}]|\\[\\s*([\\[{\"\\]0-9-]|(true|false|null)\\b)).*", Pattern.DOTALL);
  private static final Pattern ABC = Pattern.compile("(%abc|x:\\s*\\d).*\\nk:.*", Pattern.DOTALL);
  private static final Pattern MIDI_CSV = Pattern.compile("0,\\s*0,\\s*header,.*", Pattern.DOTALL);
  private static final Pattern HEXADECIMAL =
      Pattern.compile("(0x)?4d[\\s,]*(0x)?54[\\s,]*(0x)?68[\\s,]*(0x)?64.*", Pattern.DOTALL);
  private static final Pattern BASE64 =
      Pattern.compile("(data:[\\w/.+-]*;base64,)?TVRoZA.*", Pattern.DOTALL);
  private static final Pattern UUENCODED = Pattern.compile("begin [0-7]{3,4} .*", Pattern.DOTALL);
  private static final Pattern HTTP = Pattern.compile("http/[0-9.]+ [0-9]{3}.*", Pattern.DOTALL);

  private ForeignText() {}

  /** What a text is that is known, or that is not in the usual encoding. */
  static Optional<ForeignFile> in(byte[] file) {
    Charset charset = charset(file);
    return decoded(file, charset).flatMap(text -> known(text.strip(), charset));
  }

  /** Whether it is a text, known or not. */
  public static boolean isText(byte[] file) {
    return decoded(file, charset(file)).isPresent();
  }

  private static Optional<ForeignFile> known(String text, Charset charset) {
    String small = text.toLowerCase(Locale.ROOT);
    if (LFS.matcher(small).lookingAt()) {
      return other("a Git LFS pointer in place of the song", Remedy.FETCH_WITH_LFS);
    }
    if (text.length() < SHORT && ANNEX.matcher(text).matches()) {
      return other("a git-annex pointer in place of the song", Remedy.FETCH_WITH_ANNEX);
    }
    if (text.length() < SHORT && LINK.matcher(small).matches()) {
      return other("the path of a link, as a text in place of the song", Remedy.CHECK_OUT_LINKS);
    }
    if (BASE64.matcher(text).matches()) {
      return music("a MIDI file in Base64", Remedy.DECODE);
    }
    if (HEXADECIMAL.matcher(small).matches()) {
      return music("a MIDI file in hexadecimal digits", Remedy.DECODE);
    }
    if (UUENCODED.matcher(small).matches()) {
      return other("a file in uuencode", Remedy.DECODE);
    }
    if (small.startsWith("(this file must be converted with binhex")) {
      return other("a file in BinHex", Remedy.DECODE);
    }
    if (small.startsWith("mfile ") || MIDI_CSV.matcher(small).matches()) {
      return music("a MIDI file written out as a text", Remedy.CONVERT);
    }
    if (HTTP.matcher(small).matches()) {
      return other("the answer of a web server in place of the song", Remedy.DOWNLOAD_AGAIN);
    }
    if (ABC.matcher(small).matches()) {
      return music("a tune in ABC notation", Remedy.CONVERT);
    }
    if (text.startsWith("<")) {
      return Optional.of(markup(small));
    }
    if (JSON.matcher(text).matches()) {
      return other("a JSON text, such as the error message of a server", Remedy.DOWNLOAD_AGAIN);
    }
    return charset.equals(StandardCharsets.UTF_8)
        ? Optional.empty()
        : other("a text in " + charset.name(), Remedy.REMOVE);
  }

  private static ForeignFile markup(String text) {
    if (text.contains("<score-partwise") || text.contains("<score-timewise")) {
      return ForeignFile.music("a MusicXML score", Remedy.EXPORT_SCORE);
    }
    if (text.contains("<musescore")) {
      return ForeignFile.music("a MuseScore score", Remedy.EXPORT_SCORE);
    }
    if (text.contains("<mei ") || text.contains("<mei>")) {
      return ForeignFile.music("an MEI score", Remedy.EXPORT_SCORE);
    }
    if (text.contains("<ableton")) {
      return ForeignFile.music("an Ableton Live set", Remedy.EXPORT_PROJECT);
    }
    if (HTML.matcher(text).matches() || text.contains("<html")) {
      return ForeignFile.other("a web page (HTML) in place of the song", Remedy.DOWNLOAD_AGAIN);
    }
    return ForeignFile.other("an XML document", Remedy.REMOVE);
  }

  private static Optional<ForeignFile> music(String what, Remedy remedy) {
    return Optional.of(ForeignFile.music(what, remedy));
  }

  private static Optional<ForeignFile> other(String what, Remedy remedy) {
    return Optional.of(ForeignFile.other(what, remedy));
  }

  private static Charset charset(byte[] file) {
    if (begins(file, 0xFF, 0xFE, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(file, 0, 0, 0xFE, 0xFF)) {
      return Charset.forName("UTF-32BE");
    }
    if (begins(file, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(file, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    if (isPaired(file, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    return isPaired(file, 0) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private static boolean begins(byte[] file, int... bytes) {
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((file[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first letters are ASCII with a zero each, at even or odd places. */
  private static boolean isPaired(byte[] file, int zero) {
    if (file.length < 8) {
      return false;
    }
    for (int i = 0; i < 8; i += 2) {
      if (file[i + zero] != 0 || !isText((char) (file[i + 1 - zero] & 0xFF))) {
        return false;
      }
    }
    return true;
  }

  /** The beginning of a text, or nothing where it is none. */
  private static Optional<String> decoded(byte[] file, Charset charset) {
    int length = Math.min(file.length, ForeignFile.HEAD);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            // Texts older than Unicode have letters that are none in UTF-8.
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer text = CharBuffer.allocate(length);
    decoder.decode(ByteBuffer.wrap(file, 0, length), text, false);
    text.flip();
    String letters =
        text.length() > 0 && text.charAt(0) == '\uFEFF'
            ? text.subSequence(1, text.length()).toString()
            : text.toString();
    long unknown = letters.chars().filter(letter -> letter == UNKNOWN).count();
    return !letters.isEmpty()
            && unknown <= letters.length() / MOST_UNKNOWN
            && letters.chars().allMatch(letter -> isText((char) letter))
        ? Optional.of(letters)
        : Optional.empty();
  }

  private static boolean isText(char letter) {
    return letter >= ' '
        ? letter != 0x7F
        : letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f' || letter == 0x1B;
  }
}
