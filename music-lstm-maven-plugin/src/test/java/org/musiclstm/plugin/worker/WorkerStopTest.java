package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops processes as Windows and as Unix have them, which are none. */
@Timeout(60)
class WorkerStopTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir Path exchange;

  /** What is done to a process, which ends when it is reported to in the way that it knows. */
  private final class Fake extends Process {
    private final boolean windows;
    private final boolean obedient;
    private final List<String> done = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Fake(boolean windows, boolean obedient) {
      this.windows = windows;
      this.obedient = obedient;
    }

    /** Looks for the file, as the worker does in a thread of its own. */
    private void look() {
      if (obedient && Files.exists(exchange.resolve("stop"))) {
        done.add("stopped by the file");
        ended.countDown();
      }
    }

    @Override
    public boolean supportsNormalTermination() {
      return !windows;
    }

    @Override
    public void destroy() {
      done.add("destroyed");
      if (windows || obedient) {
        ended.countDown();
      }
    }

    @Override
    public Process destroyForcibly() {
      done.add("killed");
      ended.countDown();
      return this;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
      look();
      return ended.await(timeout, unit);
    }

    @Override
    public boolean isAlive() {
      return ended.getCount() > 0;
    }

    @Override
    public int waitFor() throws InterruptedException {
      ended.await();
      return 1;
    }

    @Override
    public int exitValue() {
      return 1;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }
  }

  @Test
  void onWindowsAWorkerIsAskedByAFileAndNotKilled() {
    Fake process = new Fake(true, true);
    WorkerStop stop = new WorkerStop(process, exchange, LONG);

    stop.stop(() -> {});

    assertThat(process.done).containsExactly("stopped by the file");
    assertThat(stop.wasAsked()).isTrue();
    assertThat(stop.hasKilled()).isFalse();
  }

  @Test
  void elsewhereAWorkerIsAskedByASignalToo() {
    Fake process = new Fake(false, true);
    WorkerStop stop = new WorkerStop(process, exchange, LONG);

    stop.stop(() -> {});

    assertThat(process.done).containsExactly("destroyed");
    assertThat(exchange.resolve("stop")).exists();
    assertThat(stop.hasKilled()).isFalse();
  }

  @Test
  void aWorkerThatDoesNotStopIsKilledAfterTheGraceOnly() {
    for (boolean windows : new boolean[] {true, false}) {
      Fake process = new Fake(windows, false);
      WorkerStop stop = new WorkerStop(process, exchange, SHORT);
      List<Integer> reported = new ArrayList<>();

      stop.stop(() -> reported.add(process.done.size()));

      assertThat(process.done)
          .isEqualTo(windows ? List.of("killed") : List.of("destroyed", "killed"));
      assertThat(reported)
          .as("what had been done when it was reported")
          .containsExactly(windows ? 0 : 1);
      assertThat(stop.hasKilled()).isTrue();
    }
  }

  @Test
  void anInterruptDoesNotShortenTheGrace() {
    Fake process = new Fake(true, true);
    Thread.currentThread().interrupt();

    new WorkerStop(process, exchange, LONG).stop(() -> {});

    assertThat(Thread.interrupted()).isTrue();
    assertThat(process.done).containsExactly("stopped by the file");
  }

  @Test
  void aWorkerThatCannotBeAskedIsKilledAtOnce() throws IOException {
    Path none = exchange.resolve("gone");
    Fake process = new Fake(true, false);
    WorkerStop stop = new WorkerStop(process, none, LONG);

    stop.stop(() -> {});

    assertThat(process.done).containsExactly("killed");
    assertThat(stop.hasKilled()).isTrue();
  }
}
