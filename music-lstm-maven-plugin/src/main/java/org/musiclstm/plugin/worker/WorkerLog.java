package org.musiclstm.plugin.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the worker's JVM printed, as far as it says why the worker broke.
 *
 * @param lastLines the last lines that are neither blank nor what every JVM prints
 * @param outOfMemory whether the JVM said that memory did not suffice
 */
record WorkerLog(List<String> lastLines, boolean outOfMemory) {
  private static final int LINES = 10;

  private static final List<String> SIGNS_OF_TOO_LITTLE_MEMORY =
      List.of(
          "OutOfMemoryError",
          "insufficient memory for the Java Runtime",
          "Could not reserve enough space",
          "Too small maximum heap");

  /** What a JVM prints in good times as well. */
  private static final List<String> BEGINNINGS_THAT_TELL_NOTHING =
      List.of("WARNING: Using incubator modules", "Picked up ");

  WorkerLog {
    lastLines = List.copyOf(lastLines);
  }

  /** Reads a log; one that cannot be read is empty. */
  static WorkerLog read(Path file) {
    Deque<String> last = new ArrayDeque<>();
    boolean outOfMemory = false;
    // Native libraries print what they like: what is no text in this charset is replaced.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        outOfMemory |= SIGNS_OF_TOO_LITTLE_MEMORY.stream().anyMatch(line::contains);
        if (!line.isBlank() && BEGINNINGS_THAT_TELL_NOTHING.stream().noneMatch(line::startsWith)) {
          last.addLast(line);
          if (last.size() > LINES) {
            last.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      return new WorkerLog(List.of(), false);
    }
    return new WorkerLog(List.copyOf(last), outOfMemory);
  }
}
