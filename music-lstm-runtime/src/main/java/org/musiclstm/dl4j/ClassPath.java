package org.musiclstm.dl4j;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.musiclstm.InputException;

/**
 * The files of a class path. A JVM passes over those that it cannot open, as if they were not
 * there, and then misses their classes: so this predicts of them.
 */
final class ClassPath {
  private final String path;

  /**
   * Takes a class path.
   *
   * @param path as the system property {@code java.class.path} has it
   */
  ClassPath(String path) {
    this.path = path;
  }

  /** That of this JVM. */
  static ClassPath ofThisJvm() {
    return new ClassPath(System.getProperty("java.class.path", ""));
  }

  /**
   * Checks that jars can be opened, also those that others name in their manifests.
   *
   * @param isAsked which jars, by the names of their files
   * @throws InputException when one is there and cannot be opened
   */
  void check(Predicate<String> isAsked) {
    Deque<File> todo = new ArrayDeque<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      todo.add(new File(entry));
    }
    Set<File> seen = new LinkedHashSet<>();
    while (!todo.isEmpty()) {
      File file = todo.remove().getAbsoluteFile();
      if (!file.getName().endsWith(".jar") || !file.isFile() || !seen.add(file)) {
        continue;
      }
      try (JarFile jar = new JarFile(file, false)) {
        todo.addAll(named(file, Optional.ofNullable(jar.getManifest())));
      } catch (IOException e) {
        if (isAsked.test(file.getName())) {
          throw new InputException(
              "The engine dl4j needs the file "
                  + file
                  + (isAboutReading(e)
                      ? ", which cannot be opened ("
                          + e.getMessage()
                          + "). Make it readable, and run the build again."
                      : ", which is damaged: it cannot be opened as a jar ("
                          + e.getMessage()
                          + "). Delete it, so that Maven downloads it anew, and run the build again."),
              e);
        }
      }
    }
  }

  /** Whether a file could not be opened at all, rather than not as a jar. */
  private static boolean isAboutReading(IOException failure) {
    return failure instanceof FileNotFoundException || failure instanceof FileSystemException;
  }

  /** What a jar adds to the class path. */
  private static Set<File> named(File jar, Optional<Manifest> manifest) {
    Set<File> files = new LinkedHashSet<>();
    String entries =
        manifest
            .map(reported -> reported.getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
            .orElse("");
    for (String entry : entries.split(" ", -1)) {
      try {
        files.add(new File(jar.toURI().resolve(entry)));
      } catch (IllegalArgumentException e) {
        // No file: a JVM passes over it too.
      }
    }
    return files;
  }
}
