package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FreshFolderTest {
  @TempDir Path folder;

  private Path music() {
    return folder.resolve("music");
  }

  private static boolean isMusic(String name) {
    return name.endsWith(".mid");
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private void make() throws IOException {
    try (FreshFolder fresh = FreshFolder.beside(music(), FreshFolderTest::isMusic)) {
      assertThat(fresh.path()).isDirectory();
      Files.writeString(fresh.path().resolve("piece.mid"), "music");
    }
  }

  @Test
  void whatIsMadeInItGoesWithIt() throws IOException {
    make();

    assertThat(hidden()).isEmpty();
  }

  @Test
  void whatAProcessThatWasKilledLeftGoesAndNothingElse() throws IOException {
    Path left = folder.resolve(".music.01234567-89ab-cdef-0123-456789abcdef");
    Files.createDirectories(left);
    Files.writeString(left.resolve("piece-001.mid"), "music");
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("piece-001.mid"), "mine");
    String link = ".music.11111111-89ab-cdef-0123-456789abcdef";
    Links.make(folder.resolve(link), mine);
    String strange = ".music.22222222-89ab-cdef-0123-456789abcdef";
    Files.createDirectories(folder.resolve(strange));
    Files.writeString(folder.resolve(strange).resolve("notes.txt"), "not ours");
    Files.writeString(folder.resolve(strange).resolve("piece-001.mid"), "ours");
    for (Path old : List.of(left, folder.resolve(strange))) {
      longAgo(old);
    }
    List<String> others =
        List.of(".music", ".music.1", ".other.01234567-89ab-cdef-0123-456789abcdef");
    for (String other : others) {
      Files.createDirectories(folder.resolve(other));
      Files.writeString(folder.resolve(other).resolve("piece-001.mid"), "not ours");
    }

    make();

    assertThat(left).doesNotExist();
    assertThat(mine.resolve("piece-001.mid")).hasContent("mine");
    assertThat(folder.resolve(link)).isSymbolicLink();
    assertThat(folder.resolve(strange))
        .isDirectoryContaining("glob:**notes.txt")
        .isDirectoryNotContaining("glob:**.mid");
    for (String other : others) {
      assertThat(folder.resolve(other).resolve("piece-001.mid")).hasContent("not ours");
    }
  }

  private static void longAgo(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(10)));
  }

  @Test
  void whatAnotherProcessHasJustMadeStaysUntilItHadTimeToClaimIt() throws IOException {
    Path others =
        Files.createDirectories(folder.resolve(".music.01234567-89ab-cdef-0123-456789abcdef"));
    make();
    assertThat(others).isDirectory();

    longAgo(others);
    make();
    assertThat(others).doesNotExist();
  }

  @Test
  void whatAnotherProcessIsAtWorkOnStaysUntilThatIsNoMore() throws Exception {
    ChildJvm other =
        ChildJvm.start(folder.resolve("output.txt"), List.of(), Program.class, music().toString());
    while (!other.output().contains("made")) {
      assertThat(other.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    make();
    assertThat(hidden()).hasSize(1);

    other.process().destroyForcibly().waitFor();
    make();
    assertThat(hidden()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no shell to limit the size of files")
  void onADiskThatIsFullNothingIsLeft() throws Exception {
    ChildJvm other =
        ChildJvm.startWithSmallDisk(
            0, folder.resolve("output.txt"), List.of(), Program.class, music().toString());

    assertThat(other.exitCode()).isNotZero();
    assertThat(hidden()).isEmpty();
  }

  /** Makes a folder and then waits until it is ended. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      FreshFolder fresh = FreshFolder.beside(Path.of(arguments[0]), FreshFolderTest::isMusic);
      Files.writeString(fresh.path().resolve("piece.mid"), "music");
      System.out.println("made");
      while (System.in.read() >= 0) {}
    }
  }
}
