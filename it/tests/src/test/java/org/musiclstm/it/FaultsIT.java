package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
  private static final long MINUTES_AT_MOST = 3;

  /** What befalls a build. */
  private enum Fault {
    CTRL_C(End.CUT_OFF),
    TERMINATED(End.CUT_OFF),
    MAVEN_KILLED(End.CUT_OFF),
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
  private final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
  private final List<String> notes = new ArrayList<>();
  private final List<String> sinceTheEnd = new ArrayList<>();

  private Path project = Path.of("");
  private Path cache = Path.of("");
  private Map<String, byte[]> music = Map.of();
  private byte[] model = {};
  private long millis;

  @Test
  void whateverBefallsBuildsAtWhateverMomentTheyMakeTheSame() throws Exception {
    undisturbed();
    int count = Integer.getInteger("it.faults.count", USUAL_COUNT);
    long begin = System.nanoTime();
    startAnew();
    List<Fault> kinds = new ArrayList<>();
    for (int done = 0; done < count; done++) {
      if (kinds.isEmpty()) {
        kinds.addAll(List.of(Fault.values()));
        Collections.shuffle(kinds, random);
      }
      Fault fault = kinds.remove(0);
      sinceTheEnd.add(fault.toString());
      hits.merge(fault, hit(fault), Integer::sum);
      if (fault.ends == End.MADE
          || sinceTheEnd.size() > random.nextInt(MOST_HITS_BEFORE_THE_END)
          || done == count - 1) {
        finish();
        startAnew();
      }
    }
    report(count, Duration.ofNanos(System.nanoTime() - begin));
  }

  private void undisturbed() throws IOException {
    project = folder("faults-undisturbed");
    cache = Project.emptyFolder("faults-cache");
    long begin = System.nanoTime();
    Maven.run(project, arguments(cache)).succeeded();
    millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
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

  /** Has something befall a build; returns how many builds were there to be hit. */
  private int hit(Fault fault) throws Exception {
    return switch (fault) {
      case CTRL_C -> signal("INT", false);
      case TERMINATED -> signal("TERM", false);
      case MAVEN_KILLED -> signal("KILL", false);
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

  /** A moment of a build that has everything to do. */
  private long moment() {
    return random.nextLong(millis);
  }

  private int signal(String signal, boolean toWorker) throws Exception {
    Process maven = start();
    boolean isThere = !maven.waitFor(moment(), TimeUnit.MILLISECONDS);
    Optional<ProcessHandle> worker = isThere ? Hit.worker(maven) : Optional.empty();
    try {
      if (toWorker && worker.isPresent()) {
        Hit.send(signal, worker.get());
      } else {
        Hit.send(signal, maven.toHandle());
      }
    } finally {
      Hit.awaitEnd(maven, worker);
    }
    return isThere ? 1 : 0;
  }

  /** Waits for a file that is being written, to the cache or beside the outputs. */
  private int killWhileItWrites() throws Exception {
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
    return isHit ? 1 : 0;
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

  private int pause(boolean theWorker) throws Exception {
    Process maven = start();
    boolean isThere = !maven.waitFor(moment(), TimeUnit.MILLISECONDS);
    Optional<ProcessHandle> worker = isThere ? Hit.worker(maven) : Optional.empty();
    Hit.pause(
        theWorker && worker.isPresent() ? worker.get() : maven.toHandle(),
        500 + random.nextInt(3000));
    Hit.awaitEnd(maven, worker);
    assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
    return isThere ? 1 : 0;
  }

  /** Builds of one project and cache at once, of which one is killed at some moment. */
  private int sideBySide(int count) throws Exception {
    List<Process> builds = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      builds.add(Maven.start(project, project.resolve("build-" + n + ".log"), arguments(cache)));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
    }
    Process hit = builds.get(random.nextInt(count));
    boolean isThere = !hit.waitFor(moment(), TimeUnit.MILLISECONDS);
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
    return isThere ? 1 : 0;
  }

  /**
   * A cache, then a build folder, that takes less than is written there. A build whose cache is
   * full goes on without it; one that has no room for its model fails, says so and loses nothing.
   */
  private int diskFull() throws Exception {
    boolean cacheIsFull = random.nextBoolean();
    Path full = cacheIsFull ? Project.emptyFolder("faults-full") : project.resolve("target");
    Files.createDirectories(full);
    boolean isMounted = run("mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", full.toString());
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
      assertThat(maven.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)).isTrue();
      if (!cacheIsFull || !isMounted) {
        assertThat(maven.exitValue()).as(Files.readString(log)).isNotZero();
        assertThat(log).content().contains("MojoFailureException");
      } else {
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readAllBytes(project.resolve(MODEL))).isEqualTo(model);
      }
    } finally {
      if (isMounted && !run("umount", full.toString())) {
        fail("cannot unmount " + full);
      }
    }
    if (!isMounted) {
      note("a small file system cannot be mounted here: the size of files was limited instead");
    }
    return 1;
  }

  /** A cache that others have filled, or that is empty, and that this build may only read. */
  private int cacheReadOnly() throws Exception {
    boolean isMounted =
        run("mount", "--bind", cache.toString(), cache.toString())
            && run("mount", "-o", "remount,ro,bind", cache.toString());
    if (!isMounted) {
      note("a folder cannot be mounted for reading alone here: its permissions were taken instead");
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    try {
      Process maven = start();
      assertThat(maven.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)).isTrue();
      assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
      assertThat(Files.readAllBytes(project.resolve(MODEL))).isEqualTo(model);
    } finally {
      if (isMounted && !run("umount", cache.toString())) {
        fail("cannot unmount " + cache);
      }
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return 1;
  }

  /** The clock goes ten days back or on while a build runs, which Debian's libfaketime can do. */
  private int clockJumps() throws Exception {
    Optional<Path> library = fakeTime();
    if (library.isEmpty()) {
      note("libfaketime is not installed here: the clock did not jump");
      return 0;
    }
    Path clock = Files.writeString(project.resolve("clock"), "+0");
    Process maven =
        Maven.start(
            project,
            project.resolve("build.log"),
            List.of(),
            Map.of(
                "LD_PRELOAD",
                library.get().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                clock.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1"),
            arguments(cache));
    boolean isThere = !maven.waitFor(moment(), TimeUnit.MILLISECONDS);
    Files.writeString(clock, random.nextBoolean() ? "-10d" : "+10d");
    Hit.awaitEnd(maven, Optional.empty());
    assertThat(maven.exitValue()).as(Files.readString(project.resolve("build.log"))).isZero();
    return isThere ? 1 : 0;
  }

  private static Optional<Path> fakeTime() throws IOException {
    Path folder = Path.of("/usr/lib");
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (Stream<Path> files =
        Files.find(folder, 3, (file, attributes) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
      return files.findFirst();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }

  private void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  private void report(int count, Duration duration) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Faults");
    lines.add("");
    lines.add(count + " faults from seed " + seed + " in " + duration.toSeconds() + " s.");
    lines.add("Every build that was let finish made the same model and music.");
    lines.add("");
    lines.add("| fault | builds that were running when it came |");
    lines.add("|---|--:|");
    hits.forEach((fault, times) -> lines.add("| " + fault + " | " + times + " |"));
    lines.add("");
    notes.forEach(text -> lines.add("- " + text));
    Files.write(Maven.BUILDS.resolveSibling("faults.md"), lines);
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
      "-Dmusic-lstm.windowLayers=16",
      "-Dmusic-lstm.validateEvery=10",
      "-Dmusic-lstm.patience=0",
      "-Dmusic-lstm.checkpointEvery=50",
      "-Dmusic-lstm.pieces=3",
      "-Dmusic-lstm.cacheDirectory=" + cache
    };
  }
}
