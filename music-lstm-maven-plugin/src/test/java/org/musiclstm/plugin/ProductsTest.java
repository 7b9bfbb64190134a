package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    products.addResource(folder.resolve("model.zip"), "music-lstm");

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
  void aFileIsAddedAloneOnceAndBesideItsFolder() {
    Path model = folder.resolve("music/model.zip");
    String target = folder.resolve("classes/music-lstm").toString();

    products.addResource(model, "music-lstm");
    products.addResource(folder.resolve("music/../music/model.zip"), "music-lstm");
    products.addResources(folder.resolve("music"));
    products.addResource(folder.resolve("music/other.zip"), "music-lstm");

    assertThat(project.getResources())
        .extracting(Resource::getDirectory)
        .containsOnly(folder.resolve("music").toString());
    assertThat(project.getResources())
        .extracting(Resource::getTargetPath)
        .containsExactly(target, null, target);
    assertThat(project.getResources())
        .extracting(Resource::getIncludes)
        .containsExactly(List.of("model.zip"), List.of(), List.of("other.zip"));
    assertThat(project.getResources()).noneMatch(Resource::isFiltering);
  }

  @Test
  void theCopyOfAnEarlierBuildIsRemoved() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("classes/music-lstm")).resolve("model.zip");
    Files.write(copy, new byte[] {1});

    products.removeCopies(List.of("music-lstm/model.zip", "music-lstm/other.zip"));

    assertThat(copy).doesNotExist();
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
