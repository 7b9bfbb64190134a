package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Has the worker run as it does for users: for long trainings, and for what they see first. */
  static final String USUAL_WORKER = "the usual worker";

  private static final String CACHE = "-Dmusic-lstm.cache";
  private static final String JVM_ARGS = "-Dmusic-lstm.jvmArgs=";
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
    return run(installation, folder, command(installation, true, arguments));
  }

  /**
   * Runs Maven in a folder to its end, in the locale that machines have on which nobody set one.
   */
  static Build runInPlainLocale(Path folder, String... arguments) {
    Installation outer = Installation.outer();
    List<String> command = new ArrayList<>(List.of("env", "LC_ALL=C"));
    command.addAll(command(outer, true, arguments));
    return run(outer, folder, command);
  }

  /**
   * Runs Maven in a terminal of so many columns, and of plain letters, to its end. Needs the
   * program {@code script} of util-linux.
   */
  static Build runInTerminal(Path folder, int columns, String... arguments) {
    Installation outer = Installation.outer();
    String command =
        command(outer, false, arguments).stream()
            .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    // Maven need not be able to ask the terminal for its width: some come without native libraries.
    String terminal =
        "unset CI NO_COLOR; export TERM=xterm LC_ALL=C COLUMNS=%1$s; stty cols %1$s; exec "
            .formatted(columns);
    return run(outer, folder, List.of("script", "-qec", terminal + command, "/dev/null"));
  }

  private static Build run(Installation installation, Path folder, List<String> command) {
    try {
      Path log = Files.createTempFile(Files.createDirectories(BUILDS), "build-", ".log");
      Process process = start(installation, folder, log, command, Map.of());
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
    return start(folder, log, List.of(), Map.of(), arguments);
  }

  /**
   * Starts Maven in a folder through another program, such as one that limits what it may use, and
   * does not wait.
   *
   * @param before the other program with its arguments, behind which those of Maven come; may be
   *     empty
   * @param variables environment variables to add
   */
  static Process start(
      Path folder,
      Path log,
      List<String> before,
      Map<String, String> variables,
      String... arguments)
      throws IOException {
    Installation outer = Installation.outer();
    List<String> command = new ArrayList<>(before);
    command.addAll(command(outer, true, arguments));
    return start(outer, folder, log, command, variables);
  }

  private static List<String> command(
      Installation installation, boolean batch, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(installation.launcher().toString());
    if (batch) {
      command.add("-B");
    }
    command.addAll(List.of("-ntp", "-e", "-Dmaven.repo.local=" + REPOSITORY));
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
    if (Stream.of(arguments).noneMatch(argument -> argument.startsWith(CACHE))) {
      // A test that looks at a training has to see one.
      command.add(CACHE + "=false");
    }
    if (installation.equals(Installation.outer())
        && Stream.of(arguments)
            .noneMatch(
                argument -> argument.equals(USUAL_WORKER) || argument.startsWith(JVM_ARGS))) {
      // So small a training is over before the vectors are compiled. Workers of other Mavens are
      // those that users get, and have to make the same bytes.
      command.add(JVM_ARGS + "-Dmusic-lstm.kernel=scalar -XX:TieredStopAtLevel=1");
    }
    // Not to queue behind what else trains on this machine.
    command.add("-Dmusic-lstm.queue=false");
    command.addAll(
        Stream.of(arguments).filter(argument -> !argument.equals(USUAL_WORKER)).toList());
    return command;
  }

  private static Process start(
      Installation installation,
      Path folder,
      Path log,
      List<String> command,
      Map<String, String> variables)
      throws IOException {
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
    // Builds are over before the second compiler would pay.
    environment.merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", (own, added) -> own + " " + added);
    environment.putAll(variables);
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

  private static Path settings() {
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
    try {
      return Files.writeString(Files.createDirectories(BUILDS).resolve("settings.xml"), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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
