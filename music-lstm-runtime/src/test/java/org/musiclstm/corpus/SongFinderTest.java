package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.Stop;

class SongFinderTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of("b.mid", "a.MIDI", "deep/er/c.mid", "deep/d.mid", "deep/._d.mid", "notes.txt")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<String> find(List<String> includes, List<String> excludes) {
    return SongFinder.find(new SongFolder(folder, includes, excludes), "midiDirectory").stream()
        .map(SongFile::name)
        .toList();
  }

  @Test
  void midiFilesOfAllFoldersAreFoundInOrderOfName() {
    assertThat(find(List.of(), List.of()))
        .containsExactly("a.MIDI", "b.mid", "deep/d.mid", "deep/er/c.mid");
  }

  @Test
  void whoOnlyLooksFindsNothingWhereNothingIs() {
    assertThat(SongFinder.look(new SongFolder(folder, List.of(), List.of()), "midiDirectory"))
        .hasSize(4);
    assertThat(
            SongFinder.look(
                new SongFolder(folder.resolve("none"), List.of(), List.of()), "midiDirectory"))
        .isEmpty();
    assertThat(
            SongFinder.look(new SongFolder(folder, List.of("*.wav"), List.of()), "midiDirectory"))
        .isEmpty();
    assertThatThrownBy(
            () ->
                SongFinder.look(
                    new SongFolder(folder.resolve("b.mid"), List.of(), List.of()), "midiDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.mid is no folder");
  }

  @Test
  void aFileIsWhereItsNameSays() {
    assertThat(SongFinder.find(new SongFolder(folder, List.of(), List.of()), "midiDirectory"))
        .allSatisfy(file -> assertThat(folder.resolve(file.name())).isEqualTo(file.path()));
  }

  @Test
  void anyFoldersAreAlsoNone() {
    assertThat(find(List.of("**/d.mid"), List.of())).containsExactly("deep/d.mid");
    assertThat(find(List.of("**/b.mid"), List.of())).containsExactly("b.mid");
    assertThat(find(List.of("deep/**/*.mid"), List.of()))
        .containsExactly("deep/d.mid", "deep/er/c.mid");
    assertThat(find(List.of("**/deep/**/**/*.mid"), List.of("**/er/**", "**/.*")))
        .containsExactly("deep/d.mid");
    assertThat(find(List.of("*.mid"), List.of())).containsExactly("b.mid");
    assertThat(find(List.of("{a,b}.*"), List.of())).containsExactly("a.MIDI", "b.mid");
  }

  @Test
  void excludedFilesAreNotFound() {
    assertThat(find(List.of(), List.of("deep/**"))).containsExactly("a.MIDI", "b.mid");
  }

  private void put(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void hiddenFilesAndFoldersAndWhatToolsLeaveAreNoSongsAlsoWhenExcludesAreSet() throws IOException {
    put(
        ".AppleDouble/b.mid",
        "deep/.ipynb_checkpoints/d-checkpoint.mid",
        ".Trash-1000/files/gone.mid",
        ".git/annex/x.mid",
        ".svn/pristine/x.mid",
        "CVS/Base/x.mid",
        "__MACOSX/._b.mid",
        "__MACOSX/b.mid",
        "@eaDir/b.mid",
        "$RECYCLE.BIN/b.mid",
        "._b.mid",
        ".hidden.mid",
        "#b.mid#",
        "b.mid~");
    List<String> songs = List.of("a.MIDI", "b.mid", "deep/d.mid", "deep/er/c.mid");

    assertThat(find(List.of(), List.of())).isEqualTo(songs);
    assertThat(find(List.of(), List.of("*.none"))).isEqualTo(songs);
    assertThat(find(List.of("**"), List.of("notes.txt"))).isEqualTo(songs);
    assertThat(find(List.of("**/.*", "**/*.mid"), List.of("deep/**"))).containsExactly("b.mid");
  }

  @Test
  void whatIsHiddenIsNotTakenAheadEither() {
    SongFolder songs = new SongFolder(folder, List.of(), List.of("*.none"));

    assertThat(SongFinder.takes(songs, folder.resolve(".work/new.mid"))).isFalse();
    assertThat(SongFinder.takes(songs, folder.resolve("._new.mid"))).isFalse();
    assertThat(SongFinder.takes(songs, folder.resolve("work/new.kar"))).isTrue();
  }

  @Test
  void aFolderOfSongsMayItselfLieInAHiddenFolderOrBeOne() throws IOException {
    put(".cache/CVS/midi/a.mid", ".cache/CVS/midi/.old/b.mid");
    Path songs = folder.resolve(".cache/CVS/midi");

    assertThat(SongFinder.find(new SongFolder(songs, List.of(), List.of("x")), "midiDirectory"))
        .extracting(SongFile::name)
        .containsExactly("a.mid");
  }

  @Test
  void whereSongsAreHiddenThatIsSaid() throws IOException {
    put("empty/.songs/a.mid", "empty/._b.mid");

    assertThatThrownBy(
            () ->
                SongFinder.find(
                    new SongFolder(folder.resolve("empty"), List.of(), List.of()), "midiDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hidden files and folders are not read (._b.mid, .songs/)");
  }

  @Test
  void whereAllMidiFilesAreExcludedTheUsersPatternsAreNamed() {
    assertThatThrownBy(() -> find(List.of(), List.of("**/*.mid", "*.MIDI")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "There are no MIDI files (*.mid, *.midi, *.kar, *.rmi, *.smf) in the folder "
                + folder
                + " but for the excluded **/*.mid, *.MIDI; hidden files and folders are not read"
                + " (deep/._d.mid); put MIDI files there or set midiDirectory.");
  }

  @Test
  void aNameOrPathThatIsTooLongForTheSystemIsRefusedForThat() {
    Path name = folder.resolve("n".repeat(300));
    Path path = folder;
    for (int i = 0; i < 200; i++) {
      path = path.resolve("p".repeat(200));
    }

    assertTooLong(name, "the name nnnnnnnnnnnnnnnnnnnnnnnn... has 300 ");
    assertTooLong(path, "its path is longer than the system takes; choose shorter names");
  }

  @Test
  void aFolderBeyondTheLongestPathIsRefusedForThatUnlessItIsExcluded() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "paths have 4095 bytes at most");
    Path other = folder.resolve("other");
    Path inside = nested(folder.resolve("nested")).resolve("other");
    nested(other);
    // By moving, a path gets longer than any that could be made or removed.
    Files.move(other, inside);

    try {
      assertThatThrownBy(() -> find(List.of(), List.of()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(" cannot be read: its path is longer than the system takes;");
      assertThat(find(List.of(), List.of("nested/**"))).contains("b.mid");
    } finally {
      Files.move(inside, other);
    }
  }

  private static Path nested(Path outermost) throws IOException {
    Path path = outermost;
    for (int i = 0; i < 15; i++) {
      path = path.resolve("n".repeat(200));
    }
    return Files.createDirectories(path);
  }

  private static void assertTooLong(Path directory, String reason) {
    assertThatThrownBy(
            () ->
                SongFinder.find(
                    new SongFolder(directory, List.of(), List.of()), "validationDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The folder " + directory + " cannot exist: " + reason)
        .hasMessageEndingWith(", and set validationDirectory.");
  }

  @Test
  void filesAreTakenByTheirNamesBeforeTheyAreThere() {
    SongFolder usual = new SongFolder(folder, List.of(), List.of());
    SongFolder all = new SongFolder(folder, List.of("**/*"), List.of("**/*.json"));

    assertThat(SongFinder.takes(usual, folder.resolve("target/new.mid"))).isTrue();
    assertThat(SongFinder.takes(usual, folder.resolve("target/new.npy"))).isFalse();
    assertThat(SongFinder.takes(all, folder.resolve("target/new.npy"))).isTrue();
    assertThat(SongFinder.takes(all, folder.resolve("target/corpus.json"))).isFalse();
    assertThat(SongFinder.takes(all, folder.resolveSibling("new.mid"))).isFalse();
  }

  @Test
  void linksAreFollowedButNotInCircles() {
    Songs.link(folder.resolve("deep/circle"), folder);
    Songs.link(folder.resolve("link.mid"), folder.resolve("b.mid"));

    assertThat(find(List.of(), List.of()))
        .containsExactly("a.MIDI", "b.mid", "deep/d.mid", "deep/er/c.mid", "link.mid");
  }

  @Test
  void namesAreInOneUnicodeFormWhateverTheDiskHas() throws IOException {
    try {
      Files.createFile(folder.resolve("fu\u0308r.mid"));
    } catch (InvalidPathException e) {
      assumeTrue(false, "this locale can spell the name");
    }

    assertThat(find(List.of("f\u00FCr.mid"), List.of())).containsExactly("f\u00FCr.mid");
    assertThat(find(List.of("fu\u0308r.mid"), List.of())).containsExactly("f\u00FCr.mid");
  }

  @Test
  void aFolderThatIsMissingIsRefused() {
    assertThatThrownBy(
            () ->
                SongFinder.find(
                    new SongFolder(folder.resolve("none"), List.of(), List.of()), "midiDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The folder "
                + folder.resolve("none")
                + " does not exist; put MIDI files there or set midiDirectory.");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() {
    assertThatThrownBy(
            () ->
                SongFinder.find(
                    new SongFolder(folder.resolve("b.mid"), List.of(), List.of()),
                    "validationDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("b.mid is no folder")
        .hasMessageContaining("set validationDirectory");
  }

  @Test
  void aFolderWithoutAMatchIsRefusedWithThePatterns() {
    assertThatThrownBy(() -> find(List.of("*.kar", "*.smf"), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("*.kar, *.smf")
        .hasMessageContaining("put MIDI files there or set midiDirectory");
  }

  @Test
  void aFolderWithoutMidiFilesIsRefusedWithoutPatternsThatNobodySet() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertThatThrownBy(
            () -> SongFinder.find(new SongFolder(empty, List.of(), List.of()), "midiDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "There are no MIDI files (*.mid, *.midi, *.kar, *.rmi, *.smf) in the folder "
                + empty
                + "; put MIDI files there or set midiDirectory.");
  }

  @Test
  void aPatternThatIsNoneIsRefused() {
    assertThatThrownBy(() -> find(List.of("{a,b"), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The option includes is {a,b, but has to be a glob pattern");
    assertThatThrownBy(() -> find(List.of(), List.of("**/a/".repeat(9))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The option excludes is");
  }

  private static int asked(Supplier<?> work) {
    AtomicInteger asked = new AtomicInteger();
    Stop.heeding(() -> asked.incrementAndGet() < 0, work);
    return asked.get();
  }

  @Test
  void foldersAndFilesThatAreNoSongsAreReasonsToAskWhetherToStop() throws IOException {
    for (int n = 0; n < 50; n++) {
      Files.createDirectories(folder.resolve("empty").resolve("" + n));
    }
    List<SongFile> others = Collections.nCopies(50, new SongFile("a.txt", folder.resolve("a.txt")));

    assertThat(asked(() -> find(List.of(), List.of()))).isGreaterThan(50);
    assertThat(asked(() -> NotRead.of(new SongFinder.Found(List.of(), others, List.of())).files()))
        .isGreaterThanOrEqualTo(50);
  }
}
