package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;

class ProductsTest {
  private static final ClassPathFolder IN_FOLDER = new ClassPathFolder(List.of("music-lstm"));

  @TempDir Path folder;

  private final MavenProject project = new MavenProject();
  private final Products products = new Products(project, new Attaching());

  @BeforeEach
  void theProjectHasAPom() {
    project.setFile(folder.resolve("pom.xml").toFile());
    project.getBuild().setOutputDirectory(folder.resolve("classes").toString());
  }

  @Test
  void aFileIsAttachedOnceHoweverOftenItIsMade() throws IOException {
    Path model = file("model.zip");

    products.attach(model, "model");
    products.checkFree(model, "model", "modelClassifier");
    products.attach(model, "model");

    assertThat(project.getAttachedArtifacts())
        .singleElement()
        .satisfies(artifact -> assertThat(artifact.getFile()).isEqualTo(model.toFile()));
  }

  @Test
  void anotherFileOfTheSameClassifierIsRefusedBeforeItIsMade() throws IOException {
    Path first = file("first.zip");
    Path second = folder.resolve("second.zip");
    products.attach(first, "model");

    assertThatThrownBy(() -> products.checkFree(second, "model", "modelClassifier"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The project already has "
                + first
                + " attached with the classifier model, so "
                + second
                + " cannot have it too; give one of the executions its own modelClassifier, or"
                + " attach=false.");
    assertThatCode(() -> products.checkFree(second, "other", "modelClassifier"))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileThatIsNotThereIsNotAttached() {
    products.attach(folder.resolve("model.zip"), "model");

    assertThat(project.getAttachedArtifacts()).isEmpty();
  }

  @Test
  void nothingIsAttachedOrAddedWithoutAPom() throws IOException {
    project.setFile(null);

    products.attach(file("model.zip"), "model");
    products.addResources(folder.resolve("music"));
    products.addResources(folder.resolve("model.zip"), IN_FOLDER, folder.resolve("copies"));

    assertThat(project.getAttachedArtifacts()).isEmpty();
    assertThat(project.getResources()).isEmpty();
  }

  @Test
  void aResourceFolderIsAddedUnlessItIsOne() {
    Path music = folder.resolve("music");

    products.addResources(music);
    products.addResources(folder.resolve("other/../music"));
    products.addResources(folder.resolve("other"));

    assertThat(project.getResources().stream().map(Resource::getDirectory))
        .isEqualTo(List.of(music.toString(), folder.resolve("other").toString()));
  }

  @Test
  void aFileOrAFolderIsAddedInAFolderOfTheClassPath() throws IOException {
    Path model = file("model.zip");
    Path copies = folder.resolve("copies");
    Path music = folder.resolve("music");
    Files.createDirectories(music.resolve("more"));
    Files.write(music.resolve("more/b.mid"), new byte[] {2});
    Files.write(music.resolve("a.mid"), new byte[] {1});

    products.addResources(model, IN_FOLDER, copies);
    assertThat(files(copies)).containsExactly("music-lstm/model.zip");
    assertThat(copies.resolve("music-lstm/model.zip")).hasSameBinaryContentAs(model);

    products.addResources(music, new ClassPathFolder(List.of("a", "b")), copies);
    assertThat(files(copies)).containsExactly("a/b/a.mid", "a/b/more/b.mid");
    assertThat(copies.resolve("music-lstm")).doesNotExist();

    Files.delete(music.resolve("more/b.mid"));
    Files.write(music.resolve("a.mid"), new byte[] {3});
    products.addResources(music, new ClassPathFolder(List.of("a", "b")), copies);
    assertThat(files(copies)).containsExactly("a/b/a.mid");
    assertThat(copies.resolve("a/b/a.mid")).hasBinaryContent(new byte[] {3});

    products.addResources(folder.resolve("nothing"), IN_FOLDER, copies);
    assertThat(files(copies)).isEmpty();
    assertThat(project.getResources())
        .extracting(Resource::getDirectory)
        .containsExactly(copies.toString());
    assertThat(project.getResources()).noneMatch(Resource::isFiltering);
  }

  @Test
  void whatIsTheSameIsNotCopiedAgain() throws IOException {
    Path model = file("model.zip");
    Path copies = folder.resolve("copies");
    products.addResources(model, IN_FOLDER, copies);
    Path copy = copies.resolve("music-lstm/model.zip");
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(copy, old);

    products.addResources(model, IN_FOLDER, copies);
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(old);

    Files.write(model, new byte[] {9});
    products.addResources(model, IN_FOLDER, copies);
    assertThat(Files.getLastModifiedTime(copy)).isNotEqualTo(old);
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void copiesOfAnEarlierBuildAreRemovedWhereverItHasPutThem() throws IOException {
    Path record = folder.resolve("record.txt");
    Path first = copy("music-lstm/model.zip");
    Path unknown = copy("a/other.zip");

    products.keepCopies(record, List.of("music-lstm/model.zip"), List.of(), copy -> true);
    assertThat(first).exists();

    products.keepCopies(
        record, List.of("a/model.zip"), List.of("a/other.zip", "a/none.zip"), copy -> true);
    assertThat(first.getParent()).doesNotExist();
    assertThat(unknown.getParent()).doesNotExist();
    Path second = copy("a/model.zip");

    products.keepCopies(record, List.of(), List.of(), copy -> true);
    assertThat(second).doesNotExist();
  }

  @Test
  void copiesOfOthersAndFilesOutsideOfTheClassesStay() throws IOException {
    Path record = folder.resolve("record.txt");
    Path outside = file("outside.zip");
    Path foreign = copy("foreign.mid");
    Files.writeString(record, "../outside.zip\nforeign.mid\nold.mid");
    Path old = copy("old.mid");

    products.keepCopies(record, List.of(), List.of(), copy -> !copy.equals(foreign));

    assertThat(outside).exists();
    assertThat(foreign).exists();
    assertThat(old).doesNotExist();
  }

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve("classes").resolve(name);
    Files.createDirectories(copy.getParent());
    return Files.write(copy, new byte[] {1});
  }

  @ParameterizedTest
  @ValueSource(strings = {"midi", "Midi-2_b.1", ".midi", "a..b", "-"})
  void aPlainNameIsAClassifier(String classifier) {
    assertThatCode(() -> Products.checkClassifier("midiClassifier", classifier))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a/b", "../a", "a\\b", "a:b", "a b", "ü", "a\n", "a\u0000"})
  void whatIsNoPlainNameIsNoClassifier(String classifier) {
    assertThatThrownBy(() -> Products.checkClassifier("midiClassifier", classifier))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The option midiClassifier is " + classifier + ", but has to be letters");
  }

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), new byte[] {1});
  }

  /** Attaches as Maven does. */
  private static final class Attaching implements MavenProjectHelper {
    @Override
    @SuppressWarnings("deprecation") // Deprecated for all but the one that this stands in for.
    public void attachArtifact(
        MavenProject project, String type, String classifier, File artifactFile) {
      Artifact artifact =
          new DefaultArtifact(
              "g", "a", "1", "compile", type, classifier, new DefaultArtifactHandler(type));
      artifact.setFile(artifactFile);
      project.addAttachedArtifact(artifact);
    }

    @Override
    public void attachArtifact(MavenProject project, File artifactFile, String classifier) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void attachArtifact(MavenProject project, String type, File artifactFile) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addResource(
        MavenProject project, String directory, List<String> includes, List<String> excludes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addTestResource(
        MavenProject project, String directory, List<String> includes, List<String> excludes) {
      throw new UnsupportedOperationException();
    }
  }
}
