package org.musiclstm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM like this one, on the same class path. */
public final class ChildJvm {
  private static final long MOST_SECONDS = 300;

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a JVM with the vector module.
   *
   * @param output where its standard output and errors go
   * @param options options of java
   * @param main the class to run
   */
  public static ChildJvm start(Path output, List<String> options, Class<?> main, String... args)
      throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    return start(home, output, options, main, args);
  }

  /**
   * Starts a JVM of another JDK with the vector module.
   *
   * @param home the JDK's folder
   * @param output where its standard output and errors go
   * @param options options of java
   * @param main the class to run
   */
  public static ChildJvm start(
      Path home, Path output, List<String> options, Class<?> main, String... args)
      throws IOException {
    return start(List.of(), home, output, options, main, args);
  }

  /**
   * Starts a JVM that cannot write a file of more than so many blocks of 512 bytes, as on a disk
   * that is full. Needs a shell.
   */
  public static ChildJvm startWithSmallDisk(
      int blocks, Path output, List<String> options, Class<?> main, String... args)
      throws IOException {
    // The JVM's own file of performance data would be too large as well.
    List<String> all = new ArrayList<>(List.of("-XX:-UsePerfData"));
    all.addAll(options);
    return start(
        List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"),
        Path.of(System.getProperty("java.home")),
        output,
        all,
        main,
        args);
  }

  /** Starts a JVM on another class path. */
  public static ChildJvm startOn(
      String classPath, Path output, List<String> options, Class<?> main, String... args)
      throws IOException {
    return start(
        List.of(),
        Path.of(System.getProperty("java.home")),
        classPath,
        output,
        options,
        main,
        args);
  }

  private static ChildJvm start(
      List<String> launcher,
      Path home,
      Path output,
      List<String> options,
      Class<?> main,
      String... args)
      throws IOException {
    return start(
        launcher, home, System.getProperty("java.class.path"), output, options, main, args);
  }

  private static ChildJvm start(
      List<String> launcher,
      Path home,
      String classPath,
      Path output,
      List<String> options,
      Class<?> main,
      String... args)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx256m"));
    // So small a heap is collected soonest by one thread.
    command.add("-XX:+UseSerialGC");
    // Not to queue behind what else trains on this machine.
    command.add("-Dmusic-lstm.machine=" + output.resolveSibling("machine"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ChildJvm(process, output);
  }

  /** Waits until it ends, which has to be within a minute. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the child JVM does not end");
    }
    return process.exitValue();
  }

  /** What it has printed, for messages. */
  public String output() throws IOException {
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  /** The process. */
  public Process process() {
    return process;
  }
}
