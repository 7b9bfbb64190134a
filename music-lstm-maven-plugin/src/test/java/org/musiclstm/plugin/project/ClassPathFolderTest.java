package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;

class ClassPathFolderTest {
  private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "com/example/music, com/example/music/a.mid",
    "music/, music/a.mid",
    "' music-lstm ', music-lstm/a.mid",
    "META-INF/my music, META-INF/my music/a.mid"
  })
  void aRelativePathIsAFolder(String text, String resource) {
    ClassPathFolder folder = ClassPathFolder.parse("resourcePrefix", text);

    assertThat(folder.resource("a.mid")).isEqualTo(resource);
    assertThat(folder.in(CLASSES).resolve("a.mid")).isEqualTo(CLASSES.resolve(resource));
    assertThat(folder.isRoot()).isFalse();
  }

  @Test
  void nothingIsTheRoot() {
    for (String text : new String[] {null, "", " ", "/"}) {
      ClassPathFolder folder = ClassPathFolder.parse("resourcePrefix", text);

      assertThat(folder.isRoot()).isTrue();
      assertThat(folder.resource("a.mid")).isEqualTo("a.mid");
      assertThat(folder.in(CLASSES)).isEqualTo(CLASSES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../music",
        "a/../../b",
        "a/./b",
        "/music",
        "a//b",
        "a\\b",
        "C:/music",
        "a/nul",
        "a/con.d/b",
        "a*",
        "a/b.",
        ".a",
        "a\tb",
        "a /b"
      })
  void whatIsNoFolderWithinTheClassPathOfEverySystemIsRefused(String text) {
    assertThatThrownBy(() -> ClassPathFolder.parse("resourcePrefix", text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The option resourcePrefix is " + text + ", but has to be a folder");
  }
}
