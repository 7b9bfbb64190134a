package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.musiclstm.InputException;

/**
 * A jar with nothing but a manifest that names the class path. Unlike a command line it takes any
 * length, and any character of a path on every system, as the manifest holds URLs. The path of the
 * jar itself is less free: Java misspells characters beyond U+FFFF in it, such as emoji, and finds
 * no class.
 *
 * @param file the jar
 * @param argument how the worker, which runs in its own folder, calls it
 * @param temporary whether it lies in a folder of its own that is removed with it
 */
record ClassPathJar(Path file, String argument, boolean temporary) {
  private static final String NAME = "class-path.jar";

  /**
   * Writes the jar into a folder or, where Java would not find it there, among the temporary files
   * of this user alone.
   *
   * @throws InputException when Java would not find it there either
   * @throws IOException when the file cannot be written
   */
  static ClassPathJar write(Path folder, List<Path> classPath) throws IOException {
    if (isFoundIn(folder)) {
      Path file = folder.resolve(NAME);
      write(classPath, file);
      return new ClassPathJar(file, NAME, false);
    }
    Path temporary = Files.createTempDirectory("music-lstm-");
    ClassPathJar jar = temporary(temporary.resolve(NAME));
    if (!isFoundIn(temporary)) {
      jar.remove();
      throw new InputException(
          "Java finds no classes by way of "
              + folder
              + ", whose path has a character beyond U+FFFF, such as an emoji, nor of "
              + temporary
              + ". Move the project, or set java.io.tmpdir to a plainer folder in MAVEN_OPTS.");
    }
    write(classPath, jar.file());
    return jar;
  }

  private static ClassPathJar temporary(Path file) {
    // For a build that is stopped. The last is deleted first.
    file.resolveSibling("").toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    return new ClassPathJar(file, file.toString(), true);
  }

  private static void write(List<Path> classPath, Path file) throws IOException {
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

  /** How a log shows the argument for a jar that is not written yet. */
  static String shown(Path folder) {
    return isFoundIn(folder) ? NAME : "a temporary " + NAME;
  }

  /** Removes the jar if it is a temporary one. */
  void remove() {
    if (temporary) {
      try {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(""));
      } catch (IOException e) {
        // It goes with this JVM.
      }
    }
  }

  /** Whether Java finds classes by way of a folder, whose name it takes without links. */
  private static boolean isFoundIn(Path folder) {
    String name;
    try {
      name = folder.toRealPath().toString();
    } catch (IOException e) {
      name = folder.toAbsolutePath().toString();
    }
    return name.codePointCount(0, name.length()) == name.length();
  }
}
