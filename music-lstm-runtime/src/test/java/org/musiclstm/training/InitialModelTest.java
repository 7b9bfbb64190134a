package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

class InitialModelTest {
  private static final TrainingOptions OPTIONS = SmallTraining.DEFAULT.options();

  private final Workers workers = new Workers(2);

  @AfterEach
  void end() {
    workers.close();
  }

  private static TrainingPlan plan(TrainingOptions options) {
    return plan(options, RandomSongs.tensors(1, RandomSongs.ENCODING, 40, 11, 26, 17));
  }

  private static TrainingPlan plan(TrainingOptions options, List<NoteTensor> tensors) {
    List<Song> songs = new ArrayList<>();
    for (NoteTensor tensor : tensors) {
      songs.add(RandomSongs.song("song " + songs.size(), tensor));
    }
    return new TrainingPlan(
        RandomSongs.ENCODING, options, Split.byShare(songs, options.validationShare()), List.of());
  }

  private MusicModel train(TrainingPlan plan) {
    return plan.model(plan.start(Kernels.vector(), workers, List.of()).run(() -> false));
  }

  private static InitialModel initial(MusicModel model) {
    return InitialModel.of(model, RandomSongs.ENCODING, OPTIONS);
  }

  @Test
  void trainingBeginsWithTheParametersAndAFreshOptimiser() {
    MusicModel model = train(plan(OPTIONS));
    TrainingRun run =
        plan(OPTIONS).beginningWith(initial(model)).start(Kernels.vector(), workers, List.of());

    TrainingRun.Snapshot snapshot = run.snapshot();

    assertThat(snapshot.parameters().tensors()).isEqualTo(model.parameters().tensors());
    for (NamedTensor squares : snapshot.optimizerMemory().values().iterator().next().tensors()) {
      assertThat(squares.values()).containsOnly(0);
    }
    assertThat(snapshot.standing().iteration()).isZero();
  }

  @Test
  void theModelThatWasBegunWithDoesNotChange() {
    MusicModel model = train(plan(OPTIONS));
    String before = model.learntSha256();

    MusicModel tuned = train(plan(OPTIONS).beginningWith(initial(model)));

    assertThat(model.learntSha256()).isEqualTo(before);
    assertThat(tuned.learntSha256()).isNotEqualTo(before);
  }

  /** Notes that follow each other in a circle. */
  private static NoteTensor circle(int steps) {
    int pitches = RandomSongs.ENCODING.rows();
    NoteTensor.Builder builder = NoteTensor.builder(RandomSongs.ENCODING);
    for (int step = 0; step < steps; step++) {
      builder.addStep(step % 4, pitches + step % 4);
    }
    return builder.build();
  }

  @Test
  void whatHasBeenLearntIsNotLearntAgain() {
    List<NoteTensor> songs = List.of(circle(40), circle(30), circle(36));
    MusicModel model = train(plan(SmallTraining.DEFAULT.iterations(150).options(), songs));
    TrainingPlan few = plan(SmallTraining.DEFAULT.iterations(4).options(), songs);

    MusicModel tuned = train(few.beginningWith(initial(model)));

    assertThat(tuned.log().rows().get(0).trainLoss())
        .isLessThan(train(few).log().rows().get(0).trainLoss() / 3);
  }

  @Test
  void theFingerprintNamesWhatWasLearntAndTheProvenanceWhereItCameFrom() {
    MusicModel model = train(plan(OPTIONS));
    TrainingPlan tuning = plan(OPTIONS).beginningWith(initial(model));
    MusicModel other = train(plan(SmallTraining.DEFAULT.seed(2).options()));

    assertThat(tuning.fingerprint())
        .isEqualTo(plan(OPTIONS).beginningWith(initial(model)).fingerprint())
        .isNotEqualTo(plan(OPTIONS).fingerprint())
        .isNotEqualTo(plan(OPTIONS).beginningWith(initial(other)).fingerprint());
    assertThat(train(tuning).provenance().options())
        .containsEntry("initialModel", model.learntSha256())
        .containsEntry("initialModelFingerprint", model.provenance().fingerprint());
    assertThat(model.provenance().options())
        .doesNotContainKeys("initialModel", "initialModelFingerprint");
  }

  @Test
  void anOutputThatDiffersIsNamedWithItsUnits() {
    MusicModel chained =
        SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, new NetworkShape(34, 10, 1, 32));
    MusicModel independent = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 10, 1);
    TrainingOptions otherUnits = SmallTraining.DEFAULT.nadeUnits(16).options();

    assertThatThrownBy(() -> initial(chained))
        .hasMessage(
            "The initial model was trained with other options than these: set output to autoregressive"
                + " (it is independent), nadeUnits to 32, or train without an initial model.");
    assertThatThrownBy(() -> InitialModel.of(chained, RandomSongs.ENCODING, otherUnits))
        .hasMessage(
            "The initial model was trained with other options than these: set nadeUnits to 32 (it"
                + " is 16), or train without an initial model.");
    assertThatThrownBy(() -> InitialModel.of(independent, RandomSongs.ENCODING, otherUnits))
        .hasMessage(
            "The initial model was trained with other options than these: set output to"
                + " independent (it is autoregressive), or train without an initial model.");
    assertThat(
            InitialModel.of(
                    chained, RandomSongs.ENCODING, SmallTraining.DEFAULT.nadeUnits(32).options())
                .parameters())
        .isSameAs(chained.parameters());
  }

  @Test
  void everyOptionThatDiffersIsNamedWithTheValueToSet() {
    MusicModel model =
        SmallModels.random(new Encoding(4, 50, 60, Planes.SOUNDING), Style.DEFAULT, 7, 2);

    assertThatThrownBy(() -> initial(model))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The initial model was trained with other options than these: set hiddenUnits to 7 (it"
                + " is 10), hiddenLayers to 2 (it is 1), highestPitch to 60 (it is 71),"
                + " lowestPitch to 50 (it is 55), planes to sounding (it is sounding,onset),"
                + " stepsPerQuarter to 4 (it is 2), or train without an initial model.");
    assertThatThrownBy(
            () ->
                InitialModel.of(
                    model,
                    model.encoding(),
                    SmallTraining.DEFAULT.units(7).hiddenLayers(1).options()))
        .hasMessage(
            "The initial model was trained with other options than these: set hiddenLayers to 2"
                + " (it is 1), or train without an initial model.");
  }
}
