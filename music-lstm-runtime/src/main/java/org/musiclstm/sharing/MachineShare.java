package org.musiclstm.sharing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A share of this machine's processors and memory. The trainings of all builds of a user on the
 * machine together get no more than it has: each takes as many places as it needs, and waits where
 * not enough are free. A place is a {@link Lease}, so none is lost when a process dies.
 */
public final class MachineShare implements AutoCloseable {
  private static final String QUEUE = "queue";

  private final Map<Path, Lease> places = new HashMap<>();

  private MachineShare() {}

  /**
   * What is wanted of something that the machine has.
   *
   * @param name a word for it, such as {@code processor}
   * @param wanted how many places are wanted, at most as many as there are
   * @param all how many places there are
   */
  public record Want(String name, int wanted, int all) {
    /** Bounds what is wanted by what there is. */
    public Want {
      wanted = Math.min(wanted, all);
    }
  }

  /**
   * Waits for a share. Who waits longest is served first, so that many small ones do not keep a
   * large one waiting.
   *
   * @param folder where the places are, the same for all builds of a user on this machine
   * @param holder what others are told who have to wait
   * @param waiting is told once who holds places, before the first wait
   * @param stop whether to give up
   * @return nothing when it gave up
   * @throws IOException when the folder cannot be written or has no locks
   */
  public static Optional<MachineShare> take(
      Path folder, List<Want> wants, String holder, Consumer<String> waiting, BooleanSupplier stop)
      throws IOException {
    Once once = new Once(waiting);
    Optional<Lease> turn = Lease.take(folder.resolve(QUEUE), holder, once, stop);
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    MachineShare share = new MachineShare();
    boolean complete = false;
    Lease first = turn.get();
    try (first) {
      while (!complete && !stop.getAsBoolean()) {
        Set<String> holders = new TreeSet<>();
        boolean all = true;
        for (Want want : wants) {
          all &= share.take(folder, want, holder, holders);
        }
        complete = all;
        if (!complete) {
          // What is free is kept while the rest is waited for: nobody else is in line before us.
          once.accept(String.join(", ", holders));
          if (!Lease.pause()) {
            break;
          }
        }
      }
      return complete ? Optional.of(share) : Optional.empty();
    } finally {
      if (!complete) {
        share.close();
      }
    }
  }

  /** Takes free places until there are as many as wanted; otherwise tells who holds the rest. */
  private boolean take(Path folder, Want want, String holder, Set<String> holders)
      throws IOException {
    int taken = 0;
    Set<String> others = new TreeSet<>();
    for (int n = 0; n < want.all() && taken < want.wanted(); n++) {
      Path place = folder.resolve(want.name() + "-" + n);
      if (!places.containsKey(place)) {
        Lease.tryTake(place, holder).ifPresent(lease -> places.put(place, lease));
      }
      if (places.containsKey(place)) {
        taken++;
      } else {
        others.add(Lease.holder(place));
      }
    }
    if (taken < want.wanted()) {
      holders.addAll(others);
    }
    return taken == want.wanted();
  }

  /** Tells only the first time. */
  private static final class Once implements Consumer<String> {
    private final Consumer<String> listener;
    private boolean told;

    Once(Consumer<String> listener) {
      this.listener = listener;
    }

    @Override
    public void accept(String text) {
      if (!told) {
        told = true;
        listener.accept(text);
      }
    }
  }

  @Override
  public void close() {
    places.values().forEach(Lease::close);
    places.clear();
  }
}
