package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void aFileThatHasTheNameOfAFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "a file");

    for (Path below : new Path[] {file.resolve("model.zip"), file.resolve("a/b/model.zip")}) {
      assertThatThrownBy(() -> WholeFile.check(below))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "The file "
                  + below
                  + " cannot be written: the file "
                  + file
                  + " is where a folder would have to be. Choose another folder.");
    }
    assertThat(file).hasContent("a file");
  }

  @Test
  void aFolderThatTakesNoFilesAndNoFoldersIsToldInWords() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is such a folder");

    // The system asks first whether the user is root.
    refused(Path.of("/proc/model.zip"), "its folder takes no files. Make sure");
    refused(Path.of("/proc/none/model.zip"), "its folder /proc/none cannot be made. Choose");
  }

  @Test
  void aNameThatIsTooLongIsRefusedWithWhatHelps() {
    for (Path file :
        List.of(
            folder.resolve("n".repeat(300)),
            folder.resolve("n".repeat(250)),
            folder.resolve("n".repeat(300)).resolve("model.zip"))) {
      assertThatThrownBy(() -> WholeFile.check(file))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("The file " + file + " cannot be written: the name ")
          .hasMessageEndingWith("choose a shorter name.");
    }
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> WholeFile.check(file))
        .isInstanceOf(InputException.class)
        .message()
        .containsAnyOf(
            "The file " + file + " cannot be written: no permission. Make its folder writable.",
            "The file " + file + " cannot be written: " + reason);
  }
}
