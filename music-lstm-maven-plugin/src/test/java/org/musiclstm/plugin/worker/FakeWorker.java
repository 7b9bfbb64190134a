package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands in for the worker in a JVM of its own and does what the property {@code fake} says. */
@SuppressWarnings("SystemOut")
final class FakeWorker {
  private static final int MANY = Integer.MAX_VALUE - 8;

  private FakeWorker() {}

  public static void main(String[] arguments) throws Exception {
    Path exchange = Path.of(arguments[0]);
    switch (System.getProperty("fake", "")) {
      case "done" -> {
        append(exchange, message("INFO", "one"));
        append(exchange, "no event");
        append(exchange, message("WARNING", "two"));
        end(exchange, "DONE", 0, "It is done.");
      }
      case "wrong input" -> end(exchange, "INPUT", 2, "The file a.mid is empty; take it away.");
      case "crash" -> {
        System.err.println("Something is badly wrong.");
        Runtime.getRuntime().halt(3);
      }
      case "broken" -> end(exchange, "BROKEN", 3, "Loss is no number at iteration 7.");
      case "lie" -> end(exchange, "DONE", 1, "It is done.");
      case "out of memory" -> System.out.println(Arrays.hashCode(new long[MANY]));
      case "killed" -> {
        ProcessHandle self = ProcessHandle.current();
        new ProcessBuilder("kill", "-9", Long.toString(self.pid())).start();
        new CountDownLatch(1).await();
      }
      case "stops when asked" -> {
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> end(exchange, "INTERRUPTED", 130, "A checkpoint is at iteration 12.")));
        append(exchange, message("INFO", "ready " + ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
      }
      case "stops at the file" -> {
        // A signal ends it no more than on a system that has none.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAtFile(exchange)));
        append(exchange, message("INFO", "ready " + ProcessHandle.current().pid()));
        endAtFile(exchange);
      }
      case "stops late" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWhenAllowed(exchange)));
        append(exchange, message("INFO", "ready " + ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
      }
      case "does not stop" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(FakeWorker::waitForEver));
        append(exchange, message("INFO", "ready " + ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
      }
      case "say" -> {
        append(exchange, message("INFO", String.valueOf(System.getProperty("said"))));
        append(exchange, message("INFO", System.getProperty("music-lstm.parent", "nobody")));
        append(exchange, message("INFO", Files.readString(exchange.resolve("request.json"))));
        end(exchange, "DONE", 0, "Reported.");
      }
      default -> throw new IllegalArgumentException("No fake is called so.");
    }
  }

  /** Ends once the test has made the file {@code go}, or after a minute without a result. */
  private static void endWhenAllowed(Path exchange) {
    try {
      for (int look = 0; look < 600; look++) {
        if (Files.exists(exchange.resolve("go"))) {
          end(exchange, "INTERRUPTED", 130, "A checkpoint is at iteration 12.");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endAtFile(Path exchange) {
    try {
      while (!Files.exists(exchange.resolve("stop"))) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      end(exchange, "INTERRUPTED", 130, "A checkpoint is at iteration 12.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String message(String level, String text) {
    return "{\"event\":\"message\",\"level\":\""
        + level
        + "\",\"text\":\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"}";
  }

  private static void append(Path exchange, String line) throws IOException {
    Files.writeString(
        exchange.resolve("events.jsonl"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void end(Path exchange, String status, int exitCode, String sentence) {
    try {
      Files.writeString(
          exchange.resolve("result.json"),
          "{\"status\":\"" + status + "\",\"summary\":[\"" + sentence + "\"],\"unfinished\":\"\"}");
    } catch (IOException e) {
      Runtime.getRuntime().halt(99);
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
