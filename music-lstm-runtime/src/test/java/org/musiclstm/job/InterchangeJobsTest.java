package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.exchange.ExportRequest;
import org.musiclstm.exchange.ImportRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.Style;

class InterchangeJobsTest {
  private static final MusicModel MODEL =
      SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 12, 1);

  @TempDir Path folder;

  private Path model;
  private Path exported;
  private Path imported;

  @BeforeEach
  void thereIsAModel() {
    model = folder.resolve("model.zip");
    exported = folder.resolve("out/model-dl4j.zip");
    imported = folder.resolve("in/imported.zip");
    ModelFile.write(model, MODEL);
  }

  private Result exportModel() {
    return new ExportJob(new ExportRequest(model, exported)).run();
  }

  private Result importFrom(Path file, Path... exportedModel) {
    return new ImportJob(new ImportRequest(file, List.of(exportedModel), imported)).run();
  }

  /** What is left when Deeplearning4j has written an exported network anew. */
  private Path writtenAnew() throws IOException {
    Path file = folder.resolve("anew.zip");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(exported));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().startsWith("music-lstm/")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return file;
  }

  @Test
  void aModelThatIsExportedAndImportedIsTheSameFile() {
    assertThat(exportModel().summary())
        .singleElement()
        .asString()
        .startsWith("Exported for Deeplearning4j: " + exported);

    Result result = importFrom(exported);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(result.summary()).singleElement().asString().startsWith("Model: " + imported);
    assertThat(imported).hasSameBinaryContentAs(model);
  }

  @Test
  void whatDeeplearning4jHasWrittenAnewNeedsTheModelThatItCameFrom() throws IOException {
    exportModel();
    Path anew = writtenAnew();

    assertThatThrownBy(() -> importFrom(anew))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Set exportedModel to the model that it was exported from.");
    assertThat(imported).doesNotExist();

    importFrom(anew, model);
    assertThat(imported).hasSameBinaryContentAs(model);
  }

  @Test
  void aChainedModelIsRefusedAndNothingIsLeft() {
    NetworkShape chained = new NetworkShape(RandomSongs.ENCODING.features(), 12, 1, 4);
    ModelFile.write(model, SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, chained));

    assertThatThrownBy(this::exportModel)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("output=independent");
    assertThat(exported).doesNotExist();
  }
}
