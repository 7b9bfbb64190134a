package org.musiclstm.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;

class ModelCoordinatesTest {
  @Test
  void threePartsAreAZipWithTheClassifierModel() {
    assertThat(ModelCoordinates.parse("modelArtifact", " org.example:tunes:1.0-SNAPSHOT "))
        .isEqualTo(new ModelCoordinates("org.example", "tunes", "zip", "model", "1.0-SNAPSHOT"));
  }

  @ParameterizedTest
  @CsvSource({
    "g:a:1, g:a:zip:model:1",
    "g:a:jar:1, g:a:jar:1",
    "g:a:jar:big:1+x, g:a:jar:big:1+x",
    "g:a:tar.gz:big_2:1, g:a:tar.gz:big_2:1"
  })
  void theyAreWrittenAsMavenDoes(String text, String written) {
    ModelCoordinates model = ModelCoordinates.parse("modelArtifact", text);

    assertThat(model).hasToString(written);
    assertThat(model.artifact()).hasToString(written);
    assertThat(ModelCoordinates.parse("modelArtifact", written)).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "model",
        "g:a",
        "g:a:",
        ":a:1",
        "g::1",
        "g:a:zip::1",
        "g:a:zip:model:1:2",
        "g:a:[1,2)",
        "g:..:1",
        "g:a/b:1",
        "g:a b:1",
        "${models}:a:1",
        "C:\\models\\model.zip:a:1"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ModelCoordinates.parse("modelArtifact", text))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option modelArtifact is "
                + text
                + ", but has to be groupId:artifactId:version, or"
                + " groupId:artifactId:extension:classifier:version.");
  }
}
