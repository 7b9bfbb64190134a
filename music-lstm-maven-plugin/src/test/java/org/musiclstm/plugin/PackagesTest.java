package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesTest {
  @Test
  void everyPackageSaysWhatItHoldsAndHasNoNulls() throws IOException {
    List<Path> packages;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .sorted()
              .toList();
    }

    assertThat(packages).hasSizeGreaterThan(1);
    for (Path each : packages) {
      assertThat(each.resolve("package-info.java"))
          .content()
          .startsWith("/**")
          .contains("@NullMarked");
    }
  }
}
