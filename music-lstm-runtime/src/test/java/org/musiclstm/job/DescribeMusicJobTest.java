package org.musiclstm.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.RandomSongs;
import org.musiclstm.exchange.DescribeMusicRequest;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.Composer;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.tensor.Style;

/** What is said of pieces. */
class DescribeMusicJobTest {
  private static final MusicModel MODEL =
      SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 8, 1);

  @TempDir Path folder;

  private List<String> describe(Path music) throws IOException {
    Path events = folder.resolve("events.jsonl");
    assertThat(run(music).summary())
        .containsExactly("Description: " + folder.resolve("description.json"));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      if (Json.mapper().readValue(line, Event.class) instanceof Event.Message message) {
        lines.add(message.text());
      }
    }
    return lines;
  }

  private Result run(Path music) throws IOException {
    DescribeMusicRequest request =
        new DescribeMusicRequest(
            folder.resolve("model.zip"), music, "piece", folder.resolve("description.json"));
    try (EventLog log = new EventLog(folder.resolve("events.jsonl"))) {
      return new DescribeMusicJob(request, log, () -> false).run();
    }
  }

  @Test
  void aPieceSaysWhereItCameFromWithOrWithoutItsModel() throws IOException {
    Path music = Files.createDirectories(folder.resolve("music"));
    Composer composer = Composer.of(MODEL).withBars(2).withTemperature(1.25).withKey("D major");
    Files.write(music.resolve("a.mid"), composer.piece(2));
    Files.write(
        music.resolve("b.mid"),
        RandomSongs.midi(RandomSongs.tensors(1, RandomSongs.ENCODING, 9).get(0)));

    List<String> lines = describe(music);

    assertThat(lines.get(0)).startsWith("Which model made it is said by its fingerprint alone");
    assertThat(lines.get(1)).matches("a\\.mid: \\d+ bytes, SHA-256 [0-9a-f]{64}");
    assertThat(String.join("\n", lines))
        .contains("model = " + MODEL.provenance().fingerprint())
        .contains("piece = 2", "bars = 2", "temperature = 1.25", "key = D major", "primer = none")
        .contains("b.mid does not say where it came from");
    JsonNode page = Json.mapper().readTree(folder.resolve("description.json").toFile());
    assertThat(page.at("/pieces/0/origin/temperature").decimalValue()).isEqualByComparingTo("1.25");
    assertThat(page.at("/unknown")).hasSize(1);

    ModelFile.write(folder.resolve("model.zip"), MODEL);
    assertThat(describe(music.resolve("a.mid")))
        .contains(
            "  It is of the model "
                + folder.resolve("model.zip")
                + ", so the goal reproduce can make it again.");
    MusicModel other = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 9, 1);
    ModelFile.write(folder.resolve("model.zip"), other);
    assertThat(String.join("\n", describe(music.resolve("a.mid"))))
        .contains("a.mid was made by a model of the same fingerprint");
    Files.writeString(folder.resolve("model.zip"), "no model");
    assertThat(String.join("\n", describe(music.resolve("a.mid"))))
        .contains("is not a model that can be used", "temperature = 1.25");
  }

  @Test
  void whereNothingSaysWhereItCameFromThatIsTheResult() throws IOException {
    Path music = Files.createDirectories(folder.resolve("music"));
    byte[] song = RandomSongs.midi(RandomSongs.tensors(1, RandomSongs.ENCODING, 9).get(0));
    for (int n = 10; n < 25; n++) {
      Files.write(music.resolve(n + ".mid"), song);
    }

    Result one = run(music.resolve("10.mid"));
    Result all = run(music);

    assertThat(one.status()).isEqualTo(Result.Status.INPUT);
    assertThat(one.summary())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("10.mid does not say where it came from");
    assertThat(all.summary())
        .hasSize(13)
        .endsWith("And 3 more that do not say where they came from.");
    assertThat(all.summary().get(11)).startsWith("21.mid does not say where it came from");

    Files.write(music.resolve("piece.mid"), Composer.of(MODEL).withBars(1).piece(1));
    assertThat(describe(music))
        .endsWith("And 3 more that do not say where they came from, in description.json");
  }
}
