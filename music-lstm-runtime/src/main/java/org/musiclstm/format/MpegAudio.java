package org.musiclstm.format;

import java.util.Optional;

/** Knows MP3 and AAC by the headers of their frames, where no tag stands before them. */
final class MpegAudio {
  private static final int FRAME_HEAD = 4;
  private static final int NO_BITRATE = 15;
  private static final int NO_RATE = 3;
  private static final int RESERVED_VERSION = 1;

  private MpegAudio() {}

  /** Which of them a file is, if it is one. */
  static Optional<ForeignFile> in(byte[] file) {
    if (file.length < FRAME_HEAD || (file[0] & 0xFF) != 0xFF || (file[1] & 0xE0) != 0xE0) {
      return Optional.empty();
    }
    int version = (file[1] >> 3) & 3;
    int step = (file[1] >> 1) & 3;
    if ((file[1] & 0xF6) == 0xF0) {
      return Optional.of(ForeignFile.music("a sound recording (AAC)", Remedy.NO_NOTES));
    }
    boolean isFrame =
        version != RESERVED_VERSION
            && step != 0
            && ((file[2] >> 4) & 0xF) != NO_BITRATE
            && ((file[2] >> 2) & 3) != NO_RATE;
    return isFrame
        ? Optional.of(ForeignFile.music("a sound recording (MP3)", Remedy.NO_NOTES))
        : Optional.empty();
  }
}
