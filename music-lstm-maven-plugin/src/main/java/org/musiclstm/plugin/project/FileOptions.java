package org.musiclstm.plugin.project;

import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.musiclstm.InputException;

/** Paths that Maven gives to a goal as files, of which a system may refuse some. */
final class FileOptions {
  private FileOptions() {}

  /**
   * The path of a file that a goal was given.
   *
   * @throws InputException when it can be none on this system; it names the option
   */
  static Path path(Object goal, File file) {
    try {
      return file.toPath();
    } catch (InvalidPathException e) {
      throw ForeignPath.refused(name(goal, file), file.toString(), e);
    }
  }

  /** The name of the option that gave a file: Maven sets the field that is called so. */
  private static String name(Object goal, File file) {
    for (Class<?> type = goal.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == File.class && field.trySetAccessible()) {
          try {
            if (field.get(goal) == file) {
              return field.getName();
            }
          } catch (IllegalAccessException e) {
            // It was made accessible just now.
          }
        }
      }
    }
    return "that names a file";
  }
}
