package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Builds that are hit at random moments, over and over, until they are let finish: the model and
 * the music are those of a build that nothing befell, no half-written file is left, no lock is held
 * and no process stays.
 *
 * <p>The build hits once or twice each way; {@code -Dit.faults.count=100} hits as often as that in
 * all, and {@code -Dit.faults.seed} repeats a run as far as the machine's pace allows. What was
 * done is written to {@code target/faults.md}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class FaultsIT {
  private static final String MODEL = "target/music-lstm/model.zip";
  private static final String MUSIC = "target/generated-resources/music-lstm";
  private static final int USUAL_COUNT = 4;
  private static final int MOST_HITS_BEFORE_THE_END = 4;
  private static final int MOST_TRIES = 4;

  /** What befalls a build. */
  private enum Fault {
    CTRL_C(End.CUT_OFF),
    TERMINATED(End.CUT_OFF),
    MAVEN_KILLED(End.CUT_OFF),
    MAVEN_KILLED_AND_STARTED_AGAIN_AT_ONCE(End.MADE),
    WORKER_TERMINATED(End.CUT_OFF),
    WORKER_KILLED(End.CUT_OFF),
    WORKER_KILLED_WHILE_IT_WRITES(End.CUT_OFF),
    WORKER_PAUSED(End.MADE),
    MAVEN_PAUSED(End.MADE),
    TWO_BUILDS(End.MADE),
    FOUR_BUILDS(End.MADE),
    DISK_FULL(End.CUT_OFF),
    CACHE_READ_ONLY(End.MADE),
    CLOCK_JUMPS(End.MADE);

    private final End ends;

    Fault(End ends) {
      this.ends = ends;
    }
  }

  /** Whether everything is made after a fault, so that nothing is left to be hit. */
  private enum End {
    CUT_OFF,
    MADE
  }

  private final long seed = Long.getLong("it.faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Moments moments = new Moments(random);
  private final FaultReport report = new FaultReport();
  private final List<String> sinceTheEnd = new ArrayList<>();

  private Path project = Path.of("");
  private Path cache = Path.of("");
  private Map<String, byte[]> music = Map.of();
  private byte[] model = {};

  @Test
  void whateverBefallsBuildsAtWhateverMomentTheyMakeTheSame() throws Exception {
    undisturbed();
    int count = Integer.getInteger("it.faults.count", USUAL_COUNT);
    long begin = System.nanoTime();
    startAnew();
    List<Fault> kinds = new ArrayList<>();
    for (int done = 0; done < count; done++) {
      if (kinds.isEmpty()) {
        kinds.addAll(possible());
        Collections.shuffle(kinds, random);
      }
      Fault fault = kinds.remove(0);
      befall(fault);
      if (fault.ends == End.MADE
          || sinceTheEnd.size() > random.nextInt(MOST_HITS_BEFORE_THE_END)
          || done == count - 1) {
        finish();
        startAnew();
      }
    }
    report.note("A build that nothing befell has " + moments + ".");
    if (FakeClock.findLibrary().isEmpty()) {
      report.note("libfaketime is not installed here: the clock did not jump.");
    }
    report.write(
        Maven.BUILDS.resolveSibling("faults.md"),
        count
            + " faults from seed "
            + seed
            + " in "
            + Duration.ofNanos(System.nanoTime() - begin).toSeconds()
            + " s.");
  }

  private static List<Fault> possible() throws IOException {
    List<Fault> possible = new ArrayList<>(List.of(Fault.values()));
    if (FakeClock.findLibrary().isEmpty()) {
      possible.remove(Fault.CLOCK_JUMPS);
    }
    return possible;
  }

  /** Has something befall builds until one of them was there to be hit. */
  private void befall(Fault fault) throws Exception {
    moments.met();
    boolean isHit = false;
    for (int n = 0; !isHit && n < MOST_TRIES; n++) {
      if (n > 0) {
        moments.missed();
      }
      if (isMade()) {
        finish();
        startAnew();
      }
      sinceTheEnd.add(fault.toString());
      isHit = hit(fault);
      report.add(fault.toString(), isHit);
    }
  }

  /** Whether a build of the project would find nothing to do. */
  private boolean isMade() throws IOException {
    Path folder = project.resolve(MUSIC);
    if (!Files.exists(project.resolve(MODEL)) || !Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count() >= music.size();
    }
  }

  private void undisturbed() throws Exception {
    project = folder("faults-undisturbed");
    cache = Project.emptyFolder("faults-cache");
    // The first one has more to do: Maven looks for what the plugin needs.
    Maven.run(project, arguments(cache)).succeeded();
    startAnew();
    Process maven = start();
    moments.learn(maven, project.resolve("build.log"));
    assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
    model = Files.readAllBytes(project.resolve(MODEL));
    music = Maven.contents(project.resolve(MUSIC));
    assertThat(music).hasSize(3);
  }

  private void startAnew() {
    project = folder("faults");
    cache = Project.emptyFolder("faults-cache");
    sinceTheEnd.clear();
  }

  /** Lets the build go through and compares what it made. */
  private void finish() throws IOException {
    String what = "seed " + seed + ", after " + sinceTheEnd;
    Build build = Maven.run(project, arguments(cache));
    assertThat(build.exitCode()).as(what + "\n" + build.text()).isZero();
    assertThat(Files.readAllBytes(project.resolve(MODEL))).as(what).isEqualTo(model);
    assertMusic(what, project);
    Leftovers.assertNone(what, project, cache, Maven.REPOSITORY.resolve(".cache"));
  }

  private void assertMusic(String what, Path of) {
    Map<String, byte[]> made = Maven.contents(of.resolve(MUSIC));
    assertThat(made.keySet()).as(what).isEqualTo(music.keySet());
    music.forEach((name, bytes) -> assertThat(made.get(name)).as(what + name).isEqualTo(bytes));
  }

  /** Has something befall a build; whether one was there to be hit. */
  private boolean hit(Fault fault) throws Exception {
    return switch (fault) {
      case CTRL_C -> signal("INT", false);
      case TERMINATED -> signal("TERM", false);
      case MAVEN_KILLED -> signal("KILL", false);
      case MAVEN_KILLED_AND_STARTED_AGAIN_AT_ONCE -> startAgainAtOnce();
      case WORKER_TERMINATED -> signal("TERM", true);
      case WORKER_KILLED -> signal("KILL", true);
      case WORKER_KILLED_WHILE_IT_WRITES -> killWhileItWrites();
      case WORKER_PAUSED -> pause(true);
      case MAVEN_PAUSED -> pause(false);
      case TWO_BUILDS -> sideBySide(2);
      case FOUR_BUILDS -> sideBySide(4);
      case DISK_FULL -> diskFull();
      case CACHE_READ_ONLY -> cacheReadOnly();
      case CLOCK_JUMPS -> clockJumps();
    };
  }

  private Process start() throws IOException {
    return Maven.start(project, project.resolve("build.log"), arguments(cache));
  }

  /** What a build still has to do, of which it may be hit in the midst. */
  private Set<Moments.Phase> phases() {
    Set<Moments.Phase> phases = EnumSet.allOf(Moments.Phase.class);
    if (Files.exists(project.resolve(MODEL))) {
      phases.remove(Moments.Phase.TRAINS);
    }
    return phases;
  }

  private boolean awaitMoment(Process maven, boolean ofWorker)
      throws IOException, InterruptedException {
    Set<Moments.Phase> phases = phases();
    if (ofWorker) {
      phases.remove(Moments.Phase.STARTS);
    }
    return moments.await(maven, project.resolve("build.log"), phases);
  }

  private boolean signal(String signal, boolean toWorker) throws Exception {
    Process maven = start();
    boolean isThere = awaitMoment(maven, toWorker);
    Optional<ProcessHandle> worker = toWorker ? Hit.awaitWorker(maven) : Hit.worker(maven);
    try {
      Hit.send(signal, toWorker && worker.isPresent() ? worker.get() : maven.toHandle());
    } finally {
      Hit.awaitEnd(maven, worker);
    }
    return toWorker ? worker.isPresent() : isThere;
  }

  /** The worker of a Maven that is killed may still be at work when the next build begins. */
  private boolean startAgainAtOnce() throws Exception {
    Process maven = start();
    boolean isThere = awaitMoment(maven, random.nextBoolean());
    Optional<ProcessHandle> worker = Hit.worker(maven);
    Hit.send("KILL", maven.toHandle());
    try {
      Build next = Maven.run(project, arguments(cache));
      assertThat(next.exitCode()).as(next.text()).isZero();
    } finally {
      Hit.awaitEnd(maven, worker);
    }
    return isThere;
  }

  /** Waits for a file that is being written, to the cache or beside the outputs. */
  private boolean killWhileItWrites() throws Exception {
    Process maven = start();
    Optional<ProcessHandle> worker = Optional.empty();
    boolean isHit = false;
    while (!isHit && maven.isAlive()) {
      worker = Hit.worker(maven);
      if (worker.isPresent() && (writes(cache) || writes(project))) {
        Hit.send("KILL", worker.get());
        isHit = true;
      }
    }
    Hit.awaitEnd(maven, worker);
    return isHit;
  }

  private static boolean writes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(
          file -> file.toString().endsWith(".part") || file.toString().contains(".music-lstm."));
    } catch (IOException | java.io.UncheckedIOException e) {
      // A folder went away meanwhile.
      return false;
    }
  }

  private boolean pause(boolean theWorker) throws Exception {
    Process maven = start();
    boolean isThere = awaitMoment(maven, theWorker);
    Optional<ProcessHandle> worker = theWorker ? Hit.awaitWorker(maven) : Hit.worker(maven);
    Hit.pause(
        theWorker && worker.isPresent() ? worker.get() : maven.toHandle(),
        500 + random.nextInt(3000));
    Hit.awaitEnd(maven, worker);
    assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
    return theWorker ? worker.isPresent() : isThere;
  }

  /** Builds of one project and cache at once, of which one is killed at some moment. */
  private boolean sideBySide(int count) throws Exception {
    Set<Moments.Phase> phases = phases();
    // Of the builds that wait for another, there is little left then.
    phases.remove(Moments.Phase.GENERATES);
    List<Process> builds = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      builds.add(Maven.start(project, project.resolve("build-" + n + ".log"), arguments(cache)));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
    }
    int chosen = random.nextInt(count);
    Process hit = builds.get(chosen);
    boolean isThere = moments.await(hit, project.resolve("build-" + chosen + ".log"), phases);
    Optional<ProcessHandle> worker = isThere ? Hit.worker(hit) : Optional.empty();
    Hit.send("KILL", worker.orElse(hit.toHandle()));
    Hit.awaitEnd(hit, worker);
    for (int n = 0; n < count; n++) {
      Process build = builds.get(n);
      Hit.awaitEnd(build, Optional.empty());
      if (build != hit) {
        assertThat(build.exitValue())
            .as(Files.readString(project.resolve("build-" + n + ".log")))
            .isZero();
      }
    }
    return isThere;
  }

  /**
   * A cache, then a build folder, that takes less than is written there. A build whose cache is
   * full goes on without it; one that has no room for its model fails, says so and loses nothing.
   */
  private boolean diskFull() throws Exception {
    boolean cacheIsFull = random.nextBoolean();
    Path full = cacheIsFull ? Project.emptyFolder("faults-full") : project.resolve("target");
    Files.createDirectories(full);
    boolean isMounted = Mounts.small(full, "60k");
    Path log = project.resolve("build.log");
    try {
      Process maven =
          isMounted
              ? Maven.start(project, log, arguments(cacheIsFull ? full : cache))
              : Maven.start(
                  project,
                  log,
                  // Files of 50 blocks at most, which are of half a kilobyte or of one.
                  List.of("sh", "-c", "ulimit -f 50; exec \"$@\"", "sh"),
                  Map.of(),
                  arguments(cache));
      Hit.awaitEndOrKill(maven);
      if (!cacheIsFull || !isMounted) {
        assertThat(maven.exitValue()).as(Files.readString(log)).isNotZero();
        assertThat(log).content().contains("MojoFailureException");
      } else {
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readAllBytes(project.resolve(MODEL))).isEqualTo(model);
      }
    } finally {
      if (isMounted && !Mounts.remove(full)) {
        fail("cannot unmount " + full);
      }
    }
    if (!isMounted) {
      report.note(
          "a small file system cannot be mounted here: the size of files was limited instead.");
    }
    return true;
  }

  /** A cache that others have filled, or that is empty, and that this build may only read. */
  private boolean cacheReadOnly() throws Exception {
    boolean isMounted = Mounts.readOnly(cache);
    if (!isMounted) {
      report.note(
          "a folder cannot be mounted for reading alone here: its permissions were taken instead.");
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    try {
      Process maven = start();
      Hit.awaitEndOrKill(maven);
      assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
      assertThat(Files.readAllBytes(project.resolve(MODEL))).isEqualTo(model);
    } finally {
      if (isMounted && !Mounts.remove(cache)) {
        fail("cannot unmount " + cache);
      }
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return true;
  }

  /** The clock goes ten days back or on while a build runs. */
  private boolean clockJumps() throws Exception {
    FakeClock clock =
        new FakeClock(FakeClock.findLibrary().orElseThrow(), project.resolve("clock"));
    clock.set("+0");
    Process maven =
        Maven.start(
            project, project.resolve("build.log"), List.of(), clock.variables(), arguments(cache));
    boolean isThere = awaitMoment(maven, false);
    clock.set(random.nextBoolean() ? "-10d" : "+10d");
    Hit.awaitEnd(maven, Optional.empty());
    assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
    return isThere;
  }

  private static Path folder(String name) {
    Path folder = Project.emptyFolder(name);
    Songs.write(folder.resolve("src/main/midi"), 4);
    return folder;
  }

  private static String[] arguments(Path cache) {
    return new String[] {
      Maven.goal("train"),
      Maven.goal("generate"),
      "-Dmusic-lstm.hiddenUnits=16",
      "-Dmusic-lstm.iterations=1500",
      "-Dmusic-lstm.windowSteps=16",
      "-Dmusic-lstm.validateEvery=10",
      "-Dmusic-lstm.patience=0",
      "-Dmusic-lstm.checkpointEvery=50",
      "-Dmusic-lstm.pieces=3",
      "-Dmusic-lstm.cacheDirectory=" + cache
    };
  }
}
