package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what is resolved for builds to what these tests run with. */
class LibraryTest {
  private static final Set<String> GROUPS =
      Set.of(
          "com/github/oshi",
          "com/google/code/gson",
          "com/google/flatbuffers",
          "commons-codec",
          "commons-io",
          "commons-net",
          "it/unimi/dsi",
          "net/ericaro",
          "org/apache/commons",
          "org/bytedeco",
          "org/deeplearning4j",
          "org/nd4j",
          "org/slf4j");

  private static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  @Test
  void whatTheTestsRunWithIsWhatIsListedForTheirPlatform() {
    String platform = System.getProperty("nd4j.platform", "");
    Set<String> listed =
        Library.all().stream()
            .filter(library -> library.isFor(platform))
            .map(Library::fileName)
            .collect(Collectors.toSet());

    assertThat(classPath())
        .filteredOn(
            jar ->
                GROUPS.stream()
                    .anyMatch(group -> jar.toString().replace('\\', '/').contains("/" + group)))
        .extracting(jar -> jar.getFileName().toString())
        .filteredOn(name -> !name.startsWith("nd4j-native-preset-1.0.0-M2.1-"))
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void theSizesAreThoseOfTheFiles() throws IOException {
    List<Path> jars = classPath();

    int found = 0;
    for (Library library : Library.all()) {
      for (Path jar : jars) {
        if (jar.endsWith(library.fileName())) {
          assertThat(library.bytes()).as(library.toString()).isEqualTo(Files.size(jar));
          found++;
        }
      }
    }
    assertThat(found).isGreaterThan(10);
  }

  @Test
  void everyPlatformHasTheSameLibraries() {
    assertThat(Library.platforms())
        .containsExactly(
            "linux-arm64", "linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");
    for (String platform : Library.platforms()) {
      assertThat(Library.all())
          .filteredOn(library -> library.platform().filter(platform::equals).isPresent())
          .extracting(Library::artifactId)
          .containsExactlyInAnyOrder("javacpp", "nd4j-native", "openblas");
    }
  }

  @Test
  void aLibraryIsWrittenAsMavenWritesIt() {
    assertThat(Library.all())
        .extracting(Library::toString)
        .contains(
            "org.nd4j:nd4j-native:jar:1.0.0-M2.1",
            "org.nd4j:nd4j-native:jar:linux-x86_64:1.0.0-M2.1");
  }
}
