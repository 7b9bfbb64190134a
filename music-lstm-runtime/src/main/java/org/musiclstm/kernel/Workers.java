package org.musiclstm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;

/**
 * A crew of threads that share out numbered pieces of work; the calling thread is one of them. Who
 * does which piece is a matter of chance, so a piece may only write what no other piece touches.
 *
 * <p>Rounds of work follow each other within microseconds in a training step, so a thread looks for
 * the next round for a moment before it goes to sleep; it does not look for long, because on a
 * loaded machine that would take the time of those who have work.
 */
public final class Workers implements AutoCloseable {
  private static final int LOOKS = 200;

  /** One numbered piece of work. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does a piece.
     *
     * @param item which piece, from 0
     * @param worker which thread of the crew does it, from 0; no two pieces run in one at once
     */
    void run(int item, int worker);
  }

  /** One call of {@link #forEach}. */
  private static final class Round {
    private final Work work;
    private final int items;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread caller = Thread.currentThread();
    private final BooleanSupplier stop = Stop.asked();
    private volatile boolean stopped;

    Round(Work work, int items) {
      this.work = work;
      this.items = items;
    }

    /** Takes pieces until none is left; once asked to stop, it does none of those that it takes. */
    @SuppressWarnings("ThreadPriorityCheck")
    void help(int worker) {
      int item = next.getAndIncrement();
      while (item < items) {
        try {
          if (stopped || stop.getAsBoolean()) {
            stopped = true;
          } else {
            work.run(item, worker);
          }
        } catch (Throwable e) {
          failure.compareAndSet(null, e);
        }
        if (done.incrementAndGet() == items) {
          LockSupport.unpark(caller);
        }
        item = next.getAndIncrement();
      }
    }

    boolean isDone() {
      return done.get() == items;
    }
  }

  private static final Round NONE = new Round((item, worker) -> {}, 0);

  private final List<Thread> threads = new ArrayList<>();
  private volatile Round round = NONE;
  private volatile boolean closed;

  /**
   * Starts a crew.
   *
   * @param size how many threads work, the caller of {@link #forEach} included, 1 or more
   */
  public Workers(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size is " + size + ", but has to be 1 or more");
    }
    for (int n = 1; n < size; n++) {
      int worker = n;
      Thread thread = new Thread(() -> serve(worker), "music-lstm-worker-" + n);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** How many threads work. */
  public int size() {
    return threads.size() + 1;
  }

  /**
   * Does all pieces and returns when the last is done. Not to be called by two threads at once, nor
   * from within a piece. Whether to {@linkplain Stop stop} is asked before every piece, in
   * whichever thread.
   *
   * @param items how many pieces there are
   * @throws StoppedException when it was asked to stop, so that some pieces are not done
   */
  public void forEach(int items, Work work) {
    Round current = new Round(work, items);
    if (items > 1) {
      round = current;
      for (Thread thread : threads) {
        LockSupport.unpark(thread);
      }
    }
    current.help(0);
    for (int looks = 0; !current.isDone(); looks++) {
      pause(looks, current);
    }
    Throwable failure = current.failure.get();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (current.stopped) {
      throw new StoppedException();
    }
  }

  private void serve(int worker) {
    Round last = NONE;
    while (!closed) {
      Round current = round;
      for (int looks = 0; current == last && !closed; looks++) {
        pause(looks, this);
        current = round;
      }
      current.help(worker);
      last = current;
    }
  }

  private static void pause(int looks, Object blocker) {
    if (looks < LOOKS) {
      Thread.onSpinWait();
    } else {
      LockSupport.park(blocker);
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
