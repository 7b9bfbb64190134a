package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar with nothing but a manifest that names the class path. Unlike a command line it takes any
 * length, and any character of a path on every system, as the manifest holds URLs.
 */
final class ClassPathJar {
  private ClassPathJar() {}

  /**
   * Writes the jar.
   *
   * @throws IOException when the file cannot be written
   */
  static void write(Path file, List<Path> classPath) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        classPath.stream()
            // Path.toUri would encode the bytes of the platform's charset, not UTF-8.
            .map(path -> path.toAbsolutePath().toFile().toURI().toASCIIString())
            .collect(Collectors.joining(" ")));
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      jar.finish();
    }
  }
}
