package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Swaps files of a disk of Windows, in memory, of which programs have some open. */
class FileSwapTest {
  private static final int FILES = 5;

  private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
  private final Path folder = windows.getPath("C:\\work\\music");
  private final Path fresh = windows.getPath("C:\\work\\.music.fresh");
  private final Set<Path> open = new HashSet<>();

  /** After how many moves none is possible any more. */
  private int movesLeft = Integer.MAX_VALUE;

  private final FileSwap.Moves moves =
      new FileSwap.Moves() {
        @Override
        public void move(Path from, Path to) throws IOException {
          check(from);
          check(to);
          if (--movesLeft < 0) {
            throw new AccessDeniedException(from.toString());
          }
          Files.move(from, to);
        }

        @Override
        public void remove(Path file) throws IOException {
          check(file);
          Files.delete(file);
        }

        private void check(Path file) throws IOException {
          if (open.contains(file)) {
            throw new AccessDeniedException(file.toString());
          }
        }
      };

  @BeforeEach
  void put() throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(fresh);
    for (int n = 1; n <= FILES; n++) {
      Files.writeString(folder.resolve(n + ".mid"), "old " + n);
      Files.writeString(fresh.resolve(n + 1 + ".mid"), "new " + (n + 1));
    }
  }

  @AfterEach
  void end() throws IOException {
    windows.close();
  }

  /** Takes away 1.mid, replaces 2.mid to 5.mid and adds 6.mid. */
  private FileSwap swap() {
    FileSwap swap = new FileSwap(moves);
    for (int n = 2; n <= FILES + 1; n++) {
      swap.put(fresh.resolve(n + ".mid"), folder.resolve(n + ".mid"));
    }
    swap.takeAway(folder.resolve("1.mid"));
    return swap;
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void allFilesTakeTheirPlaces() throws IOException {
    swap().run();

    assertThat(contents(folder))
        .isEqualTo(
            Map.of(
                "2.mid", "new 2", "3.mid", "new 3", "4.mid", "new 4", "5.mid", "new 5", "6.mid",
                "new 6"));
    assertThat(contents(fresh)).isEmpty();
  }

  @Test
  void whileOneOfThemIsOpenNoneIsReplaced() throws IOException {
    Map<String, String> before = contents(folder);
    for (int n = 1; n <= FILES; n++) {
      open.clear();
      open.add(folder.resolve(n + ".mid"));

      assertThatThrownBy(() -> swap().run())
          .isInstanceOf(InputException.class)
          .hasMessage(
              "The file "
                  + folder.resolve(n + ".mid")
                  + " cannot be replaced: a program has it open, such as a player or an editor."
                  + " Close it, and run the build again; nothing was replaced.");
      assertThat(contents(folder)).isEqualTo(before);
    }
    open.clear();
    swap().run();
    assertThat(contents(folder)).containsEntry("2.mid", "new 2").doesNotContainKey("1.mid");
  }

  @Test
  void whereverAMoveFailsAllIsPutBack() throws IOException {
    Map<String, String> before = contents(folder);
    // The old files go aside, then the new ones come.
    for (int move = 0; move < 2 * FILES; move++) {
      int failing = move;
      int[] moved = {0};
      FileSwap.Moves failsOnce =
          new FileSwap.Moves() {
            @Override
            public void move(Path from, Path to) throws IOException {
              if (moved[0]++ == failing) {
                throw new AccessDeniedException(from.toString());
              }
              moves.move(from, to);
            }

            @Override
            public void remove(Path file) throws IOException {
              moves.remove(file);
            }
          };
      FileSwap swap = new FileSwap(failsOnce);
      for (int n = 2; n <= FILES + 1; n++) {
        swap.put(fresh.resolve(n + ".mid"), folder.resolve(n + ".mid"));
      }
      swap.takeAway(folder.resolve("1.mid"));

      assertThatThrownBy(swap::run)
          .as("move %d", move)
          .isInstanceOf(InputException.class)
          .hasMessageEndingWith("; nothing was replaced.");
      assertThat(contents(folder)).isEqualTo(before);
      assertThat(contents(fresh)).hasSize(FILES);
    }
  }

  @Test
  void whatCannotBePutBackIsSaid() {
    movesLeft = 3;

    assertThatThrownBy(() -> swap().run())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(" and 2 more files could not be put back, so what lies there is of");
  }

  @Test
  void aSwapIsNotStoppedHalfWay() throws IOException {
    assertThatThrownBy(
            () ->
                Stop.heeding(
                    () -> true,
                    () -> {
                      swap().run();
                      Stop.check();
                      return "";
                    }))
        .isInstanceOf(StoppedException.class);

    assertThat(contents(folder)).hasSize(FILES).containsEntry("6.mid", "new 6");
  }

  @Test
  void aFolderIsNeverPutAside() throws IOException {
    Path mine = folder.resolve("2.mid");
    Files.delete(mine);
    Files.createDirectories(mine.resolve("mine"));

    assertThatThrownBy(() -> swap().run())
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The file " + mine + " cannot be written: a folder has its name. Choose another name.");
    assertThat(mine.resolve("mine")).isDirectory();
    assertThat(folder.resolve("1.mid")).hasContent("old 1");
  }

  @Test
  void whatARunThatWasKilledPutAsideIsStillKnownWhenItIsPutAsideAgain() throws IOException {
    String left = ".1.mid.01234567-89ab-cdef-0123-456789abcdef.part";
    Files.move(folder.resolve("1.mid"), folder.resolve(left));
    FileSwap.Moves endsBeforeItRemoves =
        new FileSwap.Moves() {
          @Override
          public void move(Path from, Path to) throws IOException {
            Files.move(from, to);
          }

          @Override
          public void remove(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
          }
        };
    FileSwap swap = new FileSwap(endsBeforeItRemoves);
    swap.takeAway(folder.resolve(left));

    swap.run();

    assertThat(contents(folder).keySet())
        .doesNotContain(left)
        .anyMatch(name -> WholeFile.isPart(name, "1.mid"));
  }
}
