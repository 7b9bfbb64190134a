package org.musiclstm.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.model.Fingerprint;
import org.musiclstm.model.Machine;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Footprint;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.sharing.Lease;
import org.musiclstm.sharing.MachineShare;
import org.musiclstm.sharing.ModelCache;
import org.musiclstm.sharing.WaitReport;
import org.musiclstm.training.TrainingPlan;

/**
 * What other builds have to do with a training: models and checkpoints that they left or will look
 * for, and their turn on the machine. Nothing of it is needed to train, so that a cache that cannot
 * be used is a warning.
 */
final class Shelf {
  /** System property with the folder where the trainings of this machine queue. */
  static final String MACHINE = "music-lstm.machine";

  private static final int MEMORY_PLACES = 64;

  /** What a JVM takes beside the arrays of a training, and the songs. */
  private static final long OVERHEAD = 200_000_000;

  private final TrainRequest request;
  private final TrainingPlan plan;
  private final Engine engine;
  private final EventLog events;
  private @Nullable ModelCache cache;
  private final WaitReport waiting;

  Shelf(TrainRequest request, TrainingPlan plan, Engine engine, EventLog events) {
    this.request = request;
    this.plan = plan;
    this.engine = engine;
    this.events = events;
    this.waiting = new WaitReport(events::info, System::nanoTime);
    this.cache = request.cache().enabled() ? new ModelCache(request.cache().directory()) : null;
  }

  /** The finished model of the plan, if it is in its place already or in the cache. */
  Optional<MusicModel> model() {
    if (request.cache().trustsModelFile()) {
      Optional<MusicModel> there = read(request.modelFile(), false);
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
    Optional<MusicModel> cached = read(cache.modelFile(plan.fingerprint()), true);
    if (cached.isPresent()) {
      try {
        cache.touch(plan.fingerprint());
      } catch (IOException e) {
        events.debug("When the model was used cannot be noted in the cache: " + e);
      }
    }
    return cached;
  }

  /** A whole model with the plan's fingerprint, or nothing. */
  private Optional<MusicModel> read(Path file, boolean tell) {
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
      if (tell && Files.isRegularFile(file)) {
        events.warn("Training anew, since the cache is damaged. " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** Where the checkpoint of the training is. */
  Path checkpointFile() {
    return cache == null
        ? request
            .workDirectory()
            .resolve("checkpoint-" + Fingerprint.shortened(plan.fingerprint()) + ".zip")
        : cache.checkpointFile(plan.fingerprint());
  }

  /**
   * The machine that trained the model, if that is told beside it or in the cache. It has to be
   * asked for before the model is written.
   */
  Optional<Machine> trainedOn() {
    Optional<Machine> beside =
        MachineFile.read(MachineFile.beside(request.modelFile()), plan.fingerprint());
    return beside.isPresent() || cache == null
        ? beside
        : MachineFile.read(cache.machineFile(plan.fingerprint()), plan.fingerprint());
  }

  /**
   * Leaves the model for other builds.
   *
   * @param isNew whether it has just been trained; otherwise one that is there already will do
   * @param machine what has trained it, if that is known
   * @return whether it is kept, so that its checkpoint is of no use any more
   */
  boolean put(MusicModel model, boolean isNew, Optional<Machine> machine) {
    if (cache == null) {
      return true;
    }
    Path file = cache.modelFile(plan.fingerprint());
    if (!isNew && Files.exists(file)) {
      return true;
    }
    try {
      ModelFile.write(file, model);
      if (machine.isPresent()) {
        tell(machine.get(), cache.machineFile(plan.fingerprint()), model);
      }
      cache.tidy(plan.fingerprint());
      if (Files.size(file) > request.cache().mostBytes()) {
        events.warn(
            "The model ("
                + ByteSize.text(Files.size(file))
                + ") is larger than the whole cache may be, so it is not kept there. Raise"
                + " cacheMaxSize ("
                + ByteSize.text(request.cache().mostBytes())
                + ").");
        Files.delete(file);
        Files.deleteIfExists(cache.machineFile(plan.fingerprint()));
        Files.deleteIfExists(file.resolveSibling(""));
      }
      return true;
    } catch (InputException | IOException e) {
      events.warn("The model is not in the cache. " + e.getMessage());
      return false;
    }
  }

  /** Puts the machine beside a model, which needs it for nothing. */
  private void tell(Machine machine, Path file, MusicModel model) {
    try {
      MachineFile.write(file, model, machine);
    } catch (InputException e) {
      events.warn("Which machine trained the model is not in the cache. " + e.getMessage());
    }
  }

  /** Makes room in the cache where it has grown too large. */
  void shrink() {
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
  Turn await(BooleanSupplier stop) {
    BooleanSupplier giveUp = waiting.during(stop);
    List<Runnable> held = new ArrayList<>();
    String holder =
        "process " + ProcessHandle.current().pid() + ", which makes " + request.modelFile();
    takeModel(holder, giveUp, held);
    Optional<MusicModel> made = model();
    if (made.isEmpty() && request.limits().queue() && !giveUp.getAsBoolean()) {
      takeMachine(holder, giveUp, held);
    }
    return new Turn(held, made, waiting.hasWaited());
  }

  private void takeModel(String holder, BooleanSupplier giveUp, List<Runnable> held) {
    Consumer<String> told =
        other ->
            waiting.begin("Waiting for the same model, which is in training by " + other + ".");
    try {
      if (cache != null) {
        cache
            .take(plan.fingerprint(), holder, told, giveUp)
            .ifPresent(lease -> held.add(lease::close));
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
      Lease.take(request.workDirectory().resolve("lock"), holder, told, giveUp)
          .ifPresent(lease -> held.add(lease::close));
    } catch (IOException e) {
      events.debug("Other trainings of this model cannot be waited for: " + e);
    }
  }

  private void takeMachine(String holder, BooleanSupplier giveUp, List<Runnable> held) {
    try {
      MachineShare.take(
              machine(),
              wants(),
              holder,
              others ->
                  waiting.begin(
                      "Waiting for processors and memory, which are in use by "
                          + others
                          + ". To train side by side instead, set queue to false."),
              giveUp)
          .ifPresent(share -> held.add(share::close));
    } catch (IOException e) {
      events.debug("Other trainings on this machine cannot be waited for: " + e);
    }
  }

  private List<MachineShare.Want> wants() {
    int processors = Runtime.getRuntime().availableProcessors();
    Footprint footprint = plan.footprint(engine);
    long memory = footprint.heap() + footprint.outside() + OVERHEAD;
    return List.of(
        new MachineShare.Want("processor", engine.threads(), processors),
        new MachineShare.Want(
            "memory",
            (int) Math.min(MEMORY_PLACES, MEMORY_PLACES * memory / memoryOfMachine() + 1),
            MEMORY_PLACES));
  }

  private static long memoryOfMachine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE / MEMORY_PLACES;
  }

  private static Path machine() {
    String folder = System.getProperty(MACHINE, "");
    return folder.isEmpty()
        ? Path.of(
            System.getProperty("java.io.tmpdir"),
            "music-lstm-" + System.getProperty("user.name", "").replaceAll("\\W", "_"))
        : Path.of(folder);
  }

  /**
   * The right to train now.
   *
   * @param held give back what was taken
   * @param model the model, if it was made before
   * @param waited whether others had to be waited for
   */
  record Turn(List<Runnable> held, Optional<MusicModel> model, boolean waited)
      implements AutoCloseable {
    @Override
    public void close() {
      held.forEach(Runnable::run);
    }
  }
}
