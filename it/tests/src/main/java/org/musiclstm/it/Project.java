package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A copy of one of the projects beside this module, to be built. */
final class Project {
  private Project() {}

  /** An empty folder for a build. */
  static Path emptyFolder(String name) {
    Path folder = Maven.BUILDS.resolve(name);
    try {
      if (Files.exists(folder)) {
        delete(folder);
      }
      // Without it Maven takes the project around this folder for the root of the build.
      Files.createDirectories(folder.resolve(".mvn"));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies a project into a folder of this name. */
  static Path copy(String project, String name) {
    Path from = Path.of(System.getProperty("it.projects"), project);
    Path to = emptyFolder(name);
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return to;
  }

  /** Copies a project that is one module, with six songs. */
  static Path copyWithSongs(String project, String name) {
    Path to = copy(project, name);
    Songs.write(to.resolve("src/main/midi"), 6);
    return to;
  }

  /**
   * Gives a project another artifact id, so that it has a place of its own in the repository, with
   * nothing from an earlier run in it.
   */
  static void rename(Path project, String from, String to) throws IOException {
    forget(to);
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "<artifactId>" + from + "</artifactId>", "<artifactId>" + to + "</artifactId>"));
  }

  /** Removes what earlier runs have put into the repository under an artifact id. */
  static void forget(String artifactId) throws IOException {
    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it").resolve(artifactId);
    if (Files.exists(installed)) {
      delete(installed);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
