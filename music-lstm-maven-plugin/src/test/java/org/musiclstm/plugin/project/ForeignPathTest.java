package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;

class ForeignPathTest {
  private final InvalidPathException songs =
      new InvalidPathException("Lieder f\u00fcr Kinder", "unmappable characters");

  @Test
  void theLocaleIsToBlameForCharactersThatItsCharsetLacks() {
    assumeTrue(File.separatorChar == '/', "names of files are in the charset of the locale");

    assertThat(ForeignPath.missing(songs, StandardCharsets.US_ASCII)).contains("US-ASCII");
    assertThat(ForeignPath.missing(songs, StandardCharsets.ISO_8859_1)).isEmpty();
    assertThat(ForeignPath.missing(songs, StandardCharsets.UTF_8)).isEmpty();
    // What a JVM makes of bytes on the command line that it cannot read.
    assertThat(
            ForeignPath.missing(
                new InvalidPathException("Lieder f\ufffd\ufffdr", "unmappable characters"),
                StandardCharsets.US_ASCII))
        .contains("US-ASCII");
  }

  @Test
  void whateverElseIsWrongIsSaidInTheWordsOfTheSystem() {
    InvalidPathException e = new InvalidPathException("a\u0000b", "Nul character not allowed");

    assertThat(ForeignPath.refused(e))
        .hasMessage(
            "The path a\u0000b cannot be used on this system (Nul character not allowed). Choose"
                + " another name.")
        .hasNoCause()
        .hasSuppressedException(e);
    assertThat(ForeignPath.refused("primer", "a\u0000b", e))
        .hasMessage(
            "The option primer is a\u0000b, but has to be a path of this system (Nul character not"
                + " allowed).")
        .hasNoCause()
        .hasSuppressedException(e);
  }
}
