package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a build downloads for the plugin, from nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadIT {
  private static final long MOST_BYTES = 15_000_000;
  private static final Pattern COMPONENT =
      Pattern.compile("\"purl\" : \"pkg:maven/([^/]+)/([^@]+)@([^?]+)\\?type=jar\"");

  private final Map<String, Long> files = new TreeMap<>();

  @BeforeAll
  void lookAtACorpusWithAnEmptyRepository() throws IOException {
    assumeFalse(Maven.isOffline(), "needs the network, as this build is offline");
    Path folder = Project.emptyFolder("download");
    Songs.write(folder.resolve("src/main/midi"), 2);
    Path repository = Project.emptyFolder("download-repository");
    Maven.run(
            folder,
            "-Dmaven.repo.local=" + repository,
            "-Pof-the-tests",
            Maven.goal("inspect-corpus"),
            "-Dmusic-lstm.hiddenUnits=8")
        .succeeded();
    Maven.contents(repository).forEach((name, bytes) -> files.put(name, (long) bytes.length));
  }

  @Test
  void thePluginAndAllItNeedsAreLessThan15Megabytes() {
    assertThat(files.keySet()).anyMatch(name -> name.contains("music-lstm-runtime"));
    assertThat(files.values().stream().mapToLong(size -> size).sum())
        .as("bytes of %s", jars())
        .isLessThan(MOST_BYTES);
  }

  @Test
  void nothingOfDeeplearning4jIsAmongIt() {
    assertThat(files.keySet())
        .noneMatch(
            name ->
                name.startsWith("org/nd4j/")
                    || name.startsWith("org/deeplearning4j/")
                    || name.startsWith("org/bytedeco/"));
  }

  @Test
  void theBillOfMaterialsListsEveryLibraryAndNoOther() throws IOException {
    Path bill = Path.of(Maven.property("it.billOfMaterials"));
    List<String> listed =
        COMPONENT
            .matcher(Files.readString(bill))
            .results()
            .map(part -> part.group(2) + "-" + part.group(3) + ".jar")
            .distinct()
            .sorted()
            .toList();

    // The plugin itself is what the bill is of.
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            jars().stream().filter(name -> !name.startsWith("music-lstm-maven")).toList());
  }

  private List<String> jars() {
    return files.keySet().stream()
        .filter(name -> name.endsWith(".jar"))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .sorted()
        .toList();
  }
}
