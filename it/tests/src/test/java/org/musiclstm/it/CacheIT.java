package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a second build does, and what builds share. */
class CacheIT {
  private static final String MODEL = "target/music-lstm/model.zip";
  private static final Path MUSIC = Path.of("target/generated-resources/music-lstm");
  private static final String TRAINING = "Training on the MIDI files";

  /** A folder for models beside the project, empty at first. */
  private static String cache(Path project) {
    return "-Dmusic-lstm.cacheDirectory="
        + project.resolveSibling(project.getFileName() + "-cache");
  }

  private static Path project(String name) {
    Project.emptyFolder(name + "-cache");
    return Project.copyWithSongs("single", name);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSecondBuildMakesNothingAndHasItAll() throws IOException {
    Path project = project("second");
    Project.rename(project, "single", "second");
    Maven.run(project, "package", cache(project)).succeeded();
    Map<String, byte[]> first = Maven.contents(project.resolve("target"));

    Build again = Maven.run(project, "install", cache(project)).succeeded();

    assertThat(again.log())
        .contains(
            "[INFO] Up to date: " + Path.of(MODEL), "[INFO] Up to date: 3 pieces in " + MUSIC);
    assertThat(again.text()).doesNotContain(TRAINING, "Generating", "WARN");
    assertThat(Files.readAllBytes(project.resolve(MODEL)))
        .isEqualTo(first.get("music-lstm/model.zip"));
    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it/second/1.0");
    assertThat(installed.resolve("second-1.0-model.zip")).exists();
    assertThat(installed.resolve("second-1.0-midi.zip")).exists();
    assertThat(project.resolve("target/classes/piece-001.mid")).exists();
  }

  @Test
  void everyReasonToWorkAgainIsReported() throws IOException {
    Path project = project("reasons");
    Build first = Maven.run(project, "package", cache(project)).succeeded();
    assertThat(first.log())
        .contains("[INFO] Why: nothing is on record of an earlier run of this execution.");
    byte[] model = Files.readAllBytes(project.resolve(MODEL));
    Path songs = project.resolve("src/main/midi");
    byte[] song = Files.readAllBytes(songs.resolve("song-2.mid"));

    Files.write(songs.resolve("song-2.mid"), Songs.song(77, 8));
    Build changed = Maven.run(project, "package", cache(project)).succeeded();
    assertThat(changed.log())
        .contains(
            "[INFO] Why: 1 MIDI file changed: song-2.mid.",
            "[INFO] Why: 1 model changed: " + Path.of(MODEL) + ".");
    assertThat(Files.readAllBytes(project.resolve(MODEL))).isNotEqualTo(model);

    Files.write(songs.resolve("song-2.mid"), song);
    Build back = Maven.run(project, "package", cache(project)).succeeded();
    assertThat(back.text()).contains("Trained before with the same songs and options");
    assertThat(Files.readAllBytes(project.resolve(MODEL))).isEqualTo(model);

    delete(project.resolve(MUSIC).resolve("piece-002.mid"));
    Build missing =
        Maven.run(project, "package", cache(project), "-Dmusic-lstm.seed=1").succeeded();
    assertThat(missing.log())
        .contains(
            "[INFO] Up to date: " + Path.of(MODEL),
            "[INFO] Why: " + MUSIC.resolve("piece-002.mid") + " is missing.");

    Build seed = Maven.run(project, "package", cache(project), "-Dmusic-lstm.seed=2").succeeded();
    assertThat(seed.text()).contains("[INFO] Why: option seed 1 \u2192 2");
  }

  @Test
  void cleaningDoesNotTrainAgainAndNeitherDoesAnotherProjectWithTheSameSongs() throws IOException {
    Path project = project("cleaned");
    Maven.run(project, "package", cache(project)).succeeded();
    Map<String, byte[]> first = Maven.contents(project.resolve(MUSIC));
    byte[] model = Files.readAllBytes(project.resolve(MODEL));

    Build again = Maven.run(project, "clean", "package", cache(project)).succeeded();
    Path other = Project.copyWithSongs("single", "cleaned-other");
    Build otherBuild = Maven.run(other, "package", cache(project)).succeeded();

    for (Build build : new Build[] {again, otherBuild}) {
      assertThat(build.text()).contains("Trained before with the same songs and options");
    }
    for (Path folder : new Path[] {project, other}) {
      assertThat(Files.readAllBytes(folder.resolve(MODEL))).isEqualTo(model);
      assertThat(Maven.contents(folder.resolve(MUSIC)))
          .containsOnlyKeys(first.keySet())
          .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(first.get(name)));
    }
  }

  @Test
  void twoBuildsOfAProjectAtOnceTrainOnce() throws Exception {
    Path project = project("twice");
    Path one = project.resolveSibling("twice-1.log");
    Path two = project.resolveSibling("twice-2.log");
    Process first = Maven.start(project, one, "process-resources", cache(project));
    Process second = Maven.start(project, two, "process-resources", cache(project));
    assertThat(first.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(second.waitFor(4, TimeUnit.MINUTES)).isTrue();

    String logs = Files.readString(one) + Files.readString(two);
    assertThat(first.exitValue()).as(logs).isZero();
    assertThat(second.exitValue()).as(logs).isZero();
    assertThat(logs).containsOnlyOnce(TRAINING).containsOnlyOnce("Up to date: " + Path.of(MODEL));
    Path alone = Project.copyWithSongs("single", "twice-alone");
    Maven.run(alone, "package").succeeded();
    assertThat(project.resolve(MODEL)).hasSameBinaryContentAs(alone.resolve(MODEL));
    assertThat(project.resolve("target/music-lstm/midi.zip"))
        .hasSameBinaryContentAs(alone.resolve("target/music-lstm/midi.zip"));
  }

  @Test
  void aBuildThatCleansWhileAnotherTrainsSpoilsNothing() throws Exception {
    Path project = project("cleaned-meanwhile");
    Path one = project.resolveSibling("cleaned-1.log");
    Path two = project.resolveSibling("cleaned-2.log");
    String[] arguments = {
      "process-resources",
      cache(project),
      Maven.USUAL_WORKER,
      "-Dmusic-lstm.iterations=4000",
      "-Dmusic-lstm.patience=0"
    };
    Process first = Maven.start(project, one, arguments);
    Path events = project.resolve("target/music-lstm/train-default/events.jsonl");
    while (!Files.exists(events) || !Files.readString(events).contains("progress")) {
      assertThat(first.waitFor(20, TimeUnit.MILLISECONDS)).as(Files.readString(one)).isFalse();
    }
    Process second =
        Maven.start(
            project,
            two,
            Stream.concat(Stream.of("clean"), Stream.of(arguments)).toArray(String[]::new));
    assertThat(first.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(second.waitFor(4, TimeUnit.MINUTES)).isTrue();

    String logs = Files.readString(one) + Files.readString(two);
    assertThat(first.exitValue()).as(logs).isZero();
    assertThat(second.exitValue()).as(logs).isZero();
    assertThat(logs).containsOnlyOnce("Trained 4000 iterations");
    assertThat(project.resolve(MODEL)).exists();
    assertThat(Maven.contents(project.resolve(MUSIC))).hasSize(3);
  }

  @Test
  void theCacheIsListedAndCleared() {
    Path project = project("listed");
    assertThat(cacheGoal(project).text()).contains("Nothing is kept in");
    Maven.run(project, "package", cache(project)).succeeded();

    Build listed = cacheGoal(project);
    assertThat(listed.text()).contains("1 entry, ").containsPattern("[0-9a-f]{12}  model  ");
    Maven.run(Maven.BUILDS, Maven.goal("cache"), cache(project), "-Dmusic-lstm.clear=no-such-thing")
        .failedForTheUser("The option clear is no-such-thing");
    Maven.run(Maven.BUILDS, Maven.goal("cache"), cache(project), "-Dmusic-lstm.clear=all")
        .succeeded();
    assertThat(cacheGoal(project).text()).contains("Nothing is kept in");
  }

  private static Build cacheGoal(Path project) {
    return Maven.run(Maven.BUILDS, Maven.goal("cache"), cache(project)).succeeded();
  }

  @Test
  void aTimeBudgetEndsInGoodOrderAndTheNextBuildGoesOn() {
    Path project = project("budget");
    String[] arguments = {
      "package",
      cache(project),
      "-Dmusic-lstm.iterations=1000000",
      "-Dmusic-lstm.patience=0",
      "-Dmusic-lstm.timeBudget=PT1S"
    };

    Build first = Maven.run(project, arguments).succeeded();
    Build second = Maven.run(project, arguments).succeeded();

    assertThat(first.text()).contains("The time budget of PT1S was used up at iteration");
    assertThat(second.text())
        .containsPattern("Why: the time budget of PT1S was used up at iteration [0-9]+ of 1000000")
        .containsPattern("Going on from the checkpoint at iteration [0-9]+");
    assertThat(project.resolve(MODEL)).exists();
    arguments[0] = "verify";
    String[] failing = Arrays.copyOf(arguments, arguments.length + 1);
    failing[arguments.length] = "-Dmusic-lstm.onTimeBudget=fail";
    Maven.run(project, failing).failedForTheUser("The time budget of PT1S");
  }
}
