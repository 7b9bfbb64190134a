package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
  void aFolderThatTakesNoFilesAndNoFoldersIsReportedInWords() {
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

  private Path part(String file) {
    return folder.resolve("." + file + ".01234567-89ab-cdef-0123-456789abcdef.part");
  }

  @Test
  void whatAProcessThatWasKilledLeftOfTheFileGoesAndNothingElse() throws IOException {
    Path file = folder.resolve("model.zip");
    Files.writeString(part("model.zip"), "half a model");
    Path linked = Files.writeString(folder.resolve("linked"), "mine");
    Path link = folder.resolve(".model.zip.aaaaaaaa-89ab-cdef-0123-456789abcdef.part");
    Links.make(link, linked);
    List<Path> others =
        List.of(
            part("other.zip"),
            folder.resolve(".model.zip.part"),
            folder.resolve(".model.zip.0123.part"),
            folder.resolve("model.zip.01234567-89ab-cdef-0123-456789abcdef.part"));
    for (Path other : others) {
      Files.writeString(other, "not ours");
    }

    WholeFile.write(file, out -> out.write(7));

    assertThat(part("model.zip")).doesNotExist();
    assertThat(others).allMatch(Files::exists);
    assertThat(linked).hasContent("mine");
    assertThat(file).hasBinaryContent(new byte[] {7});
  }

  @Test
  void whatAnotherProcessWritesAtThisMomentStays() throws Exception {
    Path file = folder.resolve("model.zip");
    ChildJvm writer =
        ChildJvm.start(folder.resolve("output.txt"), List.of(), SlowWriter.class, file.toString());
    while (!writer.output().contains("half")) {
      assertThat(writer.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    WholeFile.write(file, out -> out.write(1));
    assertThat(parts()).as("the other process is not disturbed").hasSize(1);

    writer.process().destroyForcibly().waitFor();
    assertThat(parts()).hasSize(1);
    WholeFile.write(file, out -> out.write(2));
    assertThat(parts()).isEmpty();
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  /** Writes half of a file and then waits until it is ended. */
  static final class SlowWriter {
    private SlowWriter() {}

    public static void main(String[] arguments) {
      WholeFile.write(
          Path.of(arguments[0]),
          out -> {
            out.write(1);
            out.flush();
            System.out.println("half");
            while (System.in.read() >= 0) {}
          });
    }
  }

  @Test
  void whatThisProcessWritesAtThisMomentStays() {
    Path file = folder.resolve("model.zip");

    WholeFile.write(
        file,
        out -> {
          out.write(1);
          out.flush();
          WholeFile.write(file, inner -> inner.write(2));
          assertThat(parts()).hasSize(1);
        });

    assertThat(file).hasBinaryContent(new byte[] {1});
  }
}
