package org.musiclstm.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Random moments of builds: in a phase that the log says has begun, within the time that it takes
 * where nothing befalls the build. Moments that came when builds were over make the next ones come
 * earlier.
 */
final class Moments {
  private static final long MILLIS_BETWEEN_LOOKS = 10;

  /** What a build does one after the other. */
  enum Phase {
    /** Maven reads the project and looks for the plugin. */
    STARTS(""),
    /** The first goal, from its look at the songs to its model in its place. */
    TRAINS(":train (default-cli)"),
    /** The second goal. */
    GENERATES(":generate (default-cli)");

    private final String sign;

    Phase(String sign) {
      this.sign = sign;
    }
  }

  private final Random random;
  private final Map<Phase, Long> millis = new EnumMap<>(Phase.class);
  private double share = 1;

  Moments(Random random) {
    this.random = random;
  }

  /** Learns from a build how long its phases are, until it ends. */
  void learn(Process maven, Path log) throws IOException, InterruptedException {
    millis.clear();
    List<Phase> phases = List.of(Phase.values());
    for (int n = 0; n < phases.size(); n++) {
      long begin = System.nanoTime();
      if (n + 1 < phases.size()) {
        awaitSign(maven, log, phases.get(n + 1));
      } else {
        maven.waitFor();
      }
      millis.put(phases.get(n), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + 1);
    }
  }

  /** Waits for one of some phases of a build; whether it was still running then. */
  boolean await(Process maven, Path log, Collection<Phase> phases)
      throws IOException, InterruptedException {
    Phase phase = List.copyOf(phases).get(random.nextInt(phases.size()));
    awaitSign(maven, log, phase);
    long most = Math.max(1, (long) (share * millis.getOrDefault(phase, 0L)));
    return !maven.waitFor(random.nextLong(most), TimeUnit.MILLISECONDS);
  }

  private static void awaitSign(Process maven, Path log, Phase phase)
      throws IOException, InterruptedException {
    while (!new String(Files.readAllBytes(log), StandardCharsets.UTF_8).contains(phase.sign)
        && !maven.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {}
  }

  /** The last one came too late: the build had less to do than one that begins anew. */
  void missed() {
    share /= 2;
  }

  /** The last one met a build. */
  void met() {
    share = 1;
  }

  /** How long the phases are, in words. */
  @Override
  public String toString() {
    return "phases in milliseconds: " + millis;
  }
}
