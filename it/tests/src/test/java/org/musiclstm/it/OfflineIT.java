package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OfflineIT {
  @Test
  void afterGoOfflineABuildNeedsNoNetwork() {
    assumeFalse(Maven.isOffline(), "needs the network, as this build is offline");
    Path project = Project.copyWithSongs("single", "go-offline");
    String[] own = {
      "-Dmaven.repo.local=" + Project.emptyFolder("go-offline-repository"), "-Pof-the-tests"
    };

    Maven.run(
            project,
            own[0],
            own[1],
            "org.apache.maven.plugins:maven-dependency-plugin:"
                + Maven.property("it.dependency-plugin")
                + ":go-offline")
        .succeeded();
    Maven.run(project, own[0], own[1], "-o", "package").succeeded();

    assertThat(project.resolve("target/music-lstm/midi.zip")).isRegularFile();
  }
}
