package org.musiclstm.shelf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Footprint;
import org.musiclstm.sharing.MachineShare;
import org.musiclstm.sharing.OwnFolder;
import org.musiclstm.sharing.WaitReport;
import org.musiclstm.training.TrainingPlan;

/** Where trainings of this machine wait for processors and memory. */
public final class MachineQueue {
  /** System property with the folder where the trainings of this machine queue. */
  public static final String FOLDER = "music-lstm.machine";

  private static final int MEMORY_PLACES = 64;

  private static final String MEMORY = "memory";

  /** A sixteenth of the memory. */
  private static final int MEMORY_OF_SHORT = MEMORY_PLACES / 16;

  /** What one processor computes in about a minute, however slow it is. */
  private static final double OPERATIONS_OF_SHORT = 6e10;

  /** What a JVM takes beside the arrays of a training, and the songs. */
  private static final long OVERHEAD = 200_000_000;

  private final TrainingPlan plan;
  private final Engine engine;
  private final EventLog events;

  /** The queue for a training. */
  public MachineQueue(TrainingPlan plan, Engine engine, EventLog events) {
    this.plan = plan;
    this.engine = engine;
    this.events = events;
  }

  /**
   * Waits until there is room on the machine.
   *
   * @param waiting says who is waited for
   * @param giveUp whether to wait no longer
   * @return what was taken; nothing when it gave up, or nothing can be taken
   */
  public Optional<MachineShare> take(WaitReport waiting, BooleanSupplier giveUp) {
    List<MachineShare.Want> wants = wants();
    try {
      return MachineShare.take(
          machine(),
          wants,
          isShort(wants),
          others ->
              waiting.begin(
                  others,
                  who ->
                      "Waiting for processors and memory, which are in use by "
                          + who
                          + ". To train side by side instead, set queue to false."),
          giveUp);
    } catch (IOException e) {
      events.warn(
          "Other trainings on this machine are not waited for ("
              + e
              + "). Remove what is there, or set queue to false.");
      return Optional.empty();
    }
  }

  /** Whether the training is so small that it can run beside whatever runs on the machine. */
  private boolean isShort(List<MachineShare.Want> wants) {
    boolean needsLittle =
        wants.stream()
            .filter(want -> want.name().equals(MEMORY))
            .allMatch(want -> want.wanted() <= MEMORY_OF_SHORT);
    return needsLittle && plan.work().operations() <= OPERATIONS_OF_SHORT;
  }

  private List<MachineShare.Want> wants() {
    int processors = Runtime.getRuntime().availableProcessors();
    Footprint footprint = plan.footprint(engine);
    long memory = footprint.heap() + footprint.outside() + OVERHEAD;
    return List.of(
        new MachineShare.Want("processor", engine.threads(), processors),
        new MachineShare.Want(
            MEMORY,
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
    String folder = System.getProperty(FOLDER, "");
    return folder.isEmpty()
        ? OwnFolder.ofMachine(
            Path.of(System.getProperty("user.home", "")).resolve(".cache").resolve("music-lstm"))
        : Path.of(folder);
  }
}
