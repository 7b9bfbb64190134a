package org.musiclstm;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wish that work comes to an end. Who begins work says {@linkplain #heeding who may ask it to
 * stop}; the work itself {@linkplain #check looks} in every loop that may take long, wherever that
 * is, and ends with a {@link StoppedException}.
 *
 * <p>A wish belongs to the thread that heeds it, and to those that it {@linkplain #carried shares
 * its work with}. Without one, work runs to its end.
 */
public final class Stop {
  private static final BooleanSupplier NEVER = Stop::never;

  private static final ThreadLocal<BooleanSupplier> ASKED = ThreadLocal.withInitial(() -> NEVER);

  private Stop() {}

  private static boolean never() {
    return false;
  }

  /**
   * Does work that ends early once it is asked to, or once the work around it is.
   *
   * @param stop asked often, by several threads, so that it has to be quick; once it has said so it
   *     says so ever after
   * @throws StoppedException when it ended early
   */
  public static <T extends @Nullable Object> T heeding(BooleanSupplier stop, Supplier<T> work) {
    BooleanSupplier around = ASKED.get();
    return with(around == NEVER ? stop : () -> around.getAsBoolean() || stop.getAsBoolean(), work);
  }

  /** Does work to its end, whoever asks: what must not be left half done. */
  public static void ignoring(Runnable work) {
    with(
        NEVER,
        () -> {
          work.run();
          return null;
        });
  }

  /** Work for other threads, each piece of which heeds what this thread heeds now. */
  public static <A, B> Function<A, B> carried(Function<A, B> work) {
    BooleanSupplier stop = ASKED.get();
    return argument ->
        with(
            stop,
            () -> {
              check();
              return work.apply(argument);
            });
  }

  /** What this thread heeds now, for another one to ask. */
  public static BooleanSupplier asked() {
    return ASKED.get();
  }

  /**
   * Looks whether the work of this thread is to end.
   *
   * @throws StoppedException when it is
   */
  public static void check() {
    if (ASKED.get().getAsBoolean()) {
      throw new StoppedException();
    }
  }

  /** A stream before every write to which this thread looks whether its work is to end. */
  public static OutputStream looking(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        check();
        out.write(bytes, offset, length);
      }
    };
  }

  private static <T extends @Nullable Object> T with(BooleanSupplier stop, Supplier<T> work) {
    BooleanSupplier around = ASKED.get();
    ASKED.set(stop);
    try {
      return work.get();
    } finally {
      if (around == NEVER) {
        ASKED.remove();
      } else {
        ASKED.set(around);
      }
    }
  }
}
