package org.musiclstm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.Sha256;
import org.musiclstm.WholeFile;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Batch;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.provenance.TribuoProvenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;
import org.musiclstm.tensor.Style;

class ModelFileTest {
  private static final MusicModel MODEL =
      SmallModels.random(RandomSongs.ENCODING, new Style(400_000, 6, 8, 70, 11), 9, 2);

  private static final String PRINTED = "printed.txt";

  @TempDir Path folder;

  private Path write() {
    Path file = folder.resolve("model.zip");
    ModelFile.write(file, MODEL);
    return file;
  }

  @Test
  void theNetworkIsReportedWithoutTheWeights() throws IOException {
    Path file = write();

    assertThat(ModelFile.network(file)).isEqualTo(MODEL.parameters().shape());
    assertThatThrownBy(() -> ModelFile.network(folder.resolve("none.zip")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("There is no model file " + folder.resolve("none.zip"));
    Files.writeString(file, "no zip");
    assertThatThrownBy(() -> ModelFile.network(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(" is not a model that can be used: ");
  }

  /** The entries of a model by name, in order. */
  private Map<String, byte[]> entries() throws IOException {
    return entries(Files.readAllBytes(write()));
  }

  private static Map<String, byte[]> entries(byte[] model) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(model))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 2, 1, 0, 0));
        // An extra field would be a time in the time zone of the machine.
        assertThat(entry.getExtra()).isNull();
      }
    }
    return entries;
  }

  /** Writes a whole zip file of these entries, so that its own checksums are right. */
  private Path pack(Map<String, byte[]> entries) {
    Path file = folder.resolve("changed.zip");
    WholeFile.write(
        file,
        out -> {
          try (ZipWriter zip = new ZipWriter(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
              zip.add(entry.getKey(), entry.getValue());
            }
          }
        });
    return file;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Changes one text in a model and expects that it is refused. */
  private void refused(String entry, UnaryOperator<String> change, String reason)
      throws IOException {
    Map<String, byte[]> entries = entries();
    String before = new String(Objects.requireNonNull(entries.get(entry)), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.put(entry, bytes(after));
    refused(pack(entries), reason);
  }

  /** Expects that a file is refused, and a stream of its bytes as well. */
  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
    if (Files.isRegularFile(file)) {
      assertThatThrownBy(() -> readStream(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining(reason);
    }
  }

  private static MusicModel readStream(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelFile.read(in, file.toString());
    }
  }

  private static byte[] written(MusicModel model, Path file) throws IOException {
    ModelFile.write(file, model);
    return Files.readAllBytes(file);
  }

  @Test
  void whatIsWrittenIsReadAsTheSameModel() {
    MusicModel read = ModelFile.read(write());

    assertThat(read.encoding()).isEqualTo(MODEL.encoding());
    assertThat(read.style()).isEqualTo(MODEL.style());
    assertThat(read.log()).isEqualTo(MODEL.log());
    assertThat(read.provenance()).isEqualTo(MODEL.provenance());
    assertThat(read.parameters().shape()).isEqualTo(MODEL.parameters().shape());
    assertThat(read.parameters().tensors()).isEqualTo(MODEL.parameters().tensors());
  }

  @Test
  void aModelWithAChainedOutputIsReadAsTheSame() throws IOException {
    NetworkShape shape = new NetworkShape(RandomSongs.ENCODING.features(), 9, 1, 5);
    MusicModel chained = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, shape);
    Path file = folder.resolve("chained.zip");
    byte[] bytes = written(chained, file);

    MusicModel read = ModelFile.read(file);

    assertThat(read.parameters().shape()).isEqualTo(shape);
    assertThat(read.parameters().tensors()).isEqualTo(chained.parameters().tensors());
    assertThat(entries(bytes).keySet())
        .startsWith(
            "model.json",
            "weights/chain.bias.npy",
            "weights/chain.direct.npy",
            "weights/chain.input.npy",
            "weights/chain.kernel.npy",
            "weights/chain.output.npy",
            "weights/lstm.0.bias.npy");
    assertThat(written(readStream(file), folder.resolve("again.zip"))).isEqualTo(bytes);
  }

  @Test
  void aChainedOutputThatSaysAFeatureFromItselfIsRefused() throws IOException {
    NetworkShape shape = new NetworkShape(RandomSongs.ENCODING.features(), 9, 1, 5);
    MusicModel chained = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, shape);
    Map<String, byte[]> entries = entries(written(chained, folder.resolve("chained.zip")));
    float[] direct = new float[34 * 34];
    direct[35] = 1;
    exchange(entries, new NamedTensor("chain.direct", List.of(34, 34), direct));

    refused(
        pack(entries), "The array chain.direct is not zero at [1, 1], on or below the diagonal.");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (NamedTensor tensor : MODEL.parameters().tensors()) {
        Map<String, byte[]> entries = entries();
        tensor.values()[tensor.values().length - 1] = value;
        exchange(entries, tensor);

        refused(pack(entries), "the array " + tensor.name() + " holds what is no finite number");
      }
    }
  }

  /** Puts other weights into the entries of a model, with their checksum. */
  private static void exchange(Map<String, byte[]> entries, NamedTensor tensor) {
    String name = "weights/" + tensor.name() + ".npy";
    byte[] before = Objects.requireNonNull(entries.get(name));
    int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    byte[] after = Npy.write(new NpyArray(shape, tensor.values()));
    String json =
        new String(Objects.requireNonNull(entries.get("model.json")), StandardCharsets.UTF_8);
    // Another array may have the same values and so the same checksum.
    int at = json.indexOf('"' + tensor.name() + '"');
    String own = json.substring(at);
    assertThat(own).contains(Sha256.of(before));
    entries.put(
        "model.json",
        bytes(json.substring(0, at) + own.replaceFirst(Sha256.of(before), Sha256.of(after))));
    entries.put(name, after);
  }

  @Test
  void equalModelsAreEqualBytes() throws IOException {
    byte[] first = Files.readAllBytes(write());
    MusicModel read = ModelFile.read(folder.resolve("model.zip"));
    Path again = folder.resolve("again.zip");
    ModelFile.write(again, read);

    assertThat(Files.readAllBytes(again)).isEqualTo(first);
    assertThat(Files.readAllBytes(write())).isEqualTo(first);
  }

  @Test
  void aStreamIsReadAsTheSameModelInPiecesOfAnySize() throws IOException {
    byte[] whole = Files.readAllBytes(write());
    for (int most : new int[] {1, 2, 21, 22, 23, 511, whole.length}) {
      InputStream in =
          new ByteArrayInputStream(whole) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
              return super.read(bytes, offset, Math.min(most, length));
            }
          };
      MusicModel read = ModelFile.read(in, "x");

      assertThat(written(read, folder.resolve("again.zip"))).isEqualTo(whole);
      assertThat(in.read()).as("the stream is at its end").isNegative();
    }
  }

  @Test
  void aStreamMayHaveMoreEntriesButNotInAnotherOrder() throws IOException {
    byte[] whole = Files.readAllBytes(write());
    Map<String, byte[]> more = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> entry : entries().entrySet()) {
      more.put("before-" + entry.getKey(), bytes("something"));
      more.put(entry.getKey(), entry.getValue());
    }
    more.put("last", new byte[0]);

    assertThat(written(readStream(pack(more)), folder.resolve("again.zip"))).isEqualTo(whole);

    Map<String, byte[]> moved = entries();
    moved.put("model.json", Objects.requireNonNull(moved.remove("model.json")));
    Path file = pack(moved);
    assertThat(ModelFile.read(file).encoding()).isEqualTo(MODEL.encoding());
    assertThatThrownBy(() -> readStream(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("weights/lstm.0.bias.npy is missing in it, or not in its place");
  }

  @Test
  void entriesStandInTheirDocumentedOrder() throws IOException {
    assertThat(entries().keySet())
        .containsExactly(
            "model.json",
            "weights/lstm.0.bias.npy",
            "weights/lstm.0.input.npy",
            "weights/lstm.0.recurrent.npy",
            "weights/lstm.1.bias.npy",
            "weights/lstm.1.input.npy",
            "weights/lstm.1.recurrent.npy",
            "weights/output.bias.npy",
            "weights/output.kernel.npy",
            "provenance.json",
            "training-log.csv");
    for (String text : List.of("model.json", "provenance.json", "training-log.csv")) {
      assertThat(new String(Objects.requireNonNull(entries().get(text)), StandardCharsets.UTF_8))
          .endsWith("\n")
          .doesNotContain("\r");
    }
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    refused(folder.resolve("missing.zip"), "Train a model first with the goal train");
    refused(folder, "There is no model file");
    Path file = folder.resolve("other.zip");
    Files.write(file, new byte[0]);
    refused(file, "is not a model that can be used");
    Files.write(file, bytes("MThd and so on, but no zip file at all"));
    refused(file, "is not a model that can be used");
    refusedFile(file, "is not a model that can be used: it is no zip file, or breaks off. Train");
    refused(pack(Map.of()), "is not a model that can be used");
    refused(pack(Map.of("other.txt", new byte[5])), "model.json is missing in it");
    Map<String, byte[]> network = new LinkedHashMap<>();
    network.put("configuration.json", bytes("{}"));
    refused(pack(network), "model.json is missing in it");
    network.put("coefficients.bin", new byte[9]);
    refusedFile(
        pack(network),
        "is a network of Deeplearning4j, but a model of music-lstm is needed. Make one of it with"
            + " the goal import.");
  }

  /** A stream does not say what is not in it. */
  private static void refusedFile(Path file, String reason) {
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The file " + file + " ")
        .hasMessageContaining(reason);
  }

  @Test
  void aModelThatBreaksOffIsRefusedWhereverItDoes() throws IOException {
    byte[] whole = Files.readAllBytes(write());
    Path file = folder.resolve("cut.zip");
    for (int length = 1; length < whole.length; length += 1 + length / 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file, "is not a model that can be used");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    refused(file, "is not a model that can be used");
  }

  @Test
  void aBitThatFlippedAnywhereIsRefusedOrCannotMatter() throws IOException {
    byte[] whole = Files.readAllBytes(write());
    Path file = folder.resolve("flipped.zip");
    Random random = new Random(1);
    int refused = 0;
    int refusedStreams = 0;
    for (int n = 0; n < 200; n++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      refused += isRefused(() -> ModelFile.read(file), whole) ? 1 : 0;
      refusedStreams += isRefused(() -> readStream(file), whole) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(150);
    assertThat(refusedStreams).isGreaterThan(150);
  }

  private boolean isRefused(Callable<MusicModel> reading, byte[] whole) throws IOException {
    MusicModel[] read = new MusicModel[1];
    Throwable thrown = catchThrowable(() -> read[0] = reading.call());
    if (thrown == null) {
      // The bit was in what a zip file says twice or nobody reads, such as a time.
      assertThat(written(read[0], folder.resolve("again.zip"))).isEqualTo(whole);
      return false;
    }
    assertThat(thrown).isInstanceOf(InputException.class).hasMessageContaining("flipped.zip");
    return true;
  }

  @Test
  void weightsThatWereExchangedAreRefusedThoughTheZipFileIsWhole() throws IOException {
    Map<String, byte[]> entries = entries();
    byte[] weights = Objects.requireNonNull(entries.get("weights/lstm.1.input.npy")).clone();
    weights[weights.length - 1] ^= 1;
    entries.put("weights/lstm.1.input.npy", weights);

    refused(pack(entries), "the checksum of the array lstm.1.input is not the one in model.json");
  }

  @Test
  void everyEntryIsNeeded() throws IOException {
    for (String name : List.copyOf(entries().keySet())) {
      Map<String, byte[]> entries = entries();
      entries.remove(name);
      refused(pack(entries), name + " is missing in it");
    }
  }

  @Test
  void anotherKindOrAnotherFormatIsRefused() throws IOException {
    refused(
        "model.json",
        json -> json.replace("music-lstm model", "cake"),
        "model.json is of another kind");
    refused("model.json", json -> "", "model.json is of another kind");
    refused("model.json", json -> "null", "model.json is of another kind");
    refused("model.json", json -> "[1, 2", "is not a model that can be used");
    String format = "\"format\" : " + ModelFile.FORMAT;
    refused(
        "model.json",
        json -> json.replace(format, "\"format\" : " + (ModelFile.FORMAT + 1)),
        "has the format "
            + (ModelFile.FORMAT + 1)
            + ", but this version of music-lstm reads the format "
            + ModelFile.FORMAT
            + ". Use a newer version, or train the model again.");
    refused(
        "model.json",
        json -> json.replace(format, "\"format\" : 2"),
        "has the format 2, but this version of music-lstm reads the format "
            + ModelFile.FORMAT
            + ". Use the older version, or train the model again.");
    refused(
        "model.json",
        json -> json.replace(format, "\"format\" : 99999999999"),
        "has the format 99999999999");
    refused(
        "model.json", json -> json.replace(format, "\"format\" : 0"), "model.json says no format");
    refused(
        "model.json",
        json -> json.replace(format, "\"format\" : \"new\""),
        "model.json says no format");
  }

  @Test
  void aDescriptionThatDoesNotFitTheArraysIsRefused() throws IOException {
    refused(
        "model.json",
        json -> json.replace("\"highestPitch\" : 71", "\"highestPitch\" : 72"),
        "its network has 34 features, but its encoding has 36");
    refused(
        "model.json",
        json -> json.replace("\"highestPitch\" : 71", "\"highestPitch\" : 7100"),
        "highestPitch is 7100");
    refused(
        "model.json",
        json -> json.replace("\"hiddenUnits\" : 9", "\"hiddenUnits\" : 8"),
        "are not those of its network");
    refused(
        "model.json",
        json -> json.replace("\"hiddenLayers\" : 2", "\"hiddenLayers\" : 1"),
        "are not those of its network");
    refused(
        "model.json",
        json -> json.replaceFirst("\"style\"", "\"stile\""),
        "Missing creator property 'style'");
    refused(
        "model.json",
        json -> json.replaceFirst("\"weights\" : \\[\\s*\\{", "\"weights\" : [ null, {"),
        "one of its arrays has no description");
    refused(
        "model.json",
        json -> json.replace("\"lstm.1.bias\"", "\"lstm.0.bias\""),
        "are not those of its network");
    refused(
        "model.json",
        json ->
            json.replace("\"microsecondsPerQuarter\" : 400000", "\"microsecondsPerQuarter\" : 0"),
        "microsecondsPerQuarter is 0");
  }

  @Test
  void absurdSizesAreRefusedBeforeRoomIsMade() throws IOException {
    for (String size : List.of("2147483647", "1073741824", "-1", "0", "99999999999", "1e9")) {
      refused(
          "model.json",
          json -> json.replace("\"hiddenUnits\" : 9", "\"hiddenUnits\" : " + size),
          "is not a model that can be used");
      refused(
          "model.json",
          json -> json.replace("\"hiddenLayers\" : 2", "\"hiddenLayers\" : " + size),
          "is not a model that can be used");
      refused(
          "model.json",
          json -> json.replace("\"features\" : 34", "\"features\" : " + size),
          "is not a model that can be used");
      refused(
          "model.json",
          json -> json.replaceFirst("\"shape\" : \\[\\s*36\\s*]", "\"shape\" : [ " + size + " ]"),
          "is not a model that can be used");
    }
    // With this many units, the size of every array is a multiple of 2^32.
    refused(
        "model.json",
        json ->
            json.replace("\"hiddenUnits\" : 9", "\"hiddenUnits\" : 1073741824")
                .replaceAll("\"shape\" : \\[[^]]*]", "\"shape\" : [ 0 ]"),
        "hiddenUnits is 1073741824, but has to be from 1 to 8192");
  }

  @Test
  void arraysOfAnotherShapeOrTypeAreRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    String name = "weights/lstm.0.bias.npy";
    entries.put(name, Npy.write(new NpyArray(new int[] {2, 18}, new float[36])));
    refused(pack(entries), name + " has the shape [2, 18], but has to have [36]");

    byte[] doubles = Npy.write(new NpyArray(new int[] {36}, new float[36]));
    doubles[new String(doubles, StandardCharsets.ISO_8859_1).indexOf("<f4") + 2] = '8';
    entries.put(name, doubles);
    refused(pack(entries), "its values are '<f8', but have to be '<f4'");

    entries.put(name, new byte[0]);
    refused(pack(entries), "it does not begin as an .npy file");

    entries.put(name, new byte[1 << 20]);
    refused(pack(entries), name + " has 1048576 bytes, but at most");
  }

  @Test
  void theProvenanceOfAFileThatIsNotThereIsAskedForInVain() {
    Path none = folder.resolve("none.zip");
    assertThatThrownBy(() -> ModelFile.fingerprint(none))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no model file " + none + ". Train a model first");
    assertThatThrownBy(() -> ModelFile.read(none, "initialModel"))
        .hasMessageEndingWith("or set initialModel to where it is.");
  }

  @Test
  void fingerprintAndOptionsAreReportedWithoutTheSongs() {
    Path file = write();

    assertThat(ModelFile.fingerprint(file)).isEqualTo(MODEL.provenance().fingerprint());
    assertThat(ModelFile.options(file)).isEqualTo(MODEL.provenance().options());
  }

  @Test
  void ofADamagedProvenanceTheDamageIsReportedAndNotWhatItLooksLike() throws IOException {
    byte[] damaged = Files.readAllBytes(write());
    String text = new String(damaged, StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("damaged.zip");
    // A brace makes no JSON of it, a letter another name.
    int begin = text.indexOf("provenance.json");
    for (int at : new int[] {text.indexOf("{", begin), text.indexOf("song\\\"", begin)}) {
      byte before = damaged[at];
      damaged[at] = 'z';
      Files.write(file, damaged);
      damaged[at] = before;

      assertThatThrownBy(() -> ModelFile.read(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("provenance.json in it is damaged");
      assertThatThrownBy(() -> ModelFile.options(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("provenance.json in it is damaged");
      assertThatThrownBy(() -> readStream(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("provenance.json in it is damaged");
    }
  }

  @Test
  void moreSongsThanCanBeReadAgainAreRefusedBeforeTraining() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TribuoProvenance.write(out, MODEL.provenance(), Integer.MAX_VALUE);

    ModelFile.check(MODEL.provenance());
    ProvenanceEntry.check(MODEL.provenance(), out.size());
    assertThatThrownBy(() -> ProvenanceEntry.check(MODEL.provenance(), out.size() - 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There are more songs than a model can say where it came from")
        .hasMessageContaining("more than " + (out.size() - 1) + " bytes. Leave songs out");
  }

  @Test
  void aBrokenLogOrProvenanceIsRefused() throws IOException {
    refused("training-log.csv", csv -> csv + "1,2,3\n", "has a line of 3 cells");
    refused("training-log.csv", csv -> csv + "x,,,\n", "is not a model that can be used");
    refused("provenance.json", json -> "null", "its provenance is empty");
    refused("provenance.json", json -> "{}", "is not a model that can be used");
    refused("provenance.json", json -> json.substring(9), "is not a model that can be used");
    refused("provenance.json", json -> json + "[]", "its provenance goes on after its end");
    refused("provenance.json", json -> json + "x", "is not a model that can be used");
    refused(
        "provenance.json",
        json -> json.replaceFirst("\"list\" : \\[ ]", "\"list\" : 5"),
        "its provenance has no list");
    refused(
        "provenance.json",
        json -> json.replaceFirst("\"map\" : \\{", "\"map\" : 5, \"mop\" : {"),
        "its provenance has no map");
    refused(
        "provenance.json",
        json ->
            json.replaceFirst(
                "\"songs\" : \\{",
                "\"songs\" : { \"marshalled-class\" :"
                    + " \"com.oracle.labs.mlrg.olcut.provenance.io.ListMarshalledProvenance\" },"
                    + " \"songs\" : {"),
        "its provenance has songs twice");
    refused(
        "provenance.json",
        json -> json.replace("\"value\" : \"1\"", "\"value\" : null"),
        "its provenance has no text value");
    refused(
        "provenance.json",
        json -> json.replace("primitives.StringProvenance", "primitives.FileProvenance"),
        "its provenance holds something unknown: com.oracle.labs.mlrg.olcut.provenance");
    refused(
        "provenance.json",
        json -> json.replaceFirst("org.tribuo.provenance.ModelProvenance", "java.lang.String"),
        "its provenance holds something unknown: java.lang.String");
    refused(
        "provenance.json",
        json -> json.replace("\"fingerprint\" : {", "\"other\" : {"),
        "its provenance does not say fingerprint");
    refused(
        "provenance.json",
        json -> json.replace("\"trained-at\" : {", "\"at\" : {"),
        "its provenance is not whole (Exception thrown by");
    refused(
        "provenance.json",
        json -> json.replace("2026-01-02T03:04:05Z", "yesterday"),
        "its provenance is not whole (Text 'yesterday' could not be parsed");
  }

  /** The program stands in docs/model-file.md. */
  @Test
  void numPyReadsTheWeightsAndComesToTheSameProbabilities() throws Exception {
    assumeTrue(python("import numpy", folder) == 0, "python3 with numpy is here");
    Path file = write();
    assertThat(
            python(
                """
                import numpy
                recurrent = numpy.load("model.zip")["weights/lstm.0.recurrent"]
                assert recurrent.dtype == numpy.float32
                assert recurrent.shape == (9, 36)
                """,
                folder))
        .isZero();
    String page = Files.readString(Path.of("..", "docs", "model-file.md"));
    int begin = page.indexOf("```python\n") + "```python\n".length();
    assertThat(python(page.substring(begin, page.indexOf("```", begin)), folder)).isZero();
    List<Double> expected =
        Stream.of(Files.readString(folder.resolve(PRINTED)).strip().split("\\s+"))
            .map(Double::valueOf)
            .toList();

    MusicModel model = ModelFile.read(file);
    try (Workers workers = new Workers(1)) {
      ForwardPass forward =
          new ForwardPass(Kernels.vector(), workers, model.parameters().shape(), 1, 2);
      int[] nothing = new int[3];
      forward.run(
          model.parameters(),
          new Batch(new int[] {2}, new int[] {0, 0, 2}, new int[] {2, 19}, nothing, new int[0]),
          new State(model.parameters().shape(), 1));
      for (int n = 0; n < expected.size(); n++) {
        assertThat((double) forward.probability(n / 34, n % 34))
            .isCloseTo(expected.get(n), Offset.offset(1e-6));
      }
      assertThat(expected).hasSize(68);
    }
  }

  private static int python(String script, Path directory) throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", script)
          .directory(directory.toFile())
          .redirectOutput(directory.resolve(PRINTED).toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void aModelWhoseNetworkIsNotAsWideAsAStepCannotBeMade() {
    Parameters wider = SmallModels.random(Encoding.DEFAULT, Style.DEFAULT, 3, 1).parameters();
    assertThatThrownBy(
            () ->
                new MusicModel(
                    MODEL.encoding(), MODEL.style(), wider, MODEL.log(), MODEL.provenance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 176 features, but a step of the encoding has 34");
  }

  @Test
  void theHashOfWhatWasLearntIsThatOfEncodingAndParametersAlone() {
    String sha256 = MODEL.learntSha256();
    Parameters other = Parameters.zeros(MODEL.parameters().shape());
    other.set(MODEL.parameters());
    NamedTensor bias = other.tensor("output.bias");
    bias.values()[3] = Math.nextUp(bias.values()[3]);
    other.set(bias);
    Encoding encoding = MODEL.encoding();
    Encoding higher =
        new Encoding(
            encoding.stepsPerQuarter(),
            encoding.parts().get(0).lowestPitch() + 1,
            encoding.parts().get(0).highestPitch() + 1,
            encoding.parts().get(0).planes());
    Provenance provenance =
        new Provenance(
            "f2",
            Provenance.Making.at(Provenance.Making.NO_TIME),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>());

    assertThat(sha256).matches("[0-9a-f]{64}");
    assertThat(
            new MusicModel(
                    encoding,
                    Style.DEFAULT,
                    MODEL.parameters(),
                    new TrainingLog(List.of()),
                    provenance)
                .learntSha256())
        .isEqualTo(sha256);
    assertThat(
            new MusicModel(encoding, MODEL.style(), other, MODEL.log(), MODEL.provenance())
                .learntSha256())
        .isNotEqualTo(sha256);
    assertThat(
            new MusicModel(
                    higher, MODEL.style(), MODEL.parameters(), MODEL.log(), MODEL.provenance())
                .learntSha256())
        .isNotEqualTo(sha256);
  }
}
