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
    Maven.run(project, own[0], own[1], "-o", "process-resources").succeeded();

    assertThat(project.resolve("target/classes/piece-001.mid")).isRegularFile();

    // Older ones add libraries to some plugins that go-offline does not know of, to Surefire too.
    Installation maven = Installation.unpacked(Maven.property("it.maven-3.9"));
    Maven.run(maven, project, own[0], own[1], "-o", "clean", "package").succeeded();

    assertThat(project.resolve("target/single-1.0.jar")).isRegularFile();
  }
}
