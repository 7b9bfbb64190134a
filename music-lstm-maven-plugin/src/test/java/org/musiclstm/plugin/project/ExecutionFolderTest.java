package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionFolderTest {
  @ParameterizedTest
  @ValueSource(strings = {"default", "default-cli", "small", "small.2", "a_b-1", "20240101"})
  void anOrdinaryIdIsTheNameOfItsFolder(String id) {
    assertThat(ExecutionFolder.name("train", id)).isEqualTo("train-" + id);
  }

  @Test
  void idsThatOnlySomeFileSystemsDistinguishHaveFoldersThatAllDo() {
    List<String> ids =
        List.of(
            "small",
            "Small",
            "SMALL",
            "sMall",
            "small.",
            "small..",
            "small ",
            "f\u00FCr",
            "fu\u0308r",
            "F\u00DCR",
            "fur",
            "stra\u00DFe",
            "strasse",
            "STRASSE",
            "\u212Aelvin",
            "kelvin",
            "Kelvin",
            "\u0131d",
            "id",
            "ID",
            "a/b",
            "a\\b",
            "a:b",
            "a_b",
            "A_B");

    Set<String> names =
        ids.stream()
            .map(id -> ExecutionFolder.name("train", id))
            .map(ExecutionFolderTest::asStored)
            .collect(Collectors.toSet());

    assertThat(names).hasSameSizeAs(ids);
  }

  /** What is left of a name on a file system that distinguishes neither capitals nor forms. */
  private static String asStored(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[. ]+$", "");
  }

  @Test
  void aLongIdHasAFolderThatEveryFileSystemTakes() {
    String id = "x".repeat(300);

    assertThat(ExecutionFolder.name("train", id)).hasSizeLessThan(80).startsWith("train-xxx");
    assertThat(ExecutionFolder.name("train", id))
        .isNotEqualTo(ExecutionFolder.name("train", id + "x"));
    assertThat(ExecutionFolder.name("train", "\u266B".repeat(300))).matches("train-_+-[0-9a-f]{8}");
  }
}
