package org.musiclstm.plugin.project;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.PortableName;

/**
 * A folder of the class path, from its root on.
 *
 * @param names of the folders on the way, none for the root
 */
public record ClassPathFolder(List<String> names) {
  private static final String SEPARATOR = "/";

  /** Copies the list. */
  public ClassPathFolder {
    names = List.copyOf(names);
  }

  /**
   * Reads what a user has written, such as com/example/music.
   *
   * @param option the option, for messages
   * @param text none for the root
   * @throws InputException when it is no relative path that every system and every jar takes
   */
  public static ClassPathFolder parse(String option, @Nullable String text) {
    String path = text == null ? "" : text.strip().replaceFirst("/$", "");
    if (path.isEmpty()) {
      return new ClassPathFolder(List.of());
    }
    List<String> names = Arrays.asList(path.split(SEPARATOR, -1));
    for (String name : names) {
      Optional<String> remedy = PortableName.remedy(name);
      if (remedy.isPresent()) {
        throw InputException.option(
            option,
            path,
            "a folder of the class path, such as com/example/music, with names that every system"
                + " takes (\""
                + name
                + "\" has to be "
                + remedy.get()
                + ")");
      }
    }
    return new ClassPathFolder(names);
  }

  /** The name of a file in it, as class loaders take it. */
  public String resource(String file) {
    return names.stream().map(name -> name + SEPARATOR).collect(Collectors.joining()) + file;
  }

  /** Where it lies in a folder of classes. */
  Path in(Path classes) {
    Path folder = classes;
    for (String name : names) {
      folder = folder.resolve(name);
    }
    return folder;
  }

  public boolean isRoot() {
    return names.isEmpty();
  }
}
