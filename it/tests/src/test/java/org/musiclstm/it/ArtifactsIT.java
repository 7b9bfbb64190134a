package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;

/** Models that go from one project to another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactsIT {
  private static final String MODEL = "-Dmusic-lstm.modelArtifact=";
  private static final String[] SAME_MUSIC = {"-Dmusic-lstm.pieces=3", "-Dmusic-lstm.bars=2"};

  /** A project that trains and generates, installed and deployed. */
  private Path trained = Path.of("");

  private Path deployed = Path.of("");

  @BeforeAll
  void trainAndDeploy() throws IOException {
    trained = Project.copyWithSongs("single", "artifacts");
    Project.rename(trained, "single", "artifacts");
    deployed = Project.emptyFolder("artifacts-deployed");

    Maven.run(trained, "deploy", "-DaltDeploymentRepository=models::" + deployed.toUri())
        .succeeded();
  }

  private static Map<String, byte[]> music(Path project) {
    return Maven.contents(project.resolve("target/generated-resources/music-lstm"));
  }

  private static void sameMusic(Path project, Path other) {
    Map<String, byte[]> expected = music(other);
    assertThat(expected).hasSize(3);
    assertThat(music(project))
        .hasSameSizeAs(expected)
        .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(expected.get(name)));
  }

  private static Build generate(Path folder, String... arguments) {
    String[] all = new String[1 + SAME_MUSIC.length + arguments.length];
    all[0] = Maven.goal("generate");
    System.arraycopy(SAME_MUSIC, 0, all, 1, SAME_MUSIC.length);
    System.arraycopy(arguments, 0, all, 1 + SAME_MUSIC.length, arguments.length);
    return Maven.run(folder, all);
  }

  @Test
  void modelAndMusicAreDeployed() {
    assertThat(deployed.resolve("org/musiclstm/it/artifacts/1.0/artifacts-1.0-model.zip"))
        .hasSameBinaryContentAs(trained.resolve("target/music-lstm/model.zip"));
    assertThat(deployed.resolve("org/musiclstm/it/artifacts/1.0/artifacts-1.0-midi.zip"))
        .hasSameBinaryContentAs(trained.resolve("target/music-lstm/midi.zip"));
  }

  @Test
  void anInstalledModelMakesTheSameMusicOfflineAndWithoutAPom() {
    Path folder = Project.emptyFolder("artifacts-offline");

    Build build = generate(folder, "-o", MODEL + "org.musiclstm.it:artifacts:1.0").succeeded();

    sameMusic(folder, trained);
    assertThat(build.log())
        .contains(
            "[INFO] Generating 3 pieces from org.musiclstm.it:artifacts:1.0 into "
                + Path.of("target/generated-resources/music-lstm"));
  }

  @Test
  void aDeployedModelIsFetchedFromTheRepository() throws IOException {
    Path project = Project.copy("single", "artifacts-fetched");
    Path pom = project.resolve("pom.xml");
    String text = Files.readString(pom);
    Files.writeString(
        pom,
        text.replace(
                "  <build>",
                """
                  <repositories>
                    <repository>
                      <id>models</id>
                      <url>%s</url>
                    </repository>
                  </repositories>

                  <build>"""
                    .formatted(deployed.toUri()))
            .replace("<goal>train</goal>", ""));
    Path folder = deployed.resolve("org/musiclstm/it");
    Path other = folder.resolve("fetched/1.0");
    Project.forget("fetched");
    Files.createDirectories(other);
    for (String ending : List.of("zip", "zip.sha1")) {
      Files.copy(
          folder.resolve("artifacts/1.0/artifacts-1.0-model." + ending),
          other.resolve("fetched-1.0-model." + ending));
    }

    String model = MODEL + "org.musiclstm.it:fetched:zip:model:1.0";
    Maven.run(project, "generate-resources", "-o", model)
        .failedForTheUser(
            "org.musiclstm.it:fetched:zip:model:1.0",
            Maven.REPOSITORY.toString(),
            "Maven is offline, so it did not ask ",
            "models (" + deployed.toUri() + ")");
    Maven.run(project, "generate-resources", model).succeeded();

    sameMusic(project, trained);
  }

  @Test
  void aModelThatIsNowhereOrMisspeltIsNamed() {
    Path folder = Project.emptyFolder("artifacts-missing");

    generate(folder, MODEL + "org.musiclstm.it:nothing:1.0")
        .failedForTheUser("org.musiclstm.it:nothing:zip:model:1.0", "outer-build (file:");
    generate(folder, MODEL + "model.zip")
        .failedForTheUser(
            "The option modelArtifact is model.zip, but has to be groupId:artifactId:version");
    generate(folder, MODEL + "a:b:1", "-Dmusic-lstm.modelFile=my.zip")
        .failedForTheUser("Both modelArtifact (a:b:zip:model:1) and modelFile (my.zip) are set");
  }

  @Test
  void aModuleGeneratesFromTheModelOfAnother() {
    Path project = Project.copy("train-and-generate", "artifacts-modules");
    Songs.write(project.resolve("model/src/main/midi"), 6);

    Maven.run(project, "-T", "2", "package").succeeded();

    assertThat(project.resolve("model/target/music-lstm/model.zip"))
        .hasSameBinaryContentAs(trained.resolve("target/music-lstm/model.zip"));
    sameMusic(project.resolve("music"), trained);
    assertThat(project.resolve("music/target/music-1.0.jar")).exists();
  }

  @Test
  void aModuleThatIsBuiltBeforeItsModelIsPointedOut() throws IOException {
    Path project = Project.copy("train-and-generate", "artifacts-order");
    Songs.write(project.resolve("model/src/main/midi"), 6);
    Path pom = project.resolve("music/pom.xml");
    Files.writeString(
        pom, Files.readString(pom).replaceAll("(?s)<dependencies>.*</dependencies>", ""));

    Maven.run(project, "package")
        .failedForTheUser("is one of the module model of this build", "declare a dependency on it");
  }

  @Test
  void trainingGoesOnFromAModelOfAnotherProject() throws IOException {
    MusicModel model = ModelFile.read(trained.resolve("target/music-lstm/model.zip"));
    Path fromArtifact = Project.copyWithSongs("single", "artifacts-tuned");
    Path fromFile = Project.copyWithSongs("single", "artifacts-tuned-file");
    Files.copy(trained.resolve("target/music-lstm/model.zip"), fromFile.resolve("old.zip"));

    String artifact = "-Dmusic-lstm.initialModelArtifact=org.musiclstm.it:artifacts:1.0";
    Maven.run(fromArtifact, "generate-resources", artifact).succeeded();
    Maven.run(fromFile, "generate-resources", "-Dmusic-lstm.initialModel=old.zip").succeeded();

    Path tuned = fromArtifact.resolve("target/music-lstm/model.zip");
    assertThat(fromFile.resolve("target/music-lstm/model.zip")).hasSameBinaryContentAs(tuned);
    assertThat(ModelFile.read(tuned).learntSha256()).isNotEqualTo(model.learntSha256());
    assertThat(ModelFile.read(tuned).provenance().options())
        .containsEntry("initialModelFingerprint", model.provenance().fingerprint());

    Maven.run(fromArtifact, "generate-resources", artifact, "-Dmusic-lstm.hiddenUnits=17")
        .failedForTheUser("set hiddenUnits to 16 (it is 17)");
    Maven.run(fromFile, "generate-resources", artifact, "-Dmusic-lstm.initialModel=old.zip")
        .failedForTheUser("Both initialModel (old.zip) and initialModelArtifact");
    Maven.run(
            fromFile, "generate-resources", "-Dmusic-lstm.initialModel=target/music-lstm/model.zip")
        .failedForTheUser("The option initialModel is ", "another file than modelFile");
  }

  @Test
  void aProgramMakesThePiecesOfItsBuildFromTheModelOnItsClassPath() throws IOException {
    Path project = Project.copyWithSongs("embedded", "artifacts-embedded");
    Path model = project.resolve("target/music-lstm/model.zip");
    Path classes = project.resolve("target/classes");

    Build build = Maven.run(project, "package").succeeded();

    // The test of that project compares the bytes.
    assertThat(build.text()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(classes.resolve("music-lstm/model.zip")).hasSameBinaryContentAs(model);
    assertThat(Maven.contents(classes).keySet())
        .containsExactly(
            "music-lstm/model.zip",
            "org/musiclstm/it/embedded/Jukebox.class",
            "piece-001.mid",
            "piece-002.mid",
            "piece-003.mid");

    Files.delete(classes.resolve("music-lstm/model.zip"));
    Maven.run(project, "package", "-Dmusic-lstm.skip").succeeded();
    assertThat(classes.resolve("music-lstm/model.zip")).hasSameBinaryContentAs(model);

    Maven.run(project, "process-resources", "-Dmusic-lstm.skip", "-Dmusic-lstm.embedModel=false")
        .succeeded();
    assertThat(classes.resolve("music-lstm/model.zip")).doesNotExist();
  }
}
