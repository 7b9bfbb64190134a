package org.musiclstm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomSnippetTest {
  @TempDir Path folder;

  private static SortedMap<String, String> options(String... namesAndValues) {
    SortedMap<String, String> options = new TreeMap<>();
    for (int n = 0; n < namesAndValues.length; n += 2) {
      options.put(namesAndValues[n], namesAndValues[n + 1]);
    }
    return options;
  }

  @Test
  void onlyWhatDiffersFromTheDefaultsStandsInIt() {
    SortedMap<String, String> defaults = options("units", "1024", "steps", "1");

    PomSnippet snippet = PomSnippet.of(options("units", "256", "steps", "1"), defaults, defaults);

    assertThat(snippet.lines())
        .containsExactly("<configuration>", "  <units>256</units>", "</configuration>");
  }

  @Test
  void aDefaultStandsInItWhereSomethingElseIsSetNow() {
    PomSnippet snippet =
        PomSnippet.of(options("units", "1024"), options("units", "64"), options("units", "1024"));

    assertThat(snippet.lines()).contains("  <units>1024</units>");
  }

  @Test
  void namesOfPartsMayHoldWhatXmlCannot() throws IOException {
    PomSnippet snippet =
        PomSnippet.of(options("parts", "a<b&c: rest"), new TreeMap<>(), new TreeMap<>(Map.of()));
    Path file = folder.resolve("deep/tuning.xml");

    snippet.write(file);

    assertThat(file)
        .hasContent("<configuration>\n  <parts>a&lt;b&amp;c: rest</parts>\n</configuration>\n");
  }
}
