package org.musiclstm.midi;

import org.musiclstm.format.ForeignFile;
import org.musiclstm.format.ForeignText;
import org.musiclstm.format.MidiBytes;

/**
 * Finds the Standard MIDI file in the bytes of a file: in a RIFF file of the form RMID, after the
 * header of MacBinary, after stray bytes, or between the carriage returns that a transfer as text
 * puts in.
 */
final class Envelope {
  private static final int RIFF_HEAD = 12;
  private static final int MAC_BINARY_HEAD = 128;
  private static final int MAC_BINARY_LENGTH = 83;
  private static final int CARRIAGE_RETURN = '\r';
  private static final int LINE_FEED = '\n';

  /**
   * The file in its envelope.
   *
   * @param bytes up to its end; offsets are those of the whole file, unless it was sent as text
   * @param begin where its header is, or its first track if it has none
   */
  record Content(MidiBytes bytes, int begin) {}

  private Envelope() {}

  /**
   * Opens the envelope, if there is one.
   *
   * @throws MidiFormatException when there is neither header nor track
   */
  static Content open(byte[] file, Findings findings) {
    MidiBytes all = new MidiBytes(file, file.length);
    if (all.matches(0, MidiBytes.HEADER)) {
      return asBinary(new Content(all, 0), findings);
    }
    if (all.matches(0, "RIFF") && all.matches(8, "RMID")) {
      int data = riffData(all);
      if (data < all.end()) {
        findings.add(
            Finding.Kind.ENVELOPE, 0, "the file is a RIFF file", "the MIDI file in it was read");
        return asBinary(riffContent(all, data, findings), findings);
      }
    }
    if (all.matches(MAC_BINARY_HEAD, MidiBytes.HEADER) && ForeignFile.isMacBinary(all)) {
      findings.add(
          Finding.Kind.ENVELOPE,
          0,
          "the file begins with a header of MacBinary",
          "the MIDI file after it was read");
      long length = all.at32(MAC_BINARY_LENGTH);
      int end =
          length < MidiBytes.CHUNK_HEAD
              ? all.end()
              : (int) Math.min(all.end(), MAC_BINARY_HEAD + length);
      return asBinary(new Content(new MidiBytes(file, end), MAC_BINARY_HEAD), findings);
    }
    ForeignFile.container(file).ifPresent(foreign -> refuse(foreign, findings));
    int header = all.find(0, MidiBytes.HEADER);
    int begin = header < all.end() ? header : all.find(0, MidiBytes.TRACK);
    if (begin == all.end() || isWord(all, begin)) {
      ForeignFile.of(file).ifPresent(foreign -> refuse(foreign, findings));
      throw findings.refusal(Findings.NO_TRACK, 0, withoutTrack(file));
    }
    if (header < all.end()) {
      findings.add(
          Finding.Kind.STRAY_BYTES, 0, "bytes before the header: " + header, "they were left out");
    }
    return asBinary(new Content(all, begin), findings);
  }

  /** Whether what looks like a chunk is a word of a text: no chunk is so long. */
  private static boolean isWord(MidiBytes all, int begin) {
    int length = begin + MidiBytes.HEADER.length();
    return begin > 0
        && (length == all.end() || all.at(length) != 0)
        && ForeignText.isText(all.array());
  }

  private static void refuse(ForeignFile foreign, Findings findings) {
    throw findings.refusal(foreign);
  }

  private static String withoutTrack(byte[] file) {
    if (file.length == 0) {
      return "the file is empty";
    }
    return "the file does not begin with MThd" + (ForeignText.isText(file) ? ", it is a text" : "");
  }

  /** Where the content of the chunk {@code data} begins, or the end. */
  private static int riffData(MidiBytes all) {
    int at = RIFF_HEAD;
    while (all.end() - at >= MidiBytes.CHUNK_HEAD) {
      if (all.matches(at + MidiBytes.CHUNK_HEAD, MidiBytes.HEADER)) {
        return at + MidiBytes.CHUNK_HEAD;
      }
      long length = riffLength(all, at + 4);
      long next = at + MidiBytes.CHUNK_HEAD + length + length % 2;
      if (next > all.end()) {
        break;
      }
      at = (int) next;
    }
    return all.end();
  }

  /** What the RIFF file announces, or all to the end where the chunks do not end there. */
  private static Content riffContent(MidiBytes all, int data, Findings findings) {
    long length = riffLength(all, data - 4);
    if (length < all.end() - data) {
      int end = data + (int) length;
      Content announced = new Content(new MidiBytes(all.array(), end), data);
      if (end > data && meet(announced) && !all.matches(end, MidiBytes.TRACK)) {
        return announced;
      }
      findings.add(
          Finding.Kind.ENVELOPE,
          data - 4,
          "the RIFF file announces " + length + " bytes of MIDI, but its tracks do not end there",
          "it was read to its end");
    }
    return new Content(all, data);
  }

  /** RIFF has its lengths the other way round. */
  private static long riffLength(MidiBytes all, int offset) {
    return Integer.reverseBytes((int) all.at32(offset)) & 0xFFFF_FFFFL;
  }

  /**
   * A transfer as text puts a carriage return before every line feed and moves all that follows:
   * where the chunks meet without them and only without them, they are taken out.
   */
  private static Content asBinary(Content content, Findings findings) {
    MidiBytes bytes = content.bytes();
    int returns = 0;
    for (int at = content.begin(); at < bytes.end(); at++) {
      if (bytes.at(at) == LINE_FEED) {
        if (at == content.begin() || bytes.at(at - 1) != CARRIAGE_RETURN) {
          return content;
        }
        returns++;
      }
    }
    if (returns == 0 || meet(content)) {
      return content;
    }
    byte[] without = new byte[bytes.end() - content.begin() - returns];
    int length = 0;
    for (int at = content.begin(); at < bytes.end(); at++) {
      boolean isPutIn =
          bytes.at(at) == CARRIAGE_RETURN && at + 1 < bytes.end() && bytes.at(at + 1) == LINE_FEED;
      if (!isPutIn) {
        without[length++] = bytes.array()[at];
      }
    }
    Content binary = new Content(new MidiBytes(without, length), 0);
    if (!meet(binary)) {
      return content;
    }
    findings.add(
        Finding.Kind.SENT_AS_TEXT,
        0,
        "carriage returns stand before all line feeds: " + returns + ", as if it were a text",
        "they were taken out, and bytes are counted without them");
    return binary;
  }

  /** Whether the chunks follow each other from the header to the end. */
  private static boolean meet(Content content) {
    MidiBytes bytes = content.bytes();
    int at = content.begin();
    while (bytes.isChunk(at)) {
      at += MidiBytes.CHUNK_HEAD + (int) bytes.at32(at + 4);
    }
    return at == bytes.end();
  }
}
