package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenTest {
  @TempDir Path folder;

  private final Map<Object, Object> context = new HashMap<>();

  @Test
  void anotherExecutionThatWroteTheSameFolderIsFound() {
    assertThat(new Written(context).by("first", Path.of("music"))).isEmpty();
    assertThat(new Written(context).by("second", Path.of("other/../music"))).contains("first");
    assertThat(new Written(context).by("third", Path.of("music"))).contains("second");
  }

  @Test
  void anExecutionThatRunsTwiceAndOneThatWritesElsewhereReplaceNothing() {
    new Written(context).by("first", Path.of("music"));

    assertThat(new Written(context).by("first", Path.of("music"))).isEmpty();
    assertThat(new Written(context).by("second", Path.of("music-of-another"))).isEmpty();
  }

  @Test
  void aFolderThatIsTheSameUnderAnotherNameIsFound() throws IOException {
    Path music = folder.resolve("music");
    Path other = folder.resolve("Music");
    new Written(context).by("first", music);
    Files.createDirectory(music);
    if (!Files.exists(other)) {
      // A link stands for a file system that does not distinguish capitals.
      try {
        Files.createSymbolicLink(other, music);
      } catch (IOException | UnsupportedOperationException e) {
        assumeTrue(false, "links are possible here");
      }
    }

    assertThat(new Written(context).by("second", other)).contains("first");
    assertThat(new Written(context).by("third", music)).contains("second");
  }

  @Test
  void whatNothingMakesIsNotThereOrOld() throws IOException {
    Path model = Files.createFile(folder.resolve("model.zip"));
    Path none = folder.resolve("none.zip");
    Written written = new Written(context);
    assertThat(written.isNotMade(model)).isFalse();
    assertThat(written.isNotMade(none)).isFalse();

    written.not(model, false);
    written.not(none, false);
    assertThat(written.isNotMade(model)).as("somebody has put it there").isFalse();
    assertThat(written.isNotMade(none)).isTrue();

    written.not(model, true);
    assertThat(new Written(context).isNotMade(folder.resolve("x/../model.zip"))).isTrue();
  }

  @Test
  void theWarningNamesWhatIsToBeSet() {
    assertThat(Written.warning("b", "a", "target/m.zip", List.of("modelFile", "modelClassifier")))
        .isEqualTo(
            "Execution b replaces what execution a has written to target/m.zip in this build; to"
                + " keep both, set modelFile and modelClassifier in one of them.");
  }

  @Test
  void theWarningOfWhatIsOnTheClassPathTwiceNamesWhatIsToBeSet() {
    assertThat(Written.hiding("b", "a", "piece-001.mid", List.of("resourcePrefix", "pieceName")))
        .isEqualTo(
            "Execution b puts piece-001.mid on the class path, where execution a has put its own in"
                + " this build, and only one of them is found; to keep both, set resourcePrefix or"
                + " pieceName in one of them.");
  }
}
