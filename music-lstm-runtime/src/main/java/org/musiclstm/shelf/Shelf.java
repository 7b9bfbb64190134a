package org.musiclstm.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.KnownFiles;
import org.musiclstm.WholeFile;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Engine;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Machine;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.sharing.Held;
import org.musiclstm.sharing.Holders;
import org.musiclstm.sharing.Lease;
import org.musiclstm.sharing.ModelCache;
import org.musiclstm.sharing.Seal;
import org.musiclstm.sharing.WaitReport;
import org.musiclstm.training.TrainingPlan;

/**
 * What other builds have to do with a training: models and checkpoints that they left or will look
 * for, and their turn on the machine. Nothing of it is needed to train, so that a cache that cannot
 * be used is a warning.
 */
public final class Shelf {
  /** What is looked at of a cache to which others can write, by process. */
  private static final Pattern COPY = Pattern.compile("copy-[a-z]+-([0-9]{1,18})");

  private final TrainRequest request;
  private final TrainingPlan plan;
  private final Engine engine;
  private final EventLog events;
  private @Nullable ModelCache cache;
  private final WaitReport waiting;
  private final long begin = System.nanoTime();
  private boolean hasTurn;

  /** The place of a training. */
  public Shelf(TrainRequest request, TrainingPlan plan, Engine engine, EventLog events) {
    this.request = request;
    this.plan = plan;
    this.engine = engine;
    this.events = events;
    this.waiting = new WaitReport(events::info, System::nanoTime, Clock.systemUTC());
    this.cache =
        request.cache().enabled()
            ? new ModelCache(
                request.cache().directory(),
                request.cache().keyFile().stream()
                    .findFirst()
                    .map(file -> Seal.of("cacheKeyFile", file)))
            : null;
  }

  /** The finished model of the plan, if it is in its place already or in the cache. */
  public Optional<MusicModel> model() {
    if (request.cache().trustsModelFile()) {
      Optional<MusicModel> there = read(request.modelFile(), null);
      if (there.isPresent()) {
        return there;
      }
    }
    return cached();
  }

  private Optional<MusicModel> cached() {
    if (cache == null) {
      return Optional.empty();
    }
    Path file = cache.modelFile(plan.fingerprint());
    Optional<MusicModel> cached =
        withTrusted(file, "model", copy -> read(copy, file)).flatMap(read -> read);
    if (cached.isPresent()) {
      try {
        cache.touch(plan.fingerprint());
      } catch (IOException e) {
        events.debug("When the model was used cannot be noted in the cache: " + e);
      }
    }
    return cached;
  }

  /**
   * Does something with a file of the cache, if it is there and trusted.
   *
   * @param what it is, for a warning when it is not trusted
   */
  private <T> Optional<T> withTrusted(Path file, String what, Function<Path, T> use) {
    if (cache == null || !cache.has(file)) {
      return Optional.empty();
    }
    Path copy =
        request.workDirectory().resolve("copy-" + what + "-" + ProcessHandle.current().pid());
    try {
      KnownFiles.removeFrom(request.workDirectory(), Shelf::isOldCopy);
      Optional<Path> trusted = cache.trusted(file, copy);
      if (trusted.isEmpty() && cache.isSealed()) {
        events.warn(
            "The "
                + what
                + " "
                + file
                + " in the cache is not taken: who has put it there does not have the key in"
                + " cacheKeyFile.");
      }
      return trusted.map(use);
    } catch (IOException e) {
      events.warn("The " + what + " " + file + " in the cache cannot be read: " + e);
      return Optional.empty();
    } finally {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        events.debug("The file " + copy + " cannot be removed: " + e);
      }
    }
  }

  /**
   * A whole model with the plan's fingerprint, or nothing.
   *
   * @param cached the file of the cache that it is, if a damaged one is worth a warning
   */
  private Optional<MusicModel> read(Path file, @Nullable Path cached) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      // Another model may be larger than the memory that this training needs.
      return ModelFile.fingerprint(file).equals(plan.fingerprint())
          ? Optional.of(ModelFile.read(file))
          : Optional.empty();
    } catch (InputException e) {
      // It may also have been removed meanwhile, to make room.
      if (cached != null && Files.isRegularFile(cached)) {
        events.warn("Training anew, since the cache is damaged. " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** Whether a file is a copy that this process made, or one that is no more. */
  private static boolean isOldCopy(String name) {
    Matcher copy = COPY.matcher(name);
    if (!copy.matches()) {
      return false;
    }
    long process = Long.parseLong(copy.group(1));
    return process == ProcessHandle.current().pid() || ProcessHandle.of(process).isEmpty();
  }

  /** Where the checkpoint of the training is. */
  public Path checkpointFile() {
    return cache == null
        ? request
            .workDirectory()
            .resolve("checkpoint-" + Fingerprint.shortened(plan.fingerprint()) + ".zip")
        : cache.checkpointFile(plan.fingerprint());
  }

  /** Writes a checkpoint to where it belongs. */
  public void writeCheckpoint(Path file, WholeFile.Content content) {
    if (cache == null) {
      WholeFile.write(file, content);
      return;
    }
    try {
      cache.write(file, content);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private InputException unwritable(IOException e) {
    return new InputException(
        "The cache " + request.cache().directory() + " cannot be written: " + e + ".", e);
  }

  /**
   * Goes on from the checkpoint, if there is one.
   *
   * @param from goes on from a file, and returns after how many updates, if it is whole
   */
  public Optional<Integer> resume(Function<Path, Optional<Integer>> from) {
    Path file = checkpointFile();
    Function<Path, Optional<Integer>> going =
        copy -> {
          Optional<Integer> iteration = from.apply(copy);
          if (iteration.isEmpty()) {
            events.warn("The checkpoint " + file + " is damaged, so training begins anew.");
          }
          return iteration;
        };
    if (cache == null) {
      return Files.isRegularFile(file) ? going.apply(file) : Optional.empty();
    }
    return withTrusted(file, "checkpoint", going).flatMap(iteration -> iteration);
  }

  /**
   * The machine that trained the model, if that is reported beside it or in the cache. It has to be
   * asked for before the model is written.
   */
  public Optional<Machine> trainedOn() {
    Optional<Machine> beside =
        MachineFile.read(MachineFile.beside(request.modelFile()), plan.fingerprint());
    if (beside.isPresent() || cache == null) {
      return beside;
    }
    Path file = cache.machineFile(plan.fingerprint());
    return withTrusted(file, "description", copy -> MachineFile.read(copy, plan.fingerprint()))
        .flatMap(machine -> machine);
  }

  /**
   * Leaves the model for other builds.
   *
   * @param isNew whether it has just been trained; otherwise one that is there already will do
   * @param machine what has trained it, if that is known
   * @return whether it is kept, so that its checkpoint is of no use any more
   */
  public boolean put(MusicModel model, boolean isNew, Optional<Machine> machine) {
    if (cache == null) {
      return true;
    }
    Path file = cache.modelFile(plan.fingerprint());
    if (!isNew && cache.has(file)) {
      return true;
    }
    Optional<Lease> turn = Optional.empty();
    try {
      if (!hasTurn) {
        turn = cache.tryTake(plan.fingerprint());
        if (turn.isEmpty()) {
          events.debug("Another build is at work on the model in the cache, so it puts it there.");
          return true;
        }
      }
      put(cache, file, model, machine);
      return true;
    } catch (InputException | IOException e) {
      events.warn("The model is not in the cache. " + e.getMessage());
      return false;
    } finally {
      turn.ifPresent(Lease::close);
    }
  }

  private void put(ModelCache here, Path file, MusicModel model, Optional<Machine> machine)
      throws IOException {
    here.write(file, out -> ModelFile.write(out, model));
    if (machine.isPresent()) {
      say(machine.get(), here, model);
    }
    here.tidy(plan.fingerprint());
    long bytes = Files.size(file);
    if (bytes > request.cache().mostBytes()) {
      events.warn(
          "The model ("
              + ByteSize.text(bytes)
              + ") is larger than the whole cache may be, so it is not kept there. Raise"
              + " cacheMaxSize ("
              + ByteSize.text(request.cache().mostBytes())
              + ").");
      here.clear(plan.fingerprint());
    }
  }

  /** Puts the machine beside a model, which needs it for nothing. */
  private void say(Machine machine, ModelCache beside, MusicModel model) throws IOException {
    try {
      beside.write(
          beside.machineFile(plan.fingerprint()), out -> MachineFile.write(out, model, machine));
    } catch (InputException e) {
      events.warn("Which machine trained the model is not in the cache. " + e.getMessage());
    }
  }

  /** Makes room in the cache where it has grown too large. */
  public void shrink() {
    if (cache == null) {
      return;
    }
    try {
      for (ModelCache.Entry removed : cache.shrink(request.cache().mostBytes())) {
        events.info(
            "Removed from the cache, as it was longest of no use: the "
                + (removed.finished() ? "model " : "checkpoint ")
                + Fingerprint.shortened(removed.fingerprint())
                + " ("
                + ByteSize.text(removed.bytes())
                + "); cacheMaxSize is "
                + ByteSize.text(request.cache().mostBytes())
                + ".");
      }
    } catch (IOException e) {
      events.warn("The cache cannot be looked through for what is old: " + e);
    }
  }

  /**
   * Waits until nobody else trains this model and there is room for it on the machine.
   *
   * @param stop whether to wait no longer
   */
  public Turn await(BooleanSupplier stop) {
    BooleanSupplier giveUp = waiting.during(stop);
    List<Held> held = new ArrayList<>();
    boolean isTaken = false;
    try {
      takeModel(giveUp, held);
      Optional<MusicModel> made = model();
      if (made.isEmpty() && request.limits().queue() && !giveUp.getAsBoolean()) {
        new MachineQueue(plan, engine, events).take(waiting, giveUp).ifPresent(held::add);
      }
      isTaken = true;
      return new Turn(held, made, waiting.hasWaited(), this::secondsLeft);
    } finally {
      if (!isTaken) {
        held.forEach(Held::close);
      }
    }
  }

  /** How long a training can still take that says it has so many seconds to go. */
  private double secondsLeft(double seconds) {
    long limit = request.limits().milliseconds();
    return limit == 0
        ? seconds
        : Math.min(seconds, limit / 1e3 - (System.nanoTime() - begin) / 1e9);
  }

  private void takeModel(BooleanSupplier giveUp, List<Held> held) {
    Consumer<Supplier<Holders>> reported =
        others ->
            waiting.begin(
                others, who -> "Waiting for the same model, which is in training by " + who + ".");
    try {
      if (cache != null) {
        cache.take(plan.fingerprint(), reported, giveUp).ifPresent(held::add);
        hasTurn = !held.isEmpty();
        return;
      }
    } catch (IOException e) {
      events.warn(
          "The cache "
              + request.cache().directory()
              + " cannot be used ("
              + e
              + "); make it writable, or set cacheDirectory to another folder or cache to false.");
      cache = null;
    }
    try {
      // The worker of a build that was killed may still write its checkpoint.
      Lease.take(request.workDirectory().resolve("lock"), reported, giveUp).ifPresent(held::add);
      WholeFile.removeParts(checkpointFile());
    } catch (IOException e) {
      events.debug("Other trainings of this model cannot be waited for: " + e);
    }
  }
}
