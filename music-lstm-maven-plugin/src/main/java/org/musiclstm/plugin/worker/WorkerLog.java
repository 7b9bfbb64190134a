package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the worker's JVM printed, as far as it tells why the worker broke.
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
    // Any bytes are text in this charset: native libraries print what they like.
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        String line = each.next();
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
