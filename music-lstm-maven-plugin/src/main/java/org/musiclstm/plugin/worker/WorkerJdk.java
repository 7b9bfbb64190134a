package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.musiclstm.InputException;

/**
 * The Java that the worker runs on.
 *
 * @param java the launcher
 * @param origin who chose it, for messages
 */
public record WorkerJdk(Path java, String origin) {
  /** The oldest Java that the runtime runs on. */
  static final int OLDEST = 17;

  // "17.0.15", "21-ea" and, up to Java 8, "1.8.0_292".
  private static final Pattern FEATURE_VERSION = Pattern.compile("(?:1\\.)?(\\d+).*");

  /**
   * Chooses the JDK that the goal asks for, else the one that the build has chosen by a toolchain,
   * else the one that Maven runs on.
   *
   * @param requirements what the goal asks of a toolchain, such as its {@code version}; empty when
   *     it asks for none
   * @throws InputException when no toolchain meets the requirements, or when the JDK is too old
   */
  public static WorkerJdk choose(
      ToolchainManager toolchains, MavenSession session, Map<String, String> requirements) {
    if (!requirements.isEmpty()) {
      Map<String, String> sorted = new TreeMap<>(requirements);
      return toolchains.getToolchains(session, "jdk", sorted).stream()
          .findFirst()
          .map(toolchain -> of(toolchain, "jdkToolchain " + sorted))
          .orElseThrow(
              () ->
                  new InputException(
                      "No JDK of the toolchains.xml meets jdkToolchain "
                          + sorted
                          + "; add one there, or take jdkToolchain away to use Maven's own."));
    }
    return ofBuild(toolchains, session)
        .map(toolchain -> of(toolchain, "the build's toolchain"))
        .orElseGet(WorkerJdk::ofMaven);
  }

  private static Optional<Toolchain> ofBuild(ToolchainManager toolchains, MavenSession session) {
    try {
      return Optional.ofNullable(toolchains.getToolchainFromBuildContext("jdk", session));
    } catch (NullPointerException e) {
      // The release candidates of Maven 4 do so where there is no POM (apache/maven#12336).
      return Optional.empty();
    }
  }

  private static WorkerJdk of(Toolchain toolchain, String origin) {
    String java = toolchain.findTool("java");
    if (java == null) {
      throw new InputException(
          "The JDK of " + origin + " (" + toolchain + ") has no java; correct the toolchains.xml.");
    }
    return new WorkerJdk(Path.of(java), origin).notTooOld();
  }

  private static WorkerJdk ofMaven() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path windows = bin.resolve("java.exe");
    return new WorkerJdk(
        Files.exists(windows) ? windows : bin.resolve("java"), "the JDK that Maven runs on");
  }

  /**
   * Checks that the runtime can run on it, as far as the JDK says its version.
   *
   * @throws InputException when it cannot
   */
  WorkerJdk notTooOld() {
    featureVersion()
        .filter(version -> version < OLDEST)
        .ifPresent(
            version -> {
              throw new InputException(
                  "The worker needs JDK 17 or newer, but "
                      + origin
                      + " is JDK "
                      + version
                      + " ("
                      + java
                      + "); ask for a newer one with <jdkToolchain><version>[17,)</version>"
                      + "</jdkToolchain>.");
            });
    return this;
  }

  /** Whether it has a module; assumed when the JDK does not say which modules it has. */
  boolean hasModule(String module) {
    String modules = release().getOrDefault("MODULES", "");
    return modules.isEmpty() || List.of(modules.split(" ", -1)).contains(module);
  }

  private Optional<Integer> featureVersion() {
    Matcher matcher = FEATURE_VERSION.matcher(release().getOrDefault("JAVA_VERSION", ""));
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  /**
   * What the JDK says of itself in its file {@code release}, such as {@code OS_ARCH}, without the
   * quotes; nothing when there is none.
   */
  public SortedMap<String, String> release() {
    Properties release = new Properties();
    try {
      Path home = java.toRealPath().resolve("../..").normalize();
      try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
        release.load(reader);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not there, or not of the form of properties.
      return new TreeMap<>();
    }
    SortedMap<String, String> entries = new TreeMap<>();
    for (String name : release.stringPropertyNames()) {
      entries.put(name, release.getProperty(name).replaceAll("^\"|\"$", "").strip());
    }
    entries.values().removeIf(String::isEmpty);
    return entries;
  }
}
