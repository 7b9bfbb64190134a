package org.musiclstm.training;

import java.util.List;
import java.util.stream.IntStream;
import org.musiclstm.InputException;
import org.musiclstm.RefusedOptionsException;
import org.musiclstm.Stop;
import org.musiclstm.network.BatchSize;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Footprint;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.NoteTensor;

/** The memory that a training takes at most, and whether there is so much. */
final class TrainingMemory {
  private static final long MEGABYTE = 1_000_000;

  private final TrainingOptions options;
  private final List<NoteTensor> songs;
  private final List<NoteTensor> validationSongs;

  /**
   * Looks at nothing yet.
   *
   * @param songs songs to learn from, at least one
   * @param validationSongs songs to measure; may be none
   */
  TrainingMemory(
      TrainingOptions options, List<NoteTensor> songs, List<NoteTensor> validationSongs) {
    this.options = options;
    this.songs = songs;
    this.validationSongs = validationSongs;
  }

  /** What a training takes at most with an engine, apart from the songs. */
  Footprint footprint(Engine engine) {
    NetworkShape shape = options.network().shape(songs.get(0).features());
    BatchSize batch = batchSize();
    return engine.footprint(shape, batch, copies());
  }

  /** How many sets of parameters a training keeps. */
  private int copies() {
    return 4
        + (options.regularisation().hasWeightDropout() ? 1 : 0)
        + (options.learning().emaDecay() > 0 ? 1 : 0);
  }

  /** How many steps a window of the songs has at most. */
  int windowSteps() {
    return Math.min(
        options.schedule().windowSteps(),
        Math.max(longest(songs), validationSongs.isEmpty() ? 1 : longest(validationSongs)));
  }

  /** What batches have at most, of the songs to learn from and of those to measure. */
  private BatchSize batchSize() {
    int windows = Math.min(options.schedule().batchSize(), songs.size());
    int steps = windowSteps();
    return new BatchSize(
        windows,
        steps,
        // The same song may be in several rows, where one epoch goes over into the next.
        (long) windows * Math.max(active(songs, steps), active(validationSongs, steps)),
        Math.max(active(songs, 1), active(validationSongs, 1)));
  }

  private static int active(List<NoteTensor> songs, int steps) {
    return songs.stream().mapToInt(song -> active(song, steps)).max().orElse(0);
  }

  /** How many active features so many steps of a song have at most. */
  private static int active(NoteTensor song, int steps) {
    Stop.check();
    int length = Math.min(steps, song.steps());
    return IntStream.rangeClosed(0, song.steps() - length)
        .map(from -> song.end(from + length - 1) - song.start(from))
        .max()
        .orElse(0);
  }

  /**
   * Refuses a training that there is no room for.
   *
   * @throws InputException when the JVM may not have as much memory as the options need
   */
  void check(Engine engine) {
    NetworkShape shape = options.network().shape(songs.get(0).features());
    BatchSize batch = batchSize();
    String lower =
        "Lower batchSize ("
            + batch.windows()
            + " songs side by side), windowSteps ("
            + batch.steps()
            + (shape.isChained() ? "), nadeUnits (" + shape.nadeUnits() : "")
            + ") or hiddenUnits ("
            + shape.hiddenUnits()
            + ")";
    checkArrays(engine, shape, batch, lower);
    Footprint footprint = engine.footprint(shape, batch, copies());
    long needed = footprint.heap() / MEGABYTE + 1;
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    if (needed > (runtime.maxMemory() - used) / MEGABYTE) {
      // What reading the songs left behind counts as used until it is collected.
      runtime.gc();
      used = runtime.totalMemory() - runtime.freeMemory();
    }
    long free = (runtime.maxMemory() - used) / MEGABYTE;
    String more =
        "it more with jvmArgs, such as "
            + engine.allowing(
                (needed + used / MEGABYTE + needed / 4) * MEGABYTE, footprint.outside())
            + ".";
    String remedy = lower + ", or allow " + more;
    String sameOptions = "Allow " + more;
    if (needed > free) {
      throw new RefusedOptionsException(
          "Training needs " + needed + " MB of memory, but the JVM has only " + free + " MB left.",
          remedy,
          sameOptions,
          null);
    }
    if (footprint.outside() > engine.mostOutside()) {
      throw new RefusedOptionsException(
          "Training needs "
              + (footprint.outside() / MEGABYTE + 1)
              + " MB of memory outside of the heap, but there the engine "
              + engine.name().text()
              + " may take only "
              + engine.mostOutside() / MEGABYTE
              + " MB.",
          remedy,
          sameOptions,
          null);
    }
  }

  /** Refuses what needs arrays that are too large for the engine. */
  private static void checkArrays(
      Engine engine, NetworkShape shape, BatchSize batch, String lower) {
    if (!engine.fitsArrays(shape, new BatchSize(1, 1, 0, 0))) {
      throw new InputException(
          "The engine "
              + engine.name().text()
              + " has no room for a network of "
              + shape.parameters()
              + " parameters. Lower hiddenUnits ("
              + shape.hiddenUnits()
              + ") or hiddenLayers ("
              + shape.hiddenLayers()
              + ").");
    }
    if (!engine.fitsArrays(shape, batch)) {
      throw new InputException(
          "Training needs arrays of more values than the engine "
              + engine.name().text()
              + " can have. "
              + lower
              + ".");
    }
  }

  private static int longest(List<NoteTensor> songs) {
    return songs.stream().mapToInt(NoteTensor::steps).max().orElseThrow();
  }
}
