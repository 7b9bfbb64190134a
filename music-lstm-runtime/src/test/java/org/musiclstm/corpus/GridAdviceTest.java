package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;

class GridAdviceTest {
  @TempDir Path folder;

  /** A song of 120 ticks a quarter whose notes are so far apart. */
  private void put(String name, int ticks) throws IOException {
    List<Long> starts = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      starts.add((long) n * ticks);
    }
    put(name, starts);
  }

  private void put(String name, List<Long> starts) throws IOException {
    List<Note> notes = starts.stream().map(start -> new Note(start, 5, 60, 80)).toList();
    long end = starts.get(starts.size() - 1) + 5;
    Score score = new Score(120, List.of(new Part("", 0, 0, notes)), List.of(), List.of(), end);
    Files.write(folder.resolve(name), MidiWriter.write(score, List.of()));
  }

  private List<String> lines(Grid grid) {
    Encoding encoding = new Encoding(grid, false, Encoding.DEFAULT.parts());
    return CorpusReader.read(new SongFolder(folder, List.of(), List.of()), encoding, true)
        .gridAdvice()
        .lines(grid);
  }

  @Test
  void aGridThatSuitsNeedsNoAdvice() throws IOException {
    put("a.mid", 30);
    put("b.mid", 60);

    assertThat(lines(Grid.beats(4))).isEmpty();
    assertThat(lines(Grid.beats(12))).isEmpty();
  }

  @Test
  void theCoarsestGridThatSuitsIsSuggested() throws IOException {
    put("a.mid", 40);
    put("b.mid", 60);

    assertThat(lines(Grid.beats(4)))
        .containsExactly(
            "33 % of the notes are moved by a third of a step or more on the grid of"
                + " stepsPerQuarter=4; stepsPerQuarter=6 moves 0 %.");
    assertThat(lines(Grid.beats(6))).isEmpty();
  }

  @Test
  void songsThatKeepNoBeatAreNamedAndSpoilNoGrid() throws IOException {
    Random random = new Random(1);
    for (String name : List.of("d.mid", "b.mid", "c.mid", "e.mid")) {
      List<Long> starts = new ArrayList<>(List.of(0L));
      while (starts.size() < 300) {
        starts.add(starts.get(starts.size() - 1) + 10 + random.nextInt(90));
      }
      put(name, starts);
    }
    put("a.mid", 30);

    assertThat(lines(Grid.beats(4)))
        .containsExactly(
            "4 songs keep no beat (b.mid, c.mid, d.mid and 1 more); set timeGrid, such as"
                + " timeGrid=20ms, or leave them out.");
    assertThat(lines(Grid.time(20))).isEmpty();
  }
}
