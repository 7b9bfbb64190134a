package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outer Maven and JDK make, other Mavens and JDKs make too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherMavensIT {
  private static final int NEWEST_JDK = 25;
  private static final String MACHINE = "target/music-lstm/model.machine.json";

  private Path made = Path.of("");

  @BeforeAll
  void buildWithTheOuterMaven() {
    made = Project.copyWithSongs("single", "outer-maven");
    Maven.run(made, "package").succeeded();
    assertThat(made.resolve(MACHINE)).content().contains("\"scalar kernel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"it.maven-3.9", "it.maven-3", "it.maven-4"})
  void anotherMavenMakesInstallsAndLogsTheSame(String line) throws IOException {
    String version = Maven.property(line);
    String name = "maven-" + version;
    Path project = Project.copyWithSongs("single", name);
    Project.rename(project, "single", name);

    Build build =
        Maven.run(
                Installation.unpacked(version),
                project,
                "install",
                "-V",
                "-Dmaven.plugin.validation=VERBOSE")
            .succeeded();

    assertThat(build.log())
        .anyMatch(text -> text.startsWith("Apache Maven " + version + " "))
        .anyMatch(text -> text.startsWith("[INFO] Training on the MIDI files in "))
        .anyMatch(text -> text.startsWith("[INFO] Generating 3 pieces from "))
        // The tests themselves give the plugin's version on the command line.
        .filteredOn(text -> !text.contains("no option music-lstm.version"))
        .noneMatch(text -> text.startsWith("[WARNING]") && text.contains("music-lstm"));
    hasTheSameMusic(project);
    Path installed = Maven.REPOSITORY.resolve("org/musiclstm/it").resolve(name).resolve("1.0");
    assertThat(installed.resolve(name + "-1.0-model.zip"))
        .hasSameBinaryContentAs(made.resolve("target/music-lstm/model.zip"));
    assertThat(installed.resolve(name + "-1.0-midi.zip"))
        .hasSameBinaryContentAs(made.resolve("target/music-lstm/midi.zip"));
    try (ZipFile jar = new ZipFile(project.resolve("target/" + name + "-1.0.jar").toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("piece-001.mid", "piece-002.mid", "piece-003.mid");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"it.maven-3.9", "it.maven-4"})
  void anotherMavenSaysTheUserWhatToMend(String line) {
    String version = Maven.property(line);
    Path folder = Project.emptyFolder("no-songs-" + version);

    Maven.run(Installation.unpacked(version), folder, Maven.goal("train"))
        .failedForTheUser(folder.resolve("src/main/midi").toString(), "midiDirectory");
  }

  @Test
  void mavenOnTheNewestJdkMakesTheSame() {
    Path jdk = newestJdk();
    Path project = Project.copyWithSongs("single", "maven-on-newest-jdk");

    Build build =
        Maven.run(
                Installation.unpacked(Maven.property("it.maven-3.9")).on(jdk),
                project,
                "package",
                "-V")
            .succeeded();

    assertThat(build.log()).anyMatch(text -> text.startsWith("Java version: " + NEWEST_JDK));
    hasTheSameMusic(project);
  }

  @Test
  void aWorkerOnTheNewestJdkByAToolchainMakesTheSame() throws IOException {
    Path jdk = newestJdk();
    Path project = Project.copyWithSongs("single", "worker-on-newest-jdk");
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "</executions>",
                """
                </executions>
                <configuration>
                  <jdkToolchain>
                    <version>%d</version>
                  </jdkToolchain>
                </configuration>
                """
                    .formatted(NEWEST_JDK)));
    Path toolchains =
        Files.writeString(
            project.resolve("toolchains.xml"),
            """
            <toolchains>
              <toolchain>
                <type>jdk</type>
                <provides>
                  <version>%d</version>
                </provides>
                <configuration>
                  <jdkHome>%s</jdkHome>
                </configuration>
              </toolchain>
            </toolchains>
            """
                .formatted(NEWEST_JDK, jdk));

    Build build =
        Maven.run(project, "package", Maven.USUAL_WORKER, "-X", "-t", toolchains.toString())
            .succeeded();

    assertThat(build.log())
        .anyMatch(
            text ->
                text.startsWith("[DEBUG] Command line of the worker: " + jdk.resolve("bin/java")));
    hasTheSameMusic(project);
  }

  private void hasTheSameMusic(Path project) {
    if (hasFusedMultiplyAdd()) {
      assertThat(project.resolve(MACHINE)).content().contains("\"vector kernel (");
    }
    assertThat(project.resolve("target/music-lstm/model.zip"))
        .hasSameBinaryContentAs(made.resolve("target/music-lstm/model.zip"));
    Map<String, byte[]> expected =
        Maven.contents(made.resolve("target/generated-resources/music-lstm"));
    assertThat(Maven.contents(project.resolve("target/generated-resources/music-lstm")))
        .hasSameSizeAs(expected)
        .allSatisfy((file, bytes) -> assertThat(bytes).isEqualTo(expected.get(file)));
  }

  /** Without it no kernel takes vectors. */
  private static boolean hasFusedMultiplyAdd() {
    return Boolean.parseBoolean(
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("UseFMA")
            .getValue());
  }

  private static Path newestJdk() {
    Optional<Path> jdk = Jdks.find(NEWEST_JDK);
    assumeTrue(
        jdk.isPresent(),
        "needs a JDK "
            + NEWEST_JDK
            + " beside the JDK of this build, or named by JAVA_HOME_"
            + NEWEST_JDK);
    return jdk.get();
  }
}
