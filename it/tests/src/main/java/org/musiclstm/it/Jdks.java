package org.musiclstm.it;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine, as far as they are found. */
final class Jdks {
  private Jdks() {}

  /**
   * Finds a JDK in a variable such as JAVA_HOME_25_X64, which CI servers set, or beside the JDK of
   * the outer build.
   */
  static Optional<Path> find(int version) {
    List<Path> candidates = new ArrayList<>();
    for (Map.Entry<String, String> variable : new TreeMap<>(System.getenv()).entrySet()) {
      if (variable.getKey().matches("JAVA_HOME_" + version + "(_.*)?")) {
        candidates.add(Path.of(variable.getValue()));
      }
    }
    candidates.addAll(siblings(Installation.outer().jdk()));
    return candidates.stream().filter(jdk -> isJdk(jdk, version)).findFirst();
  }

  private static List<Path> siblings(Path jdk) {
    Path folder = jdk.getParent();
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      return Collections.emptyList();
    }
  }

  private static boolean isJdk(Path folder, int version) {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return false;
    }
    String found = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return found.split("[.+-]", 2)[0].equals(Integer.toString(version));
  }
}
