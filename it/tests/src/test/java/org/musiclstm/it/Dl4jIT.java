package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.musiclstm.dl4j.Platform;

class Dl4jIT {
  private static final List<String> TINY =
      List.of(
          Maven.USUAL_WORKER,
          "-Dmusic-lstm.output=independent",
          "-Dmusic-lstm.hiddenUnits=8",
          "-Dmusic-lstm.iterations=4",
          "-Dmusic-lstm.validateEvery=2",
          "-Dmusic-lstm.windowSteps=16",
          "-Dmusic-lstm.validationShare=0.25",
          "-Dmusic-lstm.pieces=1",
          "-Dmusic-lstm.bars=1");

  private static Path folder(String name) {
    Path folder = Project.emptyFolder(name);
    Songs.write(folder.resolve("src/main/midi"), 4);
    return folder;
  }

  private static Build run(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(TINY);
    all.addAll(List.of(arguments));
    return Maven.run(folder, all.toArray(String[]::new));
  }

  @Test
  void aModelIsTrainedWithDeeplearning4jAndTakenThereAndBack() throws IOException {
    assumeFalse(Maven.isOffline(), "needs the network, as this build is offline");
    Platform host = Platform.ofThisJvm();
    assumeTrue(host.isSupported(), () -> "ND4J has no native library for " + host);
    Path folder = folder("dl4j");
    Path model = folder.resolve("target/music-lstm/model.zip");
    Path exported = folder.resolve("target/music-lstm/model-dl4j.zip");
    Path imported = folder.resolve("target/music-lstm/imported.zip");

    Build build =
        run(
                folder,
                Maven.goal("train"),
                Maven.goal("generate"),
                Maven.goal("export"),
                Maven.goal("import"),
                Maven.goal("reproduce"),
                "-Dmusic-lstm.engine=dl4j",
                "-Dmusic-lstm.threads=2",
                "-Dmusic-lstm.importFile=" + exported)
            .succeeded();

    assertThat(Maven.contents(folder.resolve("target/generated-resources/music-lstm"))).hasSize(1);
    assertThat(build.log())
        .anyMatch(line -> line.startsWith("[INFO] Exported for Deeplearning4j: " + exported));
    assertThat(imported).hasSameBinaryContentAs(model);
    assertThat(folder.resolve("target/music-lstm/reproduced.zip")).hasSameBinaryContentAs(model);
    assertThat(Maven.REPOSITORY.resolve(".cache/music-lstm-natives")).isNotEmptyDirectory();
    assertThat(folder.resolve("target/music-lstm/train-default-cli/worker.log"))
        .content()
        .doesNotContain("SLF4J", "INFO");

    Build second =
        run(
                folder,
                "-X",
                Maven.goal("train"),
                "-Dmusic-lstm.engine=dl4j",
                "-Dmusic-lstm.modelFile=target/on.zip",
                "-Dmusic-lstm.threads=1",
                "-Dmusic-lstm.initialModel=" + imported)
            .succeeded();

    assertThat(second.log())
        .noneMatch(line -> line.contains("which is downloaded now"))
        .anyMatch(line -> line.startsWith("[INFO] Beginning with the model " + imported))
        .anyMatch(
            line ->
                line.startsWith("[DEBUG] Environment of the worker: ")
                    && line.contains("OMP_NUM_THREADS=1, OMP_WAIT_POLICY=passive"));
    assertThat(Files.size(folder.resolve("target/on.zip"))).isPositive();
  }

  @Test
  void whatDeeplearning4jCannotDoIsRefusedBeforeAnythingIsDone() {
    Path folder = folder("dl4j-refused");

    Build chained =
        run(
                folder,
                Maven.goal("train"),
                "-Dmusic-lstm.engine=dl4j",
                "-Dmusic-lstm.output=autoregressive")
            .failedForTheUser(
                "no layer for an autoregressive output", "train with output=independent");
    assertThat(chained.text()).doesNotContain("Training on", "downloaded now");

    run(folder, Maven.goal("train"), "-Dmusic-lstm.engine=cuda")
        .failedForTheUser("The option engine is cuda, but has to be jvm or dl4j.");

    run(
            folder,
            Maven.goal("train"),
            Maven.goal("export"),
            "-Dmusic-lstm.output=autoregressive",
            "-Dmusic-lstm.nadeUnits=4",
            "-Dmusic-lstm.iterations=1")
        .failedForTheUser("The model cannot be exported", "output=independent");
    Build generate =
        run(folder, Maven.goal("generate"), "-Dmusic-lstm.engine=dl4j")
            .failedForTheUser("no layer for an autoregressive output");
    assertThat(generate.text()).doesNotContain("Generating 1 piece", "downloaded now");

    run(folder, Maven.goal("export"), "-Dmusic-lstm.format=onnx")
        .failedForTheUser("The option format is onnx, but has to be dl4j.");
    assertThat(folder.resolve("target/music-lstm/model-dl4j.zip")).doesNotExist();
  }
}
