package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock that jumps while a program runs, which Debian's libfaketime makes. */
record FakeClock(Path library, Path file) {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  /** The library, where it is installed. */
  static Optional<Path> findLibrary() throws IOException {
    if (!Files.isDirectory(LIBRARIES, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (Stream<Path> files =
        Files.find(
            LIBRARIES, 3, (file, attributes) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
      return files.findFirst();
    }
  }

  /** Sets it, for programs that run with it already too. */
  void set(String offset) throws IOException {
    Files.writeString(file, offset);
  }

  /** What a program needs that is to go by it. */
  Map<String, String> variables() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        // Reading the file for each look at the clock makes a build take minutes.
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }
}
