package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionIdIT {
  private static final String PREFIX = "music-lstm:";

  static Stream<Installation> mavens() {
    return Stream.concat(
        Stream.of(Installation.outer()),
        Stream.of("it.maven-3.9", "it.maven-4")
            .map(line -> Installation.unpacked(Maven.property(line))));
  }

  @ParameterizedTest
  @MethodSource("mavens")
  void aGoalWithTheIdOfAnExecutionHasItsOptionsAndOneWithoutSaysWhichItDoesNotSee(
      Installation maven) throws IOException {
    Path project = Project.copyWithSongs("single", "execution-id-" + maven.home().getFileName());
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace(
                "</executions>",
                """
                  <execution>
                    <id>small</id>
                    <phase>none</phase>
                    <goals>
                      <goal>train</goal>
                    </goals>
                    <configuration>
                      <hiddenUnits>8</hiddenUnits>
                      <modelFile>target/small.zip</modelFile>
                      <seed>1</seed>
                    </configuration>
                  </execution>
                </executions>
                <configuration>
                  <seed>1</seed>
                </configuration>
                """));

    Build with = Maven.run(maven, project, PREFIX + "train@small").succeeded();

    assertThat(project.resolve("target/small.zip")).isRegularFile();
    assertThat(with.text()).doesNotContain("does not see");

    Build without =
        Maven.run(maven, project, PREFIX + "train", "-Dmusic-lstm.modelFile=target/other.zip")
            .succeeded();

    assertThat(project.resolve("target/other.zip")).isRegularFile();
    assertThat(without.log())
        .filteredOn(line -> line.contains("does not see"))
        .containsExactly(
            "[WARNING] This run does not see the options that the POM sets for one execution alone"
                + " (hiddenUnits in small); to use them, run mvn music-lstm:train@small.");
  }
}
