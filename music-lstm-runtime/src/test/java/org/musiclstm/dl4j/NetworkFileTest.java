package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.SmallModels;
import org.musiclstm.model.ZipReader;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Style;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class NetworkFileTest {
  private static final MusicModel MODEL =
      SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 12, 2);
  private static final int FEATURES = RandomSongs.ENCODING.features();

  @TempDir Path folder;

  private Path write(MusicModel model) {
    Path file = folder.resolve("network.zip");
    NetworkFile.write(file, model);
    return file;
  }

  private byte[] bytes(MusicModel model) throws IOException {
    Path file = folder.resolve("model.zip");
    ModelFile.write(file, model);
    return Files.readAllBytes(file);
  }

  private static MusicModel withOptions(String... options) {
    Provenance old = MODEL.provenance();
    TreeMap<String, String> all = new TreeMap<>(old.options());
    for (int n = 0; n < options.length; n += 2) {
      all.put(options[n], options[n + 1]);
    }
    return new MusicModel(
        MODEL.encoding(),
        MODEL.style(),
        MODEL.parameters(),
        MODEL.log(),
        new Provenance(
            old.fingerprint(), old.making(), old.songs(), old.rejected(), all, old.results()));
  }

  @Test
  void anOptionOfTheProvenanceThatIsNoNumberIsRefused() {
    MusicModel foreign = withOptions("decay", "some");

    assertThatThrownBy(() -> NetworkFile.write(folder.resolve("out.zip"), foreign))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("says the option decay as some, which is no number.");
  }

  /** The program stands in docs/deeplearning4j.md. */
  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void aProgramWithNothingButDeeplearning4jPredictsTheSame() throws Exception {
    String page =
        Files.readString(Path.of("..", "docs", "deeplearning4j.md"), StandardCharsets.UTF_8);
    int begin = page.indexOf("```java\n") + "```java\n".length();
    Path program = folder.resolve("Load.java");
    Files.writeString(program, page.substring(begin, page.indexOf("```", begin)));
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(
                entry ->
                    entry.endsWith(".jar")
                        && Stream.of("nd4j", "deeplearning4j", "bytedeco", "commons", "slf4j")
                            .anyMatch(entry::contains))
            .filter(entry -> !entry.contains("junit"))
            .toList();
    Path output = folder.resolve("output.txt");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx256m",
                "-Dorg.bytedeco.javacpp.cachedir="
                    + System.getProperty("org.bytedeco.javacpp.cachedir", folder.toString()),
                "-cp",
                String.join(File.pathSeparator, jars),
                program.toString(),
                write(MODEL).toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).as(Files.readString(folder.resolve("errors.txt"))).hasSize(4);

    RoundedNetwork bounds = new RoundedNetwork(MODEL.parameters());
    RoundedNetwork.Memory memory = RoundedNetwork.Memory.empty(MODEL.parameters().shape());
    double[] layer = new double[FEATURES];
    for (String line : lines) {
      double[][] any = {new double[FEATURES]};
      Rounded[] predicted = bounds.run(new double[][] {layer}, any, memory, Loss.MSE, 1)[0];
      String[] numbers = line.substring(1, line.length() - 1).split(", ", -1);
      assertThat(numbers).hasSize(FEATURES);
      for (int n = 0; n < FEATURES; n++) {
        assertThat(Double.parseDouble(numbers[n]))
            .isCloseTo(predicted[n].value(), within(predicted[n].error()));
        assertThat(predicted[n].error()).isLessThan(1e-4);
        layer[n] = predicted[n].value() > 0.5 ? 1 : 0;
      }
    }
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void itIsWhatDeeplearning4jWouldHaveWritten() throws IOException {
    Path file =
        write(
            withOptions(
                "loss", "bce", "learningRate", "0.002", "decay", "0.95", "epsilon", "1E-7"));
    MultiLayerNetwork network = MultiLayerNetwork.load(file.toFile(), false);

    ByteArrayOutputStream row = new ByteArrayOutputStream();
    Nd4j.write(network.params(), new DataOutputStream(row));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("coefficients.bin")).readAllBytes())
          .isEqualTo(row.toByteArray());
    }
    assertThat(network.getLayerWiseConfigurations().getConf(0).getLayer())
        .isInstanceOfSatisfying(
            LSTM.class,
            lstm -> assertThat(lstm.getIUpdater()).isEqualTo(new RmsProp(0.002, 0.95, 1e-7)));
    assertThat(network.getOutputLayer().conf().getLayer())
        .isInstanceOfSatisfying(
            RnnOutputLayer.class,
            output -> assertThat(output.getLossFn()).isInstanceOf(LossBinaryXENT.class));
  }

  @Test
  void equalModelsAreEqualBytes() throws IOException {
    byte[] first = Files.readAllBytes(write(MODEL));

    assertThat(Files.readAllBytes(write(MODEL))).isEqualTo(first);
  }

  @Test
  void aModelComesBackWhole() throws IOException {
    assertThat(bytes(NetworkFile.read(write(MODEL)))).isEqualTo(bytes(MODEL));
    assertThat(NetworkFile.read(write(MODEL), MODEL)).isSameAs(MODEL);
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void whatDeeplearning4jHasTrainedOnComesBackWithTheModelItCameFrom() throws IOException {
    MultiLayerNetwork network = MultiLayerNetwork.load(write(MODEL).toFile(), false);
    network.params().muli(2);
    Path trained = folder.resolve("trained.zip");
    network.save(trained.toFile(), true);

    assertThatThrownBy(() -> NetworkFile.read(trained))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no entry music-lstm/model.json")
        .hasMessageEndingWith("Set exportedModel to the model that it was exported from.");
    MusicModel model = NetworkFile.read(trained, MODEL);
    float[] before = MODEL.parameters().tensor("lstm.1.input").values();
    float[] after = model.parameters().tensor("lstm.1.input").values();
    for (int n = 0; n < before.length; n++) {
      assertThat(after[n]).isEqualTo(2 * before[n]);
    }
    assertThat(model.provenance().fingerprint()).isNotEqualTo(MODEL.provenance().fingerprint());
    assertThat(model.provenance().options()).containsEntry("imported", model.learntSha256());
    assertThat(model.provenance().songs()).isEqualTo(MODEL.provenance().songs());
    assertThat(ModelFile.read(modelFile(model)).parameters().sameAs(model.parameters())).isTrue();
  }

  /** What needs nothing of Deeplearning4j; of a class loader that has none. */
  public static final class RoundTrip {
    private RoundTrip() {}

    /** Whether a model comes back from a file. */
    public static boolean run(Path file) {
      MusicModel model = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 12, 2);
      NetworkFile.write(file, model);
      return NetworkFile.read(file).parameters().sameAs(model.parameters())
          && NetworkFile.read(file, model).parameters().sameAs(model.parameters());
    }
  }

  @Test
  void filesAreWrittenAndReadWithoutDeeplearning4j() throws Exception {
    try (URLClassLoader loader = JarsLeftOut.ofDeeplearning4j()) {
      assertThatThrownBy(() -> loader.loadClass(Nd4j.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> loader.loadClass(MultiLayerNetwork.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> foreign = loader.loadClass(RoundTrip.class.getName());

      assertThat(foreign.getMethod("run", Path.class).invoke(null, folder.resolve("there.zip")))
          .isEqualTo(true);
    }
    assertThat(folder.resolve("there.zip")).hasSameBinaryContentAs(write(MODEL));
  }

  private Path modelFile(MusicModel model) throws IOException {
    Path file = folder.resolve("imported.zip");
    ModelFile.write(file, model);
    return file;
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void weightsThatDoNotBelongToTheDescriptionAreRefused() throws IOException {
    Path file = write(MODEL);
    byte[] content = Files.readAllBytes(file);
    MultiLayerNetwork network = MultiLayerNetwork.load(file.toFile(), false);
    network.params().muli(2);
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    Nd4j.write(network.params(), new DataOutputStream(row));
    Path mixed = folder.resolve("mixed.zip");
    Entries.replace(content, mixed, "coefficients.bin", row.toByteArray());

    assertThatThrownBy(() -> NetworkFile.read(mixed))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its weights are not those that it describes");
  }

  private static LSTM lstm(int inputs, int units, Activation activation) {
    return new LSTM.Builder().nIn(inputs).nOut(units).activation(activation).build();
  }

  private static RnnOutputLayer output(int units, int features, Activation activation) {
    return new RnnOutputLayer.Builder(new LossMSE())
        .nIn(units)
        .nOut(features)
        .activation(activation)
        .build();
  }

  private InputException refusal(Layer... layers) throws IOException {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().updater(new RmsProp()).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    Path file = folder.resolve("other.zip");
    network.save(file.toFile(), false);
    try {
      NetworkFile.read(file, MODEL);
    } catch (InputException e) {
      assertThat(e).hasMessageStartingWith("The file " + file + " has ");
      return e;
    }
    throw new AssertionError("nothing was refused");
  }

  @ExtendWith(Nd4jForThisMachine.class)
  @Test
  void anotherNetworkIsRefusedWithWhatIsFoundAndNeeded() throws IOException {
    Activation tanh = Activation.TANH;
    Activation sigmoid = Activation.SIGMOID;
    LSTM right = lstm(FEATURES, 12, tanh);
    assertThat(refusal(right, output(12, FEATURES, Activation.IDENTITY)))
        .hasMessageContaining(
            "has ActivationIdentity as activationFn of layer 1, but it has to be ")
        .hasMessageContaining("ActivationSigmoid. Take a network of LSTM layers");
    assertThat(refusal(lstm(FEATURES, 12, Activation.RELU), output(12, FEATURES, sigmoid)))
        .hasMessageContaining("has ActivationReLU as activationFn of layer 0");
    assertThat(refusal(right, lstm(12, 7, tanh), output(7, FEATURES, sigmoid)))
        .hasMessageContaining("has 7 as nout of layer 1, but it has to be 12");
    assertThat(refusal(right, output(12, 3, sigmoid)))
        .hasMessageContaining("has 3 as nout of layer 1, but it has to be " + FEATURES);
    assertThat(refusal(right, output(12, FEATURES, sigmoid)))
        .hasMessageContaining("has 1 x 12 units")
        .hasMessageContaining("has 2 x 12 units");
    assertThat(
            refusal(
                new DenseLayer.Builder().nIn(FEATURES).nOut(12).build(),
                new OutputLayer.Builder(new LossMSE())
                    .nIn(12)
                    .nOut(FEATURES)
                    .activation(sigmoid)
                    .build()))
        .hasMessageContaining("has DenseLayer as layer 0, but it has to be LSTM. Take");
  }

  @Test
  void whatALayerIsCountsBeforeWhatIsBetweenThem() throws IOException {
    byte[] content = Files.readAllBytes(write(MODEL));
    String right;
    try (ZipFile zip = new ZipFile(write(MODEL).toFile())) {
      right =
          new String(
              zip.getInputStream(zip.getEntry("configuration.json")).readAllBytes(),
              StandardCharsets.UTF_8);
    }
    String between =
        right.replace("\"inputPreProcessors\" : { }", "\"inputPreProcessors\" : {\"0\" : {}}");
    assertThat(between).isNotEqualTo(right);
    Path other = folder.resolve("other.zip");

    Entries.replace(content, other, "configuration.json", between.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> NetworkFile.read(other, MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has preprocessors between its layers");

    Entries.replace(
        content,
        other,
        "configuration.json",
        between.replace("layers.LSTM", "layers.ConvolutionLayer").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> NetworkFile.read(other, MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(" has ConvolutionLayer as layer 0, but it has to be LSTM. Take a ");
  }

  @Test
  void whatIsNoNetworkIsPredictedForWhatItIs() throws IOException {
    Path file = folder.resolve("other");
    for (String content : List.of("", "MThd and so on", "PK\3\4 and then no more")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> NetworkFile.read(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("can be read: it is no zip file, or breaks off. Take");
    }
    bytes(MODEL);
    assertThatThrownBy(() -> NetworkFile.read(folder.resolve("model.zip"), MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.zip is a model of music-lstm already, but a network of");
    Path network = write(MODEL);
    assertThatThrownBy(() -> ModelFile.read(network))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a network of Deeplearning4j, but a model of music-lstm is");
  }

  @Test
  void aNetworkThatDeeplearning4jHasPackedIsSaidToBeOneWhereAModelIsNeeded() throws IOException {
    Path packed = folder.resolve("packed.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed))) {
      for (String name : List.of("configuration.json", "coefficients.bin")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[99]);
      }
    }

    for (ThrowableAssert.ThrowingCallable reading :
        List.<ThrowableAssert.ThrowingCallable>of(
            () -> ModelFile.read(packed),
            () -> ModelFile.fingerprint(packed),
            () -> ModelFile.network(packed))) {
      assertThatThrownBy(reading)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is a network of Deeplearning4j, but a model of music-lstm is");
    }
  }

  @Test
  void weightsThatUnpackToFarMoreThanTheyTakeAreRefused() throws IOException {
    byte[] content = Files.readAllBytes(write(MODEL));
    Path large = folder.resolve("large.zip");
    Entries.replace(content, large, "coefficients.bin", new byte[1 << 25]);
    assertThat(Files.size(large)).isLessThan(1_000_000);

    try (ZipReader zip = ZipReader.ofOthers(large)) {
      assertThatThrownBy(() -> zip.read("coefficients.bin", 1L << 30))
          .isInstanceOf(ZipException.class)
          .hasMessage(
              "coefficients.bin in it is packed to less than a hundredth, which weights never are");
    }
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    Path twice = folder.resolve("twice.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(twice))) {
      for (String name : List.of("configuration.json", "configuration.jsoN", "coefficients.bin")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[99]);
      }
    }
    String text = new String(Files.readAllBytes(twice), StandardCharsets.ISO_8859_1);
    Files.write(twice, text.replace(".jsoN", ".json").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> NetworkFile.read(twice))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("configuration.json is in it twice");
  }

  @Test
  void whatIsNoConfigurationOfANetworkIsRefused() throws IOException {
    byte[] content = Files.readAllBytes(write(MODEL));
    Path other = folder.resolve("other.zip");
    for (String configuration :
        List.of(
            "",
            "no JSON",
            "null",
            "[]",
            "{}",
            "{\"confs\": 3}",
            "{\"confs\": {\"a\": {}, \"b\": {}}}",
            "{\"confs\": [1, 2]}",
            "{\"confs\": [{\"layer\": {\"nin\": 1e99}}, {\"layer\": []}]}")) {
      Entries.replace(
          content, other, "configuration.json", configuration.getBytes(StandardCharsets.UTF_8));

      assertThatThrownBy(() -> NetworkFile.read(other, MODEL))
          .as(configuration)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("The file " + other);
    }
  }

  @Test
  void anExportOfOneModelIsNotImportedAsAnother() {
    MusicModel another =
        new MusicModel(
            MODEL.encoding(),
            MODEL.style(),
            Parameters.initial(MODEL.parameters().shape(), 99, new float[FEATURES]),
            MODEL.log(),
            MODEL.provenance());

    assertThatThrownBy(() -> NetworkFile.read(write(another), MODEL))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "was exported from the model f1f1f1f1f1f1, but exportedModel has other weights. Take"
                + " exportedModel away: the file says itself what its values mean.");
  }

  @Test
  void aNetworkWithMoreParametersThanThereIsRoomForIsRefused() {
    NetworkShape large = new NetworkShape(88, 8192, 2);
    assertThatThrownBy(() -> new FlatParameters(large))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "has room for 536869888 numbers here, but this one has " + large.parameters() + ".");
    assertThat(new NetworkShape(88, 8192, 1).parameters()).isLessThan(FlatParameters.MOST);
  }

  @Test
  void aChainedOutputIsRefused() {
    NetworkShape chained = new NetworkShape(FEATURES, 4, 1, 3);
    MusicModel model = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, chained);

    assertThatThrownBy(() -> write(model))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Train a model with output=independent");
    assertThat(folder.resolve("network.zip")).doesNotExist();
  }

  @Test
  void aDamagedFileIsRefusedOrReadAsItWas() throws IOException {
    byte[] whole = Files.readAllBytes(write(MODEL));
    Random random = new Random(1);
    List<Throwable> others = new ArrayList<>();
    int refused = 0;
    for (int n = 0; n < 150; n++) {
      byte[] damaged =
          n % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int flips = n % 3; flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = folder.resolve("damaged.zip");
      Files.write(file, damaged);
      try {
        assertThat(NetworkFile.read(file).parameters().sameAs(MODEL.parameters())).isTrue();
      } catch (InputException e) {
        refused++;
      } catch (RuntimeException e) {
        others.add(e);
      }
    }

    assertThat(others).isEmpty();
    assertThat(refused).isGreaterThan(100);
    assertThatThrownBy(() -> NetworkFile.read(folder.resolve("nowhere.zip")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("There is no file");
  }
}
