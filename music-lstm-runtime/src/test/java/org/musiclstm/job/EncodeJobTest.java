package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.Sha256;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EncodeRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Npy;

class EncodeJobTest {
  @TempDir Path folder;

  private final List<NoteTensor> tensors =
      RandomSongs.tensors(1, RandomSongs.ENCODING, 40, 300, 20, 35);
  private Path songs;
  private Path output;

  @BeforeEach
  void putSongs() throws IOException {
    songs = Files.createDirectories(folder.resolve("songs"));
    output = folder.resolve("tensors");
    put("one.mid", 0);
    put("deep/one.mid", 1);
    put("deep/two.mid", 2);
    put("three.midi", 3);
  }

  private void put(String name, int number) throws IOException {
    Path file = songs.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, RandomSongs.midi(tensors.get(number)));
  }

  private Result encode(double share, boolean pairs, BooleanSupplier stop) throws IOException {
    EncodeRequest request =
        new EncodeRequest(
            new SongSource(
                new SongFolder(songs, List.of(), List.of()),
                List.of(),
                false,
                false,
                RandomSongs.ENCODING),
            share,
            pairs,
            output);
    try (EventLog log = new EventLog(folder.resolve("events.jsonl"))) {
      return new EncodeJob(request, log, stop).run();
    }
  }

  @Test
  void noMoreSongsCanBeKeptForValidationThanTrainingKeeps() {
    assertThatThrownBy(() -> encode(0.91, false, () -> false))
        .isInstanceOf(InputException.class)
        .hasMessage("The option validationShare is 0.91, but has to be from 0 to 0.9.");
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(output.resolve("corpus.json").toFile());
  }

  private Map<String, String> hashes() throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.toList()) {
        hashes.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  @Test
  void theFilesThatAreWrittenAreThoseThatTheReportNames() throws IOException {
    assertThat(EncodeRequest.files(output)).containsExactly(output.resolve("corpus.json"));

    encode(0.25, true, () -> false);
    List<Path> written;
    try (Stream<Path> files = Files.list(output)) {
      written = files.toList();
    }
    Files.writeString(output.resolve("notes.txt"), "of somebody else");

    assertThat(written).hasSize(13);
    assertThat(EncodeRequest.files(output)).containsExactlyInAnyOrderElementsOf(written);
    for (String content :
        List.of("", "{", "[1]", "{\"songs\":[{\"tensors\":{\"whole\":\"\\u0000\"}}]}")) {
      Files.writeString(output.resolve("corpus.json"), content);
      assertThat(EncodeRequest.files(output)).containsExactly(output.resolve("corpus.json"));
    }
  }

  private static List<String> names(JsonNode report) {
    List<String> names = new ArrayList<>();
    report.path("songs").forEach(song -> names.add(song.path("name").asText()));
    return names;
  }

  @Test
  void everySongBecomesAnArrayThatTheReportNames() throws IOException {
    Files.writeString(songs.resolve("bad.mid"), "no song");

    Result result = encode(0.25, false, () -> false);

    assertThat(result.status()).isEqualTo(Result.Status.DONE);
    assertThat(result.summary().get(0)).startsWith("Tensors: 4 songs in " + output);
    JsonNode report = report();
    assertThat(report.path("kind").asText()).isEqualTo("music-lstm corpus");
    assertThat(report.at("/encoding/parts/0/lowestPitch").asInt()).isEqualTo(55);
    assertThat(names(report))
        .containsExactly("deep/one.mid", "deep/two.mid", "one.mid", "three.midi");
    assertThat(report.path("songs").findValuesAsText("side"))
        .containsExactlyInAnyOrder("TRAINING", "TRAINING", "TRAINING", "VALIDATION");
    assertThat(report.path("rejected").path(0).path("name").asText()).isEqualTo("bad.mid");
    assertThat(report.path("totals").path("files").asInt()).isEqualTo(5);
    assertThat(report.has("training")).isFalse();
    int[] numbers = {1, 2, 0, 3};
    for (int n = 0; n < numbers.length; n++) {
      JsonNode song = report.path("songs").path(n);
      NoteTensor tensor = tensors.get(numbers[n]);
      assertThat(song.path("sha256").asText()).isEqualTo(Sha256.of(RandomSongs.midi(tensor)));
      assertThat(song.path("steps").asInt()).isEqualTo(tensor.steps());
      byte[] file = Files.readAllBytes(output.resolve(song.path("tensors").path("whole").asText()));
      assertThat(NoteTensor.ofNpy(RandomSongs.ENCODING, Npy.read(file, "file"), "file"))
          .isEqualTo(tensor);
    }
    assertThat(hashes()).hasSize(5);
  }

  @Test
  void tensorsOfSongsAndPairsThatAreGoneGo() throws IOException {
    encode(0, true, () -> false);
    assertThat(hashes()).hasSize(13);
    Files.delete(songs.resolve("one.mid"));

    encode(0, false, () -> false);

    assertThat(hashes()).hasSize(4);
    assertThat(report().path("songs").findValuesAsText("whole"))
        .allSatisfy(name -> assertThat(output.resolve(name)).exists());
    assertThat(report().toString()).doesNotContain("-inputs", "\"one.mid\"");
  }

  @Test
  void theSameBytesComeOutElsewhere() throws IOException {
    encode(0.3, true, () -> false);
    Map<String, String> first = hashes();
    songs = Files.move(songs, folder.resolve("elsewhere"));
    output = folder.resolve("other");

    encode(0.3, true, () -> false);

    assertThat(hashes()).isEqualTo(first);
  }

  @Test
  void whoIsInterruptedKeepsTheReportOfBefore() throws IOException {
    encode(0, false, () -> false);
    byte[] before = Files.readAllBytes(output.resolve("corpus.json"));
    Files.delete(songs.resolve("one.mid"));

    Result result = encode(0, false, () -> true);

    assertThat(result.status()).isEqualTo(Result.Status.INTERRUPTED);
    assertThat(output.resolve("corpus.json")).hasBinaryContent(before);
    assertThat(hashes()).hasSize(5);
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws IOException {
    Files.writeString(output, "a file");

    assertThatThrownBy(() -> encode(0, false, () -> false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("corpus.json");
  }

  @Test
  void numPyReadsThem() throws Exception {
    assumeTrue(runs("import numpy"), "there is a Python with NumPy");
    encode(0, true, () -> false);

    String script =
        """
        import json, sys, numpy as np
        folder = sys.argv[1] + '/'
        report = json.load(open(folder + 'corpus.json', encoding='utf-8'))
        assert len(report['songs']) == 4
        for song in report['songs']:
            files = song['tensors']
            whole, inputs, targets = (np.load(folder + files[name], allow_pickle=False)
                                      for name in ('whole', 'inputs', 'targets'))
            assert whole.dtype == np.dtype('<f4') and whole.flags['C_CONTIGUOUS']
            assert whole.shape == (song['steps'], 34), whole.shape
            assert set(np.unique(whole)) == {0.0, 1.0}
            assert (inputs == whole[:-1]).all() and (targets == whole[1:]).all()
        """;
    assertThat(runs(script, output.toString())).isTrue();
  }

  private boolean runs(String script, String... arguments) throws Exception {
    Path file = folder.resolve("script.py");
    Files.write(file, script.getBytes(StandardCharsets.UTF_8));
    try {
      List<String> command =
          Stream.concat(Stream.of("python3", file.toString()), Stream.of(arguments)).toList();
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
