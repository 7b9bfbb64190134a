package org.musiclstm.sharing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A share of this machine's processors and memory. The trainings of all builds of a user on the
 * machine together get no more than it has: each takes as many places as it needs, and waits where
 * not enough are free. A place is a {@link Lease}, so none is lost when a process dies.
 *
 * <p>Who waits longest is served first, so that many small trainings do not keep a large one
 * waiting. A short one does not stand in that line: it takes what is free at once, if nobody waits
 * for it, and otherwise runs beside the others in a lane that has room for one at a time. So it
 * waits for other short ones at most, and takes nothing that anybody waits for.
 */
public final class MachineShare implements Held {
  private static final String QUEUE = "queue";
  private static final String SHORT = "short";

  private final Map<Path, Lease> places = new LinkedHashMap<>();

  /** One place of each kind, which is enough to say when all are given back. */
  private final List<Lease> speaking = new ArrayList<>();

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

    private List<Path> places(Path folder) {
      List<Path> places = new ArrayList<>();
      for (int n = 0; n < all; n++) {
        places.add(folder.resolve(name + "-" + n));
      }
      return places;
    }
  }

  /**
   * Waits for a share.
   *
   * @param folder where the places are, the same for all builds of a user on this machine
   * @param isShort whether it will be given back soon
   * @param waiting is called once, before the first wait, with what says who holds the places
   *     whenever it is asked
   * @param stop whether to give up
   * @return nothing when it gave up
   * @throws IOException when the folder is not this user's own, cannot be written or has no locks
   */
  public static Optional<MachineShare> take(
      Path folder,
      List<Want> wants,
      boolean isShort,
      Consumer<Supplier<Holders>> waiting,
      BooleanSupplier stop)
      throws IOException {
    OwnFolder.make(folder);
    return isShort
        ? takePassing(folder, wants, waiting, stop)
        : takeInLine(folder, wants, waiting, stop);
  }

  private static Optional<MachineShare> takeInLine(
      Path folder, List<Want> wants, Consumer<Supplier<Holders>> waiting, BooleanSupplier stop)
      throws IOException {
    MachineShare share = new MachineShare();
    boolean[] reported = {false};
    Consumer<Supplier<Holders>> once =
        before -> {
          if (!reported[0]) {
            reported[0] = true;
            waiting.accept(() -> share.others(folder, wants, before.get()));
          }
        };
    Optional<Lease> turn = Lease.take(folder.resolve(QUEUE), once, stop);
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    boolean complete = false;
    Lease first = turn.get();
    try (first) {
      while (!stop.getAsBoolean()) {
        complete = share.takeFree(folder, wants);
        if (complete) {
          return Optional.of(share);
        }
        // What is free is kept while the rest is waited for: nobody else is in line before us.
        once.accept(() -> new Holders(List.of()));
        if (!Lease.pause()) {
          break;
        }
      }
      return Optional.empty();
    } finally {
      if (!complete) {
        share.close();
      }
    }
  }

  private static Optional<MachineShare> takePassing(
      Path folder, List<Want> wants, Consumer<Supplier<Holders>> waiting, BooleanSupplier stop)
      throws IOException {
    Path lane = folder.resolve(SHORT);
    boolean reported = false;
    while (!stop.getAsBoolean()) {
      MachineShare share = new MachineShare();
      if (share.takeAtOnce(folder, wants) || share.take(lane)) {
        return Optional.of(share);
      }
      if (!reported) {
        reported = true;
        waiting.accept(() -> Holders.of(Lease.holder(lane)));
      }
      if (!Lease.pause()) {
        break;
      }
    }
    return Optional.empty();
  }

  /** Takes all that is wanted if it is free and nobody is in line for it; otherwise nothing. */
  private boolean takeAtOnce(Path folder, List<Want> wants) throws IOException {
    Optional<Lease> turn = Lease.tryTake(folder.resolve(QUEUE));
    if (turn.isEmpty()) {
      return false;
    }
    boolean complete = false;
    Lease first = turn.get();
    try (first) {
      complete = takeFree(folder, wants);
      return complete;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  /** Takes free places until there are as many as wanted of everything. */
  private boolean takeFree(Path folder, List<Want> wants) throws IOException {
    boolean complete = true;
    for (Want want : wants) {
      int taken = 0;
      for (Path place : want.places(folder)) {
        if (taken < want.wanted() && (places.containsKey(place) || take(place))) {
          taken++;
        }
      }
      complete &= taken == want.wanted();
    }
    return complete;
  }

  private boolean take(Path place) throws IOException {
    Optional<Lease> lease = Lease.tryTake(place);
    if (lease.isEmpty()) {
      return false;
    }
    places.put(place, lease.get());
    String kind = kind(place);
    if (places.keySet().stream().filter(other -> kind(other).equals(kind)).count() == 1) {
      speaking.add(lease.get());
    }
    return true;
  }

  private static String kind(Path place) {
    return place.getFileName().toString().replaceAll("-[0-9]+$", "");
  }

  /** Who holds places that are wanted, and who is in line before us. */
  private Holders others(Path folder, List<Want> wants, Holders before) {
    List<Holder> holders = new ArrayList<>(before.all());
    for (Want want : wants) {
      for (Path place : want.places(folder)) {
        if (!places.containsKey(place)) {
          Lease.holder(place).filter(holder -> isHeld(place)).ifPresent(holders::add);
        }
      }
    }
    return new Holders(holders);
  }

  /** A process that was killed has left its name. */
  private static boolean isHeld(Path place) {
    try {
      return Lease.isHeld(place);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void expect(Instant end) {
    speaking.forEach(lease -> lease.expect(end));
  }

  @Override
  public void close() {
    places.values().forEach(Lease::close);
    places.clear();
    speaking.clear();
  }
}
