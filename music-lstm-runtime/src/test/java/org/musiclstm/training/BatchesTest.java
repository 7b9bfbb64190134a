package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.RandomStream;
import org.musiclstm.corpus.Window;
import org.musiclstm.corpus.WindowStream;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Fit;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.tensor.DrumClass;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;

/**
 * Looks into batches through networks that give away what they are fed and what they are to
 * predict.
 */
class BatchesTest {
  private static final int FEATURES = RandomSongs.ENCODING.features();
  private static final List<NoteTensor> SONGS =
      RandomSongs.tensors(1, RandomSongs.ENCODING, 9, 4, 17, 6);

  private static Set<Integer> step(NoteTensor song, int step) {
    Set<Integer> active = new HashSet<>();
    for (int feature = 0; feature < song.features() && step >= 0; feature++) {
      if (song.isActive(step, feature)) {
        active.add(feature);
      }
    }
    return active;
  }

  @Test
  void notesAreLeftOutAsAWhole() {
    NetworkShape shape = new NetworkShape(FEATURES, FEATURES, 1);
    Parameters echo = SmallModels.echo(RandomSongs.ENCODING).parameters();
    int[] rows = RandomSongs.ENCODING.rowsOfFeatures();
    int notes = 0;
    int left = 0;
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 1, 40);
      for (int song = 0; song < SONGS.size(); song++) {
        int steps = SONGS.get(song).steps();
        Batch batch =
            Batches.of(
                SONGS,
                List.of(new Window(0, song, 0, steps)),
                0.4,
                new RandomStream(1, "test", song));
        forward.run(echo, batch, new State(shape, 1));
        for (int step = 1; step < steps; step++) {
          Set<Integer> there = new HashSet<>();
          Set<Integer> heard = new HashSet<>();
          Set<Integer> missed = new HashSet<>();
          for (int feature : step(SONGS.get(song), step - 1)) {
            there.add(rows[feature]);
            (forward.probability(step, feature) > 0.5f ? heard : missed).add(rows[feature]);
          }
          assertThat(heard.stream().filter(missed::contains)).isEmpty();
          notes += there.size();
          left += missed.size();
        }
      }
    }
    assertThat((double) left / notes).isBetween(0.3, 0.5);
  }

  @Test
  void inputsAreTheStepsBeforeAndSilenceBeforeTheFirst() {
    NetworkShape shape = new NetworkShape(FEATURES, FEATURES, 1);
    Parameters echo = SmallModels.echo(RandomSongs.ENCODING).parameters();
    WindowStream stream = new WindowStream(new int[] {9, 4, 17, 6}, 3, 5, 2);
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 3, 15);
      for (int n = 0; n < 12; n++) {
        List<Window> windows = stream.next();
        Batch batch = Batches.of(SONGS, windows);
        assertThat(batch.windows()).isEqualTo(3);
        forward.run(echo, batch, new State(shape, 3));
        for (int w = 0; w < 3; w++) {
          Window window = windows.get(w);
          assertThat(batch.length(w)).isEqualTo(window.steps());
          for (int step = 0; step < window.steps(); step++) {
            Set<Integer> heard = new HashSet<>();
            for (int feature = 0; feature < FEATURES; feature++) {
              if (forward.probability(batch.offset(step) + w, feature) > 0.5f) {
                heard.add(feature);
              }
            }
            assertThat(heard).isEqualTo(step(SONGS.get(window.song()), window.from() + step - 1));
          }
        }
      }
    }
  }

  @Test
  void targetsAreTheStepsOfTheWindow() {
    NetworkShape shape = new NetworkShape(FEATURES, 1, 1);
    WindowStream stream = new WindowStream(new int[] {9, 4, 17, 6}, 3, 5, 3);
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 3, 15);
      for (int n = 0; n < 12; n++) {
        List<Window> windows = stream.next();
        Batch batch = Batches.of(SONGS, windows);
        for (int feature = 0; feature < FEATURES; feature++) {
          // A network that holds one feature for certain and all others for impossible errs by one
          // wherever that is wrong.
          forward.run(certain(shape, feature), batch, new State(shape, 3));
          double errors = 0;
          for (Window window : windows) {
            for (int step = window.from(); step < window.from() + window.steps(); step++) {
              Set<Integer> wrong = step(SONGS.get(window.song()), step);
              errors += wrong.contains(feature) ? wrong.size() - 1 : wrong.size() + 1;
            }
          }
          Fit fit = forward.fit(batch);
          assertThat(Math.rint(fit.squares())).isEqualTo(errors);
        }
      }
    }
  }

  @Test
  void aMovedWindowIsTheWindowOfTheMovedSong() {
    Encoding encoding =
        new Encoding(
            Grid.beats(1),
            false,
            PartsText.parse(
                "drums; keys: rest, pitches 60-71", Planes.SOUNDING_ONSET_VELOCITY, 0, 127));
    int first = 2 * DrumClass.ALL.size();
    NoteTensor song = song(encoding, first + 3);
    NoteTensor moved = song(encoding, first + 5);

    assertThat(fit(song, 2)).isEqualTo(fit(moved, 0));
    assertThat(fit(song, 0)).isNotEqualTo(fit(moved, 0));
  }

  /** A kick and a note, twice, with velocities. */
  private static NoteTensor song(Encoding encoding, int feature) {
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    int velocities = DrumClass.ALL.size();
    for (float velocity : new float[] {0.25f, 0.5f}) {
      builder.addStep(
          new int[] {0, velocities, feature, feature + 12, feature + 24},
          new float[] {1, velocity, 1, 1, velocity / 2},
          5);
    }
    return builder.build();
  }

  private static Fit fit(NoteTensor song, int semitones) {
    NetworkShape shape = new NetworkShape(song.features(), 5, 1);
    float[] bias = new float[song.features()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = n / 7f - 3;
    }
    try (Workers workers = new Workers(1)) {
      ForwardPass forward = new ForwardPass(Kernels.vector(), workers, shape, 1, 2);
      Batch batch = Batches.of(List.of(song), List.of(new Window(0, 0, 0, 2, semitones)));
      forward.run(Parameters.initial(shape, 1, bias), batch, new State(shape, 1));
      return forward.fit(batch);
    }
  }

  private static Parameters certain(NetworkShape shape, int feature) {
    float[] bias = new float[FEATURES];
    Arrays.fill(bias, -80);
    bias[feature] = 80;
    return Parameters.initial(shape, 1, bias);
  }
}
