package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** A file that says that it is empty, and goes on when it is read, as one that grows. */
  private static final Path GROWING = Path.of("/proc/self/status");

  @TempDir Path folder;

  @Test
  void theHashOfAFileIsThatOfItsBytes() throws IOException {
    byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("file"), bytes);

    assertThat(Sha256.of(file)).isEqualTo(Sha256.of(bytes));
    assertThat(Sha256.of(file, bytes.length)).contains(Sha256.of(bytes));
    assertThat(Sha256.of(file, bytes.length - 1)).isEmpty();
  }

  @Test
  void aFileThatIsLongerThanAnyMayBeIsNotRead() throws IOException {
    Path file = folder.resolve("sparse");
    SparseFile.make(file, 1L << 40);

    assertThat(Sha256.of(file, 1L << 24)).isEmpty();
    assertThat(BoundedFile.read(file, 1 << 24)).isEmpty();
    assertThat(BoundedFile.head(file, 5)).isEqualTo(new byte[5]);
  }

  @Test
  void aFileThatGrowsIsReadNoFurtherThanItMayBeLong() throws IOException {
    assumeTrue(Files.isRegularFile(GROWING) && Files.size(GROWING) == 0, "there is such a file");

    assertThatThrownBy(() -> Sha256.of(GROWING))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("grows while it is read");
    assertThat(Sha256.of(GROWING, 10)).isEmpty();
    assertThat(BoundedFile.read(GROWING, 10)).isEmpty();
    assertThat(BoundedFile.read(GROWING, 1 << 20)).isPresent();
  }
}
