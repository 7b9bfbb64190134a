package org.musiclstm.dl4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where ND4J has no native library. Where it has one, tests that cannot load it fail.
 */
public final class Nd4jForThisMachine implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    String machine = Loader.getPlatform();
    String library = System.getProperty("nd4j.platform", machine);
    assumeTrue(
        machine.equals(library),
        () -> "ND4J has no native library for " + machine + ", so nothing is held to it");
    assumeTrue(
        !isMusl(), "ND4J's native library needs glibc, and this is musl, so nothing is held to it");
  }

  private static boolean isMusl() throws IOException {
    Path libraries = Path.of("/lib");
    if (!Files.isDirectory(libraries) || Files.exists(Path.of("/lib64"))) {
      return false;
    }
    try (Stream<Path> files = Files.list(libraries)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.startsWith("ld-musl-"));
    }
  }
}
