package org.musiclstm.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file in the exchange directory by whose being there the worker is asked to stop. Unlike a
 * signal, every system has it: Windows ends a process where others would ask it to end.
 */
public final class StopFile {
  private static final String NAME = "stop";

  private StopFile() {}

  /**
   * Asks the worker of an exchange directory to stop.
   *
   * @return whether it can see that
   */
  public static boolean put(Path exchange) {
    Path file = exchange.resolve(NAME);
    try {
      Files.write(file, new byte[0]);
      return true;
    } catch (IOException e) {
      return Files.exists(file);
    }
  }

  /**
   * Takes back what an earlier worker of the exchange directory was asked.
   *
   * @throws IOException when it is there and cannot be taken back
   */
  public static void remove(Path exchange) throws IOException {
    Files.deleteIfExists(exchange.resolve(NAME));
  }

  /** Whether the worker is asked to stop. */
  public static boolean isIn(Path exchange) {
    return Files.exists(exchange.resolve(NAME));
  }
}
