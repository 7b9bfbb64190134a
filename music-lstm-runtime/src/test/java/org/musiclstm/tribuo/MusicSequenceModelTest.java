package org.musiclstm.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.EnumProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FloatProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.evaluation.Forecast;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.provenance.Provenance.Making;
import org.musiclstm.provenance.TribuoProvenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.sequence.MutableSequenceDataset;
import org.tribuo.sequence.SequenceExample;
import org.tribuo.sequence.SequenceModel;

class MusicSequenceModelTest {
  private static final TrainingOptions OPTIONS =
      SmallTraining.DEFAULT.nadeUnits(5).iterations(20).options();

  @TempDir Path folder;

  private Path songs;

  @BeforeEach
  void writeSongs() throws IOException {
    songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors = RandomSongs.tensors(3, RandomSongs.ENCODING, 40, 130, 20, 35);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
    Files.writeString(songs.resolve("broken.mid"), "no music");
  }

  private MutableSequenceDataset<Notes> dataset() {
    return new MutableSequenceDataset<>(new MidiSource(songs, RandomSongs.ENCODING));
  }

  private static byte[] bytes(MusicModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(out, model);
    return out.toByteArray();
  }

  @Test
  void theTrainerMakesTheBytesThatABuildMakesInWhateverOrderTheSongsAre() throws IOException {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    var corpus =
        CorpusReader.read(new SongFolder(songs, List.of(), List.of()), RandomSongs.ENCODING, false);
    TrainingPlan plan =
        new TrainingPlan(
                RandomSongs.ENCODING,
                OPTIONS,
                Split.byShare(corpus.songs(), OPTIONS.validationShare()),
                corpus.rejected())
            .madeBy(Making.at(time));
    MusicModel expected;
    try (Workers workers = new Workers(2)) {
      expected = plan.model(plan.start(Kernels.scalar(), workers, List.of()).run(() -> false));
    }
    MutableSequenceDataset<Notes> dataset =
        new MutableSequenceDataset<>(dataset().getSourceProvenance(), new NotesFactory());
    List<SequenceExample<Notes>> examples = new ArrayList<>(dataset().getData());
    Collections.reverse(examples);
    dataset.addAll(examples);
    MusicTrainer trainer = new MusicTrainer(OPTIONS, time);

    MusicSequenceModel model = trainer.train(dataset);

    assertThat(bytes(model.musicModel())).isEqualTo(bytes(expected));
    assertThat(model.getProvenance())
        .isEqualTo(TribuoProvenance.of(expected.provenance(), RandomSongs.ENCODING.features()));
    assertThat(trainer.getInvocationCount()).isEqualTo(1);
    assertThat(trainer.getProvenance().getConfiguredParameters().get("seed")).hasToString("1");
  }

  @Test
  void aStepsNotesArePredictedAsTheForecastPredictsThemWhereTheOutputIsIndependent() {
    MusicModel model = SmallModels.echo(RandomSongs.ENCODING);
    MusicSequenceModel sequences = new MusicSequenceModel(model);
    MutableSequenceDataset<Notes> dataset = dataset();

    MusicEvaluation evaluation = new MusicEvaluator().evaluate(sequences, dataset);

    Forecast expected = forecast(model);
    assertThat(evaluation.steps()).isEqualTo(expected.steps()).isEqualTo(225);
    assertThat(evaluation.natsPerStep()).isEqualTo(expected.nllPerStep());
    assertThat(evaluation.precision()).isEqualTo(expected.frames().precision());
    assertThat(evaluation.recall()).isEqualTo(expected.frames().recall());
    assertThat(evaluation.f1()).isEqualTo(expected.frames().f1()).isBetween(0.2, 0.9);
    assertThat(evaluation.asMap().values()).contains(expected.nllPerStep());
    assertThat(evaluation.getProvenance().getModelProvenance())
        .isEqualTo(sequences.getProvenance());
    assertThat(evaluation.getProvenance().getTestDatasetProvenance())
        .isInstanceOfSatisfying(
            DatasetProvenance.class,
            provenance -> assertThat(provenance.getNumExamples()).isEqualTo(4));
    assertThat(new MusicEvaluator().evaluate(sequences, source()).natsPerStep())
        .isEqualTo(evaluation.natsPerStep());
  }

  private MidiSource source() {
    return new MidiSource(songs, RandomSongs.ENCODING);
  }

  private Forecast forecast(MusicModel model) {
    List<NoteTensor> tensors =
        CorpusReader.read(new SongFolder(songs, List.of(), List.of()), RandomSongs.ENCODING, false)
            .songs()
            .stream()
            .map(Song::tensor)
            .toList();
    try (Workers workers = new Workers(1)) {
      return new ModelForecaster(model, Kernels.best(), workers)
          .forecast(tensors).stream().reduce(Forecast.NONE, Forecast::plus);
    }
  }

  @Test
  void whatIsPredictedDoesNotKnowTheStepThatItPredicts() {
    NetworkShape shape = new NetworkShape(RandomSongs.ENCODING.features(), 9, 1, 5);
    MusicSequenceModel model =
        new MusicSequenceModel(SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, shape));
    SequenceExample<Notes> song = dataset().getExample(0);
    SequenceExample<Notes> blind =
        new SequenceExample<>(
            new ArrayList<>(
                StreamSupport.stream(song.spliterator(), false)
                    .map(
                        step ->
                            StepNames.example(StepNames.heard(step), new Notes(new TreeMap<>())))
                    .toList()));

    List<Prediction<Notes>> predictions = model.predict(song);

    assertThat(predictions).hasSize(song.size());
    List<Prediction<Notes>> blindly = model.predict(blind);
    for (int step = 0; step < predictions.size(); step++) {
      Prediction<Notes> prediction = predictions.get(step);
      assertThat(prediction.distributionEquals(blindly.get(step))).isTrue();
      assertThat(prediction.hasProbabilities()).isTrue();
      assertThat(prediction.getOutputScores()).hasSize(RandomSongs.ENCODING.features());
      prediction
          .getOutputScores()
          .forEach(
              (name, score) ->
                  assertThat(prediction.getOutput().names().contains(name))
                      .isEqualTo(score.values().getOrDefault(name, 0f) > 0.5f));
    }
    assertThat(new MusicEvaluator().evaluate(model, List.of(predictions), provenance()).steps())
        .isEqualTo(song.size());
  }

  private DatasetProvenance provenance() {
    return dataset().getProvenance();
  }

  @Test
  void stepsOfPartsAndVelocitiesBecomeExamplesAndComeBack() {
    Encoding encoding =
        new Encoding(
            Grid.beats(2),
            false,
            PartsText.parse(
                "lead: programs 80; drums; rest: rest, planes sounding",
                Planes.SOUNDING_ONSET_VELOCITY,
                50,
                75));
    StepNames names = new StepNames(encoding);
    assertThat(names.all())
        .hasSize(encoding.features())
        .doesNotHaveDuplicates()
        .contains("lead/50:sounding", "lead/75:velocity", "drums/snare:onset", "rest/60:sounding");
    Random random = new Random(1);
    boolean[] velocity = encoding.velocityFeatures();
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (int step = 0; step < 70; step++) {
      int[] active =
          random.ints(random.nextInt(9), 0, encoding.features()).distinct().sorted().toArray();
      float[] values = new float[active.length];
      for (int n = 0; n < values.length; n++) {
        values[n] = velocity[active[n]] ? (1 + random.nextInt(127)) / 127f : 1;
      }
      builder.addStep(active, values, active.length);
    }
    NoteTensor song = builder.build();
    SequenceExample<Notes> examples = new SequenceExample<>();
    List<Notes> outputs = new ArrayList<>();
    List<Notes> heard = new ArrayList<>();
    for (int step = 0; step < song.steps(); step++) {
      var stepExample = StepNames.example(names.notes(song, step - 1), names.notes(song, step));
      examples.addExample(stepExample);
      outputs.add(stepExample.getOutput());
      heard.add(StepNames.heard(stepExample));
    }

    assertThat(names.tensor(outputs)).isEqualTo(song);
    NoteTensor.Builder before = NoteTensor.builder(encoding).addStep();
    for (int step = 0; step < song.steps() - 1; step++) {
      before.addStep(song, step);
    }
    assertThat(names.tensor(heard)).isEqualTo(before.build());
    MusicSequenceModel model =
        new MusicSequenceModel(
            SmallModels.random(
                encoding, Style.ofParts(3), new NetworkShape(encoding.features(), 7, 1, 3)));
    assertThat(model.predict(examples).get(69).getOutputScores()).hasSize(encoding.features());
    assertThatThrownBy(() -> model.predict(dataset().getExample(0).copy()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no value of a step of this encoding");
  }

  @Test
  void tribuoStoresAModelWithItsFileAndItsProvenanceAndReadsItBack() throws IOException {
    MusicSequenceModel model =
        new MusicTrainer(OPTIONS)
            .train(dataset(), Map.of("reason", new StringProvenance("reason", "a test")));
    model.setName("tunes");
    Path file = folder.resolve("model.protobuf");
    model.serializeToFile(file);

    MusicSequenceModel read =
        (MusicSequenceModel) SequenceModel.deserializeFromFile(file).castModel(Notes.class);

    assertThat(read.getName()).isEqualTo("tunes");
    assertThat(read.getProvenance()).isEqualTo(model.getProvenance());
    assertThat(read.getProvenance().getInstanceProvenance().getMap()).containsKey("reason");
    assertThat(bytes(read.musicModel())).isEqualTo(bytes(model.musicModel()));
    ModelFile.write(folder.resolve("model.zip"), model.musicModel());
    assertThat(MusicSequenceModel.read(folder.resolve("model.zip")).encoding())
        .isEqualTo(RandomSongs.ENCODING);
    byte[] cut = Files.readAllBytes(file);
    assertThatThrownBy(
            () ->
                SequenceModel.deserializeFromStream(
                    new ByteArrayInputStream(cut, 0, cut.length / 2)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> MusicSequenceModel.deserializeFromProto(1, "x", Any.getDefaultInstance()))
        .hasMessageContaining("was stored with the version 1, but this music-lstm reads up to 0");
  }

  @Test
  void javaDoesNotSerialiseAModel() {
    MusicSequenceModel model =
        new MusicSequenceModel(SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 4, 1));

    assertThatThrownBy(
            () -> {
              try (ObjectOutputStream out =
                  new ObjectOutputStream(OutputStream.nullOutputStream())) {
                out.writeObject(model);
              }
            })
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void theClassesThatTheProvenanceNamesAreThere() {
    assertThat(TribuoProvenance.MODEL_CLASS).isEqualTo(MusicSequenceModel.class.getName());
    assertThat(TribuoProvenance.TRAINER_CLASS).isEqualTo(MusicTrainer.class.getName());
    assertThat(TribuoProvenance.DATA_SOURCE_CLASS).isEqualTo(MidiSource.class.getName());
  }

  @Test
  void aTrainerTakesSongsOfMidiFilesOnly() {
    MutableSequenceDataset<Notes> copies =
        new MutableSequenceDataset<>(dataset().getSourceProvenance(), new NotesFactory());
    MusicTrainer trainer = new MusicTrainer(OPTIONS);
    assertThatThrownBy(() -> trainer.train(copies)).hasMessageContaining("there has to be a song");
    copies.add(dataset().getExample(0).copy());
    assertThatThrownBy(() -> trainer.train(copies)).hasMessageContaining("not copies of them");
    copies.clear();
    copies.add(dataset().getExample(0));
    copies.add(
        new MutableSequenceDataset<>(
                new MidiSource(songs, new Encoding(4, 55, 71, Planes.SOUNDING)))
            .getExample(1));
    assertThatThrownBy(() -> trainer.train(copies)).hasMessageContaining("of one encoding");
    assertThatThrownBy(() -> dataset().serialize())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("read them again from their MIDI files");
  }

  @Test
  void notesAreOutputsOfTribuo() throws Exception {
    NotesFactory factory = new NotesFactory();
    Notes notes = new Notes(new TreeMap<>(Map.of("60:onset", 1f, "60:sounding", 0.25f)));

    assertThat(notes).hasToString("(60:onset=1,60:sounding=0.25)");
    assertThat(factory.generateOutput("60:sounding, 60:onset")).isEqualTo(notes);
    assertThat(factory.generateOutput(notes)).isSameAs(notes);
    assertThat(notes.fullEquals(factory.generateOutput("60:sounding,60:onset"))).isFalse();
    assertThat(notes.fullEquals(factory.generateOutput("60:sounding,60:onset"), 0.75)).isTrue();
    assertThat(notes.fullEquals(notes.copy())).isTrue();
    assertThat(notes).isNotEqualTo(factory.getUnknownOutput()).hasSameHashCodeAs(notes.copy());
    assertThat(Output.deserialize(notes.serialize())).isEqualTo(notes);
    assertThat(notes.fullEquals((Notes) Output.deserialize(notes.serialize()))).isTrue();
    assertThat(OutputFactory.deserialize(factory.serialize())).isEqualTo(factory);
    assertThat(factory.getProvenance().getClassName()).isEqualTo(NotesFactory.class.getName());
    assertThatThrownBy(factory::getEvaluator).hasMessageContaining("MusicEvaluator");
    assertThatThrownBy(
            () -> Notes.deserializeFromProto(0, "x", Any.pack(StringValue.of("no notes"))))
        .isInstanceOf(IOException.class);

    MutableSequenceDataset<Notes> dataset = dataset();
    var domain = dataset.getOutputIDInfo();
    assertThat(domain.size()).isEqualTo(dataset.getOutputs().size()).isPositive();
    for (Pair<Integer, Notes> numbered : domain) {
      assertThat(domain.getID(numbered.getB())).isEqualTo(numbered.getA());
      assertThat(domain.getOutput(numbered.getA())).isEqualTo(numbered.getB());
    }
    assertThat(domain.getID(notes)).isEqualTo(-1);
    assertThat(domain.getTotalObservations()).isGreaterThan(500);
    assertThat(domain.generateMutableOutputInfo().outputCountsIterable())
        .containsExactlyElementsOf(dataset.getOutputInfo().outputCountsIterable());
    assertThat(
            factory
                .constructInfoForExternalModel(
                    Map.of(factory.generateOutput("b"), 0, factory.generateOutput("a"), 1))
                .getOutput(0))
        .isEqualTo(factory.generateOutput("b"));
  }

  @Test
  void songsOfAnotherEncodingAreRefusedThoughTheirNotesHaveTheSameNames() {
    Encoding own = RandomSongs.ENCODING;
    MusicSequenceModel model = new MusicSequenceModel(SmallModels.random(own, Style.DEFAULT, 5, 1));
    int steps = own.stepsPerQuarter();
    MidiSource finer =
        new MidiSource(songs, new Encoding(Grid.beats(2 * steps), false, own.parts()));
    MidiSource transposed = new MidiSource(songs, new Encoding(own.grid(), true, own.parts()));

    assertThatThrownBy(() -> new MusicEvaluator().evaluate(model, finer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "the song \\d\\.mid is of another encoding than the model, which has stepsPerQuarter "
                + steps
                + " \\(the song: "
                + 2 * steps
                + "\\); read it with a MidiSource of the model's encoding");
    assertThatThrownBy(() -> model.predict(new MutableSequenceDataset<>(transposed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which has commonKey false (the song: true)");
  }

  @Test
  void aStoredModelWhoseProvenanceNamesAForeignClassIsRefused() {
    Any stored =
        new MusicSequenceModel(
                SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 4, 1),
                Map.of("where", new FileProvenance("where", new File("song"))))
            .serialize()
            .getSerializedData();

    assertThatThrownBy(() -> MusicSequenceModel.deserializeFromProto(0, "x", stored))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("its provenance holds something unknown: " + FileProvenance.class.getName());
  }

  @Test
  void aTrainerRefusesBeforeTrainingWhatCouldNotBeReadAgain() throws IOException {
    StringProvenance text = new StringProvenance("x", "a text");
    Map<String, Provenance> right =
        Map.of(
            "text", text,
            "long", new LongProvenance("long", Long.MIN_VALUE),
            "double", new DoubleProvenance("double", 1.0 / 3),
            "float", new FloatProvenance("float", Float.NaN),
            "date", new DateProvenance("date", LocalDate.of(2026, 1, 2)),
            "trainer", new MusicTrainer(OPTIONS).getProvenance(),
            "list", new ListProvenance<>(List.of(new MapProvenance<>(Map.of("x", text)))));
    TribuoProvenance.checkRun(right);
    MusicSequenceModel model =
        new MusicSequenceModel(
            SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 4, 1), right);
    assertThat(
            MusicSequenceModel.deserializeFromProto(0, "x", model.serialize().getSerializedData())
                .getProvenance())
        .isEqualTo(model.getProvenance());

    MusicTrainer trainer = new MusicTrainer(OPTIONS);
    for (Provenance wrong :
        List.of(
            new FileProvenance("wrong", new File("song")),
            new EnumProvenance<>("wrong", EngineName.JVM),
            new ListProvenance<>(List.of(trainer.getProvenance())),
            new NotesFactory().getProvenance(),
            new MapProvenance<>(Map.of("x", new FileProvenance("x", new File("song")))))) {
      assertThatThrownBy(() -> trainer.train(dataset(), Map.of("right", text, "wrong", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the run provenance wrong could not be read again");
    }
    assertThatThrownBy(() -> trainer.train(dataset(), Map.of("fingerprint", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the run provenance has the name fingerprint, which a model has for its own");
    assertThat(trainer.getInvocationCount()).isZero();
  }

  @Test
  void aTrainerRefusesAnEngineThatItDoesNotHave() {
    TrainingOptions options =
        SmallTraining.DEFAULT.options().with(EngineName.OPTION, EngineName.DL4J);
    assertThatThrownBy(() -> new MusicTrainer(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the options name dl4j");
  }

  @Test
  void evaluationsOfEqualModelsAreEqual() {
    MusicModel model = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 5, 1);
    MusicEvaluation one = new MusicEvaluator().evaluate(new MusicSequenceModel(model), dataset());

    assertThat(one.asMap())
        .isEqualTo(new MusicEvaluator().evaluate(new MusicSequenceModel(model), dataset()).asMap());
    assertThat(one.natsPerStep()).isCloseTo(forecast(model).nllPerStep(), Offset.offset(0.0));
    assertThat(one).asString().startsWith("225 steps, ");
  }
}
