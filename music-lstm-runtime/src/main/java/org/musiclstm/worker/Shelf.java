package org.musiclstm.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.sharing.MachineShare;
import org.musiclstm.sharing.ModelCache;
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
  private final EventLog events;
  private final BooleanSupplier stop;
  private @Nullable ModelCache cache;

  Shelf(TrainRequest request, TrainingPlan plan, EventLog events, BooleanSupplier stop) {
    this.request = request;
    this.plan = plan;
    this.events = events;
    this.stop = stop;
    this.cache = request.cache().enabled() ? new ModelCache(request.cache().directory()) : null;
  }

  /** The finished model of the plan, if it is in its place already or in the cache. */
  Optional<MusicModel> model() {
    Optional<MusicModel> there = read(request.modelFile(), false);
    return there.isPresent() ? there : cached();
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
        events.debug("The cache is read only: " + e);
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
      return Optional.of(ModelFile.read(file))
          .filter(model -> model.provenance().fingerprint().equals(plan.fingerprint()));
    } catch (InputException e) {
      if (tell) {
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
            .resolve("checkpoint-" + TrainJob.shortened(plan.fingerprint()) + ".zip")
        : cache.checkpointFile(plan.fingerprint());
  }

  /** Leaves the model for other builds. */
  void put(MusicModel model) {
    if (cache == null) {
      return;
    }
    try {
      Path file = cache.modelFile(plan.fingerprint());
      ModelFile.write(file, model);
      if (Files.size(file) > request.cache().mostBytes()) {
        events.warn(
            "The model ("
                + ByteSize.text(Files.size(file))
                + ") is larger than the whole cache may be, so it is not kept there. Raise"
                + " cacheMaxSize ("
                + ByteSize.text(request.cache().mostBytes())
                + ").");
        Files.delete(file);
      }
      cache.tidy(plan.fingerprint());
      for (ModelCache.Entry removed : cache.shrink(request.cache().mostBytes())) {
        events.debug(
            "Removed from the cache, as it was longest of no use: "
                + TrainJob.shortened(removed.fingerprint())
                + " ("
                + ByteSize.text(removed.bytes())
                + ")");
      }
    } catch (InputException | IOException e) {
      events.warn("The model is not in the cache. " + e.getMessage());
    }
  }

  /** Waits until nobody else trains this model and there is room for it on the machine. */
  Turn await() {
    List<Runnable> held = new ArrayList<>();
    Optional<MusicModel> made = Optional.empty();
    String holder =
        "process " + ProcessHandle.current().pid() + ", which makes " + request.modelFile();
    if (cache != null) {
      try {
        cache
            .take(
                plan.fingerprint(),
                holder,
                other -> events.info("Waiting for the same model, which is in training: " + other),
                stop)
            .ifPresent(lease -> held.add(lease::close));
        made = cached();
      } catch (IOException e) {
        events.warn(
            "The cache "
                + cache.directory()
                + " cannot be used ("
                + e
                + "); make it writable, or set cacheDirectory to another folder or cache to"
                + " false.");
        cache = null;
      }
    }
    if (made.isEmpty() && request.limits().queue() && !stop.getAsBoolean()) {
      try {
        MachineShare.take(
                machine(),
                wants(),
                holder,
                others -> events.info("Waiting for processors and memory, in use by: " + others),
                stop)
            .ifPresent(share -> held.add(share::close));
      } catch (IOException e) {
        events.debug("Other trainings on this machine cannot be waited for: " + e);
      }
    }
    return new Turn(held, made);
  }

  private List<MachineShare.Want> wants() {
    int processors = Runtime.getRuntime().availableProcessors();
    long memory = Math.min(plan.memory(), Runtime.getRuntime().maxMemory()) + OVERHEAD;
    return List.of(
        new MachineShare.Want("processor", request.threads(), processors),
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
        ? Path.of(System.getProperty("java.io.tmpdir"), "music-lstm-machine")
        : Path.of(folder);
  }

  /**
   * The right to train now.
   *
   * @param held give back what was taken
   * @param model the model, if another build has made it meanwhile
   */
  record Turn(List<Runnable> held, Optional<MusicModel> model) implements AutoCloseable {
    @Override
    public void close() {
      held.forEach(Runnable::run);
    }
  }
}
