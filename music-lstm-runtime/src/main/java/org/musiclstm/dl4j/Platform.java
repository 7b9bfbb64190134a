package org.musiclstm.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.musiclstm.InputException;

/**
 * What a JDK runs on, as the native libraries of ND4J distinguish it . On one machine JDKs may
 * differ in it: many a system also runs programs that were built for another processor.
 *
 * @param name the classifier of its libraries, such as {@code linux-x86_64}
 * @param isMusl whether its C library is musl, which runs nothing that was built for glibc
 */
public record Platform(String name, boolean isMusl) {
  private static final String LINUX = "linux";

  /** Where C libraries have the program that loads others. */
  private static final List<Path> LOADERS = List.of(Path.of("/lib"), Path.of("/lib64"));

  /** That of the JDK that runs this. */
  public static Platform ofThisJvm() {
    return ofJdk(Map.of());
  }

  /**
   * That of a JDK.
   *
   * @param release what the JDK says of itself in its file {@code release}, without the quotes;
   *     what it does not say of {@code OS_NAME}, {@code OS_ARCH} and {@code LIBC} is taken to be as
   *     it is for the JDK that runs this
   */
  public static Platform ofJdk(Map<String, String> release) {
    String system =
        system(release.getOrDefault("OS_NAME", System.getProperty("os.name", "")).strip());
    String processor =
        processor(release.getOrDefault("OS_ARCH", System.getProperty("os.arch", "")).strip());
    String library = release.getOrDefault("LIBC", "");
    return new Platform(
        system + "-" + processor,
        system.equals(LINUX)
            && (library.isEmpty()
                ? loadsMuslAlone(LOADERS.stream().flatMap(Platform::names).toList())
                : library.equals("musl")));
  }

  /**
   * Whether a system can run programs that need musl and none that need glibc.
   *
   * @param libraries the names of its libraries, of which only loaders count
   */
  static boolean loadsMuslAlone(List<String> libraries) {
    return libraries.stream().anyMatch(name -> name.startsWith("ld-musl-"))
        && libraries.stream().noneMatch(name -> name.startsWith("ld-linux"));
  }

  /** Older JDKs say Darwin in their file where they have Mac OS X as a property. */
  private static String system(String reported) {
    String name = reported.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac") || name.startsWith("darwin")) {
      return "macosx";
    }
    return name.startsWith("windows") ? "windows" : name.replace(" ", "");
  }

  private static String processor(String reported) {
    String name = reported.toLowerCase(Locale.ROOT);
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
  public void check() {
    if (!isSupported()) {
      throw new InputException(
          "The engine dl4j needs native libraries that there are for "
              + String.join(", ", Library.platforms())
              + " (on Linux with glibc), and the worker's JDK is one for "
              + this
              + "; set engine to jvm, which runs wherever a JDK does, or, to reproduce a model, take"
              + " a JDK for one of these.");
    }
  }

  /** Its name, and what keeps it from running libraries of that name. */
  @Override
  public String toString() {
    return isMusl ? name + " with musl" : name;
  }
}
