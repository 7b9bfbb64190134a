package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Maven, that of the outer build if nothing else is said, run with a repository of the tests' own.
 * What the outer build has downloaded is taken from its repository, which is only read.
 */
final class Maven {
  /** The plugin's version. */
  static final String VERSION = property("it.version");

  /** The folder in which builds may do what they like. */
  static final Path BUILDS = Path.of(property("it.builds"));

  /** The repository of the tests. */
  static final Path REPOSITORY = Path.of(property("it.repository"));

  private static final int MINUTES_AT_MOST = 5;

  private Maven() {}

  /** A goal of the plugin under the name that needs no POM. */
  static String goal(String name) {
    return "org.musiclstm:music-lstm-maven-plugin:" + VERSION + ":" + name;
  }

  /** Runs Maven in a folder to its end. */
  static Build run(Path folder, String... arguments) {
    return run(Installation.outer(), folder, arguments);
  }

  /** Runs a certain Maven in a folder to its end. */
  static Build run(Installation installation, Path folder, String... arguments) {
    try {
      Path log = Files.createTempFile(Files.createDirectories(BUILDS), "build-", ".log");
      Process process = start(installation, folder, log, arguments);
      if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "Maven still runs after " + MINUTES_AT_MOST + " minutes; its log is " + log);
      }
      return new Build(process.exitValue(), Files.readAllLines(log));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts Maven in a folder and does not wait. */
  static Process start(Path folder, Path log, String... arguments) throws IOException {
    return start(Installation.outer(), folder, log, arguments);
  }

  private static Process start(
      Installation installation, Path folder, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(installation.launcher().toString());
    command.addAll(List.of("-B", "-ntp", "-e", "-Dmaven.repo.local=" + REPOSITORY));
    command.addAll(List.of("-s", settings().toString()));
    Path ofUser = Path.of(property("it.settings").replaceFirst("settings: ", ""));
    if (Files.exists(ofUser)) {
      // Mirrors, proxies and credentials of the one who runs the tests.
      command.addAll(List.of("-gs", ofUser.toString()));
    }
    if (isOffline()) {
      command.add("-o");
    }
    command.add("-Dmusic-lstm.version=" + VERSION);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", installation.jdk().toString());
    // What the outer Maven's script has exported is not meant for this one.
    environment.remove("MAVEN_PROJECTBASEDIR");
    environment.remove("MAVEN_CMD_LINE_ARGS");
    return builder.start();
  }

  /** Whether the outer build may not use the network, and so these may not. */
  static boolean isOffline() {
    return property("it.offline").endsWith("true");
  }

  /** Every file in a folder with its content, by the path from there. */
  static Map<String, byte[]> contents(Path folder) {
    Map<String, byte[]> contents = new TreeMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return contents;
  }

  private static Path settings() throws IOException {
    String text =
        """
        <settings>
          <profiles>
        %s%s  </profiles>
          <activeProfiles>
            <activeProfile>outer-build</activeProfile>
          </activeProfiles>
        </settings>
        """
            .formatted(
                profile("outer-build", Path.of(property("it.outerRepository")), false),
                // For builds that have yet another repository.
                profile("of-the-tests", REPOSITORY, true));
    return Files.writeString(Files.createDirectories(BUILDS).resolve("settings.xml"), text);
  }

  /** A profile with a repository of its name. */
  private static String profile(String name, Path repository, boolean snapshots) {
    String content =
        """
                <id>%s</id>
                <url>%s</url>
                <releases>
                  <updatePolicy>never</updatePolicy>
                  <checksumPolicy>ignore</checksumPolicy>
                </releases>
                <snapshots>
                  <enabled>%b</enabled>
                  <checksumPolicy>ignore</checksumPolicy>
                </snapshots>
        """
            .formatted(name, repository.toUri(), snapshots);
    return """
            <profile>
              <id>%1$s</id>
              <repositories><repository>
        %2$s      </repository></repositories>
              <pluginRepositories><pluginRepository>
        %2$s      </pluginRepository></pluginRepositories>
            </profile>
        """
        .formatted(name, content);
  }

  /** What the outer build says of itself. */
  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "The property " + name + " is missing; run these tests by mvn verify.");
    }
    return value;
  }
}
