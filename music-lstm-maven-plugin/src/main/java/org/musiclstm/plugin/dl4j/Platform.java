package org.musiclstm.plugin.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.dl4j.Library;

/**
 * A kind of machine, as the native libraries of ND4J tell them apart.
 *
 * @param name the classifier of its libraries, such as {@code linux-x86_64}
 * @param isMusl whether its C library is musl, which runs nothing that was built for glibc
 */
public record Platform(String name, boolean isMusl) {
  private static final String LINUX = "linux";

  /** Where C libraries have the program that loads others. */
  private static final List<Path> LOADERS = List.of(Path.of("/lib"), Path.of("/lib64"));

  /** This machine, as its JDK sees it. */
  public static Platform ofHost() {
    return of(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        LOADERS.stream().flatMap(Platform::names).toList());
  }

  /**
   * A machine.
   *
   * @param osName the property {@code os.name} of its JDK
   * @param osArch the property {@code os.arch} of its JDK
   * @param libraries the names of its system's libraries, of which only loaders count
   */
  static Platform of(String osName, String osArch, List<String> libraries) {
    String system = system(osName.toLowerCase(Locale.ROOT));
    boolean musl = libraries.stream().anyMatch(name -> name.startsWith("ld-musl-"));
    boolean glibc = libraries.stream().anyMatch(name -> name.startsWith("ld-linux"));
    return new Platform(
        system + "-" + processor(osArch.toLowerCase(Locale.ROOT)),
        system.equals(LINUX) && musl && !glibc);
  }

  private static String system(String name) {
    if (name.startsWith("mac") || name.startsWith("darwin")) {
      return "macosx";
    }
    return name.startsWith("windows") ? "windows" : name.replace(" ", "");
  }

  private static String processor(String name) {
    return switch (name) {
      case "amd64", "x86_64", "x86-64", "x64" -> "x86_64";
      case "aarch64", "arm64" -> "arm64";
      case "i386", "i486", "i586", "i686", "x86" -> "x86";
      default -> name;
    };
  }

  private static Stream<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  /** Whether there is a backend of ND4J for its processor. */
  public boolean isSupported() {
    return !isMusl && Library.platforms().contains(name);
  }

  /**
   * Checks that there is a backend of ND4J for its processor.
   *
   * @throws InputException when there is none
   */
  void check() {
    if (!isSupported()) {
      throw new InputException(
          "The engine dl4j needs native libraries that there are for "
              + String.join(", ", Library.platforms())
              + " (on Linux with glibc), and this machine is "
              + this
              + "; set engine to jvm, which runs wherever a JDK does.");
    }
  }

  /** Its name, and what keeps it from running libraries of that name. */
  @Override
  public String toString() {
    return isMusl ? name + " with musl" : name;
  }
}
