package org.musiclstm.format;

import java.util.Optional;

/**
 * What a file is that is no Standard MIDI file.
 *
 * @param what a noun with its article, such as {@code "a MusicXML score"}
 * @param remedy what to do about it
 * @param isMusic whether it holds music all the same, be it as sound
 */
public record ForeignFile(String what, Remedy remedy, boolean isMusic) {
  /** What is read of a file of which only the beginning is looked at. */
  public static final int HEAD = 4096;

  private static final int MAC_BINARY_HEAD = 128;
  private static final int MAC_BINARY_LONGEST_NAME = 63;
  private static final int MAC_BINARY_ZERO = 74;
  private static final int MAC_BINARY_OTHER_ZERO = 82;
  private static final int MAC_BINARY_LENGTH = 83;
  private static final int MAC_BINARY_RESOURCES = 87;

  /** Something that holds music in another form. */
  public static ForeignFile music(String what, Remedy remedy) {
    return new ForeignFile(what, remedy, true);
  }

  /** Something that holds no music, or none that can be seen. */
  static ForeignFile other(String what, Remedy remedy) {
    return new ForeignFile(what, remedy, false);
  }

  /** The reason why it is not read, a clause. */
  public String reason() {
    return "it is " + what + "; " + remedy;
  }

  /**
   * What a file outside of the songs is, where it certainly holds music.
   *
   * @param head its first bytes, {@link #HEAD} or all
   */
  public static Optional<ForeignFile> musicIn(byte[] head) {
    MidiBytes bytes = new MidiBytes(head, head.length);
    if (bytes.matches(0, MidiBytes.HEADER)
        || (bytes.matches(0, "RIFF") && bytes.matches(8, "RMID"))) {
      return Optional.of(music("a MIDI file under another ending", Remedy.RENAME));
    }
    return container(head).or(() -> ForeignText.in(head)).filter(ForeignFile::isMusic);
  }

  /**
   * What a file certainly is, be it that a MIDI file stands somewhere in its bytes: of an archive,
   * that would be one song of many.
   */
  public static Optional<ForeignFile> container(byte[] file) {
    return Signature.certain(file).map(signature -> described(file, signature));
  }

  /** What a file is in which no MIDI file was found. */
  public static Optional<ForeignFile> of(byte[] file) {
    if (file.length == 0) {
      return Optional.empty();
    }
    if (isOneByte(file)) {
      return Optional.of(
          other(
              file[0] == 0
                  ? "a file of nothing but zeros, as a broken copy or download leaves it"
                  : String.format("a file of nothing but the byte %02X", file[0]),
              Remedy.COPY_AGAIN));
    }
    return ForeignText.in(file)
        .or(() -> Signature.any(file).map(signature -> described(file, signature)))
        .or(() -> MpegAudio.in(file))
        .or(() -> macBinary(file));
  }

  private static ForeignFile described(byte[] file, Signature signature) {
    return switch (signature.archive()) {
      case ZIP -> PackedFile.zip(file);
      case GZIP -> PackedFile.gzip(file);
      case NONE -> signature.file();
    };
  }

  private static boolean isOneByte(byte[] file) {
    for (byte value : file) {
      if (value != file[0]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a file may begin with a header of MacBinary. */
  public static boolean isMacBinary(MidiBytes all) {
    return all.end() >= MAC_BINARY_HEAD
        && all.at(0) == 0
        && all.at(1) >= 1
        && all.at(1) <= MAC_BINARY_LONGEST_NAME;
  }

  /** One whose content is no MIDI file, or the reader would have opened it. */
  private static Optional<ForeignFile> macBinary(byte[] file) {
    MidiBytes bytes = new MidiBytes(file, file.length);
    if (!isMacBinary(bytes)
        || bytes.at(MAC_BINARY_ZERO) != 0
        || bytes.at(MAC_BINARY_OTHER_ZERO) != 0
        || bytes.at32(MAC_BINARY_LENGTH) + bytes.at32(MAC_BINARY_RESOURCES) == 0
        || bytes.at32(MAC_BINARY_LENGTH) + bytes.at32(MAC_BINARY_RESOURCES) > file.length) {
      return Optional.empty();
    }
    return Optional.of(other("a file in MacBinary without a MIDI file in it", Remedy.UNPACK));
  }
}
