package org.musiclstm.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A jar that the engine dl4j needs beside the runtime itself. The list of them is a resource,
 * {@code libraries.txt}, so that what is resolved for a build is what the tests run with.
 *
 * @param ofProcessors whether it is a part of ND4J's backend for processors, which another backend
 *     takes the place of
 * @param platform the platform that it is for, as ND4J names it, such as {@code linux-x86_64};
 *     nothing when it is for all
 * @param bytes its size
 */
public record Library(
    String groupId,
    String artifactId,
    String version,
    Optional<String> platform,
    boolean ofProcessors,
    long bytes) {
  private static final String LIST = "libraries.txt";

  private static final Pattern LINE =
      Pattern.compile("(cpu )?(\\d+) ([^: ]+):([^: ]+):([^: ]+)(?::([^: ]+))?");

  /** All of them, in the order in which they stand on a class path. */
  public static List<Library> all() {
    try (InputStream list = Library.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("the resource " + LIST + " is missing");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Library::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The platforms that ND4J has a backend for processors for. */
  public static SortedSet<String> platforms() {
    return all().stream()
        .filter(Library::ofProcessors)
        .flatMap(library -> library.platform().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Library parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException(LIST + " has the line " + line);
    }
    return new Library(
        matcher.group(3),
        matcher.group(4),
        matcher.group(5),
        Optional.ofNullable(matcher.group(6)),
        matcher.group(1) != null,
        Long.parseLong(matcher.group(2)));
  }

  /** Whether a platform needs it. */
  public boolean isFor(String host) {
    return platform.isEmpty() || platform.get().equals(host);
  }

  /** The name that its file has in a repository. */
  public String fileName() {
    return artifactId
        + "-"
        + version
        + platform.map(classifier -> "-" + classifier).orElse("")
        + ".jar";
  }

  /** As Maven writes its coordinates. */
  @Override
  public String toString() {
    return groupId
        + ":"
        + artifactId
        + ":jar:"
        + platform.map(classifier -> classifier + ":").orElse("")
        + version;
  }
}
