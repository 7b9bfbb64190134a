package org.musiclstm.plugin.project;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.musiclstm.InputException;

/**
 * Paths of a project as its POM and the user write them.
 *
 * @param goal the goal whose fields they come from, to name the option of a wrong one
 * @param basedir the folder of the project
 * @param buildFolder what the plugin keeps in the project's build folder
 */
public record ProjectPaths(Object goal, File basedir, File buildFolder) {
  /** What Maven 3 leaves in the build folder's path where there is no POM. */
  private static final String UNRESOLVED = "${project.basedir}";

  /** The folder of everything that the plugin keeps in the project's build folder. */
  public Path buildDirectory() {
    return absolute(buildFolder);
  }

  /** The folder of songs where no option names another. */
  public Path defaultSongs() {
    return absolute(Applicability.SONGS.toFile());
  }

  /** Whether something lies in the folder of the project. */
  public boolean isInProject(Path path) {
    return path.startsWith(absolute(new File("")));
  }

  /**
   * A path from the project's folder on as an absolute one.
   *
   * @throws InputException when it cannot be a path on this system
   */
  public Path absolute(File file) {
    try {
      return fromBase(file);
    } catch (InvalidPathException e) {
      throw ForeignPath.refused(e);
    }
  }

  /**
   * A path from the project's folder on as an absolute one.
   *
   * @throws InputException when the text cannot be a path on this system
   */
  public Path absolute(String option, String path) {
    try {
      return fromBase(Path.of(path).toFile());
    } catch (InvalidPathException e) {
      throw ForeignPath.refused(option, path, e);
    }
  }

  private Path fromBase(File file) {
    String path = file.getPath();
    int unresolved = path.indexOf(UNRESOLVED);
    Path fromBase =
        unresolved < 0
            ? FileOptions.path(goal, file)
            : Path.of(basedir + path.substring(unresolved + UNRESOLVED.length()));
    return basedir.toPath().toAbsolutePath().resolve(fromBase).normalize();
  }

  /** A path as the user would write it: from the project's folder on where it lies in there. */
  public String shown(Path path) {
    Path base = basedir.toPath().toAbsolutePath().normalize();
    if (path.equals(base)) {
      return ".";
    }
    return (path.startsWith(base) ? base.relativize(path) : path).toString();
  }

  /**
   * Whether two paths are those of one file: links lead to it, or its name may be written so too.
   */
  public static boolean isSame(Path one, Path other) {
    try {
      return one.equals(other)
          || (Files.exists(one)
              && Files.exists(other)
              && one.toRealPath().equals(other.toRealPath()));
    } catch (IOException e) {
      return false;
    }
  }
}
