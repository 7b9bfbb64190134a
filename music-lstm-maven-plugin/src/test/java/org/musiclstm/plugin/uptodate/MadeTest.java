package org.musiclstm.plugin.uptodate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.worker.GenerateRequest;

class MadeTest {
  @TempDir Path folder;

  private Path songs;
  private Path output;
  private Made made;

  @BeforeEach
  void put() throws IOException {
    songs = Files.createDirectories(folder.resolve("songs"));
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
      Files.writeString(songs.resolve(name + ".mid"), "the notes of " + name);
    }
    output = Files.writeString(folder.resolve("model.zip"), "a model");
    made =
        new Made(
            folder.resolve("work").resolve("made.json"),
            path -> folder.relativize(path).toString());
  }

  private Inputs inputs(int units, int format) {
    return new Inputs.Builder()
        .value("option hiddenUnits", units)
        .value("runtime format", format)
        .songs("MIDI file", new SongFolder(songs, List.of(), List.of()), "midiDirectory")
        .build();
  }

  private List<String> reasons(int units, int format) {
    return made.reasons(inputs(units, format), List.of(output));
  }

  @Test
  void whatWasNeverMadeHasToBeMade() {
    assertThat(reasons(512, 3)).containsExactly("nothing is on record of an earlier build");
  }

  @Test
  void whatIsThereIsNotMadeAgain() {
    made.remember(inputs(512, 3), List.of(output), "");

    assertThat(reasons(512, 3)).isEmpty();
  }

  @Test
  void everyChangeIsToldByName() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");

    assertThat(reasons(1024, 4))
        .containsExactly("option hiddenUnits 512 \u2192 1024", "runtime format 3 \u2192 4");
    Files.writeString(songs.resolve("b.mid"), "other notes");
    Files.writeString(songs.resolve("a.mid"), "other notes");
    assertThat(reasons(512, 3)).containsExactly("2 MIDI files changed: a.mid, b.mid");
    Files.delete(songs.resolve("c.mid"));
    Files.writeString(songs.resolve("new.mid"), "new notes");
    Files.move(songs.resolve("d.mid"), songs.resolve("z.mid"));
    assertThat(reasons(512, 3))
        .containsExactly(
            "2 MIDI files changed: a.mid, b.mid",
            "1 MIDI file added: new.mid",
            "1 MIDI file removed: c.mid",
            "1 MIDI file renamed: d.mid \u2192 z.mid");
  }

  @Test
  void ofManyFilesSomeAreNamed() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
      Files.writeString(songs.resolve(name + ".mid"), "more notes of " + name);
    }

    assertThat(reasons(512, 3))
        .containsExactly("7 MIDI files changed: a.mid, b.mid, c.mid, d.mid, e.mid and 2 more");
  }

  @Test
  void aDamagedOrMissingOutputIsMadeAgain() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    Files.writeString(output, "half a mod");
    assertThat(reasons(512, 3)).containsExactly("model.zip is not as this execution made it");
    Files.delete(output);
    assertThat(reasons(512, 3)).containsExactly("model.zip is missing");
    assertThat(made.reasons(inputs(512, 3), List.of(output, folder.resolve("other"))))
        .containsExactly("model.zip, other are missing");
  }

  @Test
  void whatIsUnfinishedGoesOn() {
    made.remember(inputs(512, 3), List.of(output), "the time was up");

    assertThat(reasons(512, 3)).containsExactly("the time was up");
  }

  @Test
  void whatBeganAndDidNotEndIsMadeAgain() throws IOException {
    made.remember(inputs(512, 3), List.of(output), "");
    made.forget();
    assertThat(reasons(512, 3)).isNotEmpty();

    made.remember(inputs(512, 3), List.of(output), "");
    Path file = folder.resolve("work").resolve("made.json");
    for (String content : List.of("", "{", "{}", "null", "[1]")) {
      Files.writeString(file, content);
      assertThat(reasons(512, 3)).as(content).hasSize(1);
    }
  }

  @Test
  void everyComponentOfARequestThatIsNotTakenOutIsAnInput() {
    GenerateRequest request =
        new GenerateRequest(
            Path.of("model.zip"),
            List.of(new SongFolder(songs, List.of(), List.of())),
            new GenerationOptions(
                3, 4, 0.5, GenerationOptions.PRIMER_NONE, 2, "typical", "typical", 7),
            Path.of("music"),
            Path.of("midi.zip"),
            2);

    Inputs inputs =
        new Inputs.Builder()
            .request(
                request,
                Set.of("goal", "modelFile", "songs", "outputDirectory", "archiveFile", "threads"))
            .build();

    assertThat(inputs.values())
        .containsOnlyKeys(
            "option bars",
            "option metre",
            "option pieces",
            "option primer",
            "option primerBars",
            "option seed",
            "option temperature",
            "option tempo");
    assertThat(inputs.values()).containsEntry("option temperature", "0.5");
  }
}
