package org.musiclstm;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Symbolic links, which not every system lets every user make. */
public final class Links {
  private Links() {}

  /** Makes a link, or skips the test where there are none. */
  public static Path make(Path link, Path target) throws IOException {
    try {
      return Files.createSymbolicLink(link, target);
    } catch (FileSystemException | UnsupportedOperationException e) {
      return abort("no links can be made here: " + e);
    }
  }
}
