package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTest {
  @TempDir Path folder;

  @Test
  void whatAnotherProcessRemovesMeanwhileKeepsNothingElse() throws IOException {
    for (int n = 0; n < 9; n++) {
      Files.writeString(folder.resolve(n + ".zip"), "old");
    }
    List<String> looked = new ArrayList<>();

    List<Path> removed =
        KnownFiles.removeFrom(
            folder,
            name -> {
              looked.add(name);
              if (looked.size() == 3) {
                remove(folder.resolve(name));
              }
              return true;
            });

    assertThat(looked).hasSize(9);
    assertThat(removed).hasSize(8).doesNotContain(folder.resolve(looked.get(2)));
    assertThat(folder).isEmptyDirectory();
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
