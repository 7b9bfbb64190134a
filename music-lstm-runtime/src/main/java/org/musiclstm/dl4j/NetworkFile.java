package org.musiclstm.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.model.ZipReader;
import org.musiclstm.model.ZipWriter;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.provenance.Provenance;

/**
 * Models as the zip files that {@code MultiLayerNetwork.load} opens: {@code configuration.json},
 * and the parameters in one row as {@code coefficients.bin}. Below {@code music-lstm/} lies what
 * makes a model of them, which Deeplearning4j does not look at. Equal models are equal bytes.
 *
 * <p>Nothing of Deeplearning4j is needed to write or read them; a test holds it to what is written.
 */
public final class NetworkFile {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String FOLDER = "music-lstm";

  private static final long MOST_TEXT = 1L << 24;

  /** More than what stands before the numbers takes. */
  private static final int MOST_HEADER = 1 << 10;

  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers.";
  private static final String ACTIVATIONS = "org.nd4j.linalg.activations.impl.Activation";
  private static final String LOSSES = "org.nd4j.linalg.lossfunctions.impl.";

  /** How ND4J says that an array is of single precision, in the last but two numbers of a shape. */
  private static final long SINGLE = 0x2000;

  private static final String MODE = "MIXED_DATA_TYPES";

  private static final ObjectMapper JSON = new ObjectMapper();

  private NetworkFile() {}

  /**
   * Writes a model; the file appears under its name when it is whole.
   *
   * @throws InputException when its output is autoregressive, it has more parameters than such a
   *     file may have, or the file cannot be written
   */
  public static void write(Path file, MusicModel model) {
    NetworkShape shape = model.parameters().shape();
    if (shape.isChained()) {
      throw new InputException(
          "The model cannot be exported: Deeplearning4j has no layer for an autoregressive output. Train a"
              + " model with output=independent, and export that.");
    }
    byte[] configuration = configuration(model);
    float[] flat = new FlatParameters(shape).of(model.parameters());
    WholeFile.write(
        file,
        out -> {
          try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(CONFIGURATION, configuration);
            zip.add(COEFFICIENTS, to -> writeRow(flat, to));
            ModelFile.describe(model, zip, FOLDER);
          }
        });
  }

  private static byte[] configuration(MusicModel model) {
    NetworkShape shape = model.parameters().shape();
    SortedMap<String, String> options = model.provenance().options();
    ArrayNode layers = JsonNodeFactory.instance.arrayNode();
    for (int n = 0; n < shape.hiddenLayers(); n++) {
      ObjectNode lstm = layer("LSTM", "TanH", options);
      lstm.put("layerName", "layer" + n);
      lstm.put("nin", n == 0 ? shape.features() : shape.hiddenUnits());
      lstm.put("nout", shape.hiddenUnits());
      lstm.put("forgetGateBiasInit", 1);
      lstm.putObject("gateActivationFn").put("@class", ACTIVATIONS + "Sigmoid");
      layers.add(entry(lstm, List.of("W", "RW", "b")));
    }
    ObjectNode output = layer("RnnOutputLayer", "Sigmoid", options);
    output.put("layerName", "layer" + shape.hiddenLayers());
    output.put("nin", shape.hiddenUnits());
    output.put("nout", shape.features());
    output.put("hasBias", true);
    ObjectNode loss = output.putObject("lossFn");
    if (Loss.BCE.text().equals(options.get("loss"))) {
      loss.put("@class", LOSSES + "LossBinaryXENT");
      loss.put("clipEps", new BigDecimal(Decimal.text(Fit.CLIP)));
    } else {
      loss.put("@class", LOSSES + "LossMSE");
    }
    layers.add(entry(output, List.of("W", "b")));
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("backpropType", "Standard");
    all.put("cacheMode", "NONE");
    all.set("confs", layers);
    all.put("dataType", "FLOAT");
    all.put("epochCount", 0);
    all.put("inferenceWorkspaceMode", "ENABLED");
    all.putObject("inputPreProcessors");
    all.put("iterationCount", 0);
    all.put("tbpttBackLength", 20);
    all.put("tbpttFwdLength", 20);
    all.put("trainingWorkspaceMode", "ENABLED");
    all.put("validateOutputLayerConfig", true);
    try {
      return JsonText.of(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON has no text", e);
    }
  }

  private static ObjectNode layer(
      String kind, String activation, SortedMap<String, String> options) {
    ObjectNode layer = JsonNodeFactory.instance.objectNode();
    layer.put("@class", LAYERS + kind);
    layer.putObject("activationFn").put("@class", ACTIVATIONS + activation);
    layer.put("biasInit", 0);
    ObjectNode updater = layer.putObject("iupdater");
    updater.put("@class", "org.nd4j.linalg.learning.config.RmsProp");
    updater.put("epsilon", number(options, "epsilon", "1E-8"));
    updater.put("learningRate", number(options, "learningRate", "0.004"));
    updater.put("rmsDecay", number(options, "decay", "0.9"));
    layer.put("gradientNormalization", "None");
    layer.put("gradientNormalizationThreshold", 1);
    layer.putArray("regularization");
    layer.putArray("regularizationBias");
    layer.put("rnnDataFormat", "NCW");
    layer.putObject("weightInitFn").put("@class", "org.deeplearning4j.nn.weights.WeightInitXavier");
    return layer;
  }

  private static BigDecimal number(SortedMap<String, String> options, String name, String usual) {
    String text = options.getOrDefault(name, usual);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          "The model's provenance says the option "
              + name
              + " as "
              + text
              + ", which is no number. Take an undamaged copy of the model.",
          e);
    }
  }

  private static ObjectNode entry(ObjectNode layer, List<String> variables) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("cacheMode", "NONE");
    entry.put("dataType", "FLOAT");
    entry.put("epochCount", 0);
    entry.put("iterationCount", 0);
    entry.set("layer", layer);
    entry.put("maxNumLineSearchIterations", 5);
    entry.put("miniBatch", true);
    entry.put("minimize", true);
    entry.put("optimizationAlgo", "STOCHASTIC_GRADIENT_DESCENT");
    entry.put("seed", 1);
    ArrayNode names = entry.putArray("variables");
    variables.forEach(names::add);
    return entry;
  }

  /** An array of one dimension, as {@code Nd4j.write} writes it. */
  private static void writeRow(float[] row, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    // Dimensions, length, stride, type, stride of the elements, order.
    long[] shape = {1, row.length, 1, SINGLE, 1, 'c'};
    writeHeader(data, shape.length, "LONG");
    for (long number : shape) {
      data.writeLong(number);
    }
    writeHeader(data, row.length, "FLOAT");
    for (float number : row) {
      data.writeFloat(number);
    }
    data.flush();
  }

  private static void writeHeader(DataOutputStream data, long length, String type)
      throws IOException {
    data.writeUTF(MODE);
    data.writeLong(length);
    data.writeUTF(type);
  }

  /**
   * Reads a model that {@link #write} has written.
   *
   * @throws InputException when there is no such file, it is of another kind, or it has been
   *     written by Deeplearning4j itself
   */
  public static MusicModel read(Path file) {
    try (ZipReader zip = open(file)) {
      Parameters parameters = parameters(zip, file);
      if (!zip.has(FOLDER + "/model.json")) {
        throw new InputException(
            "The file "
                + file
                + " has no entry "
                + FOLDER
                + "/model.json, which says what the values of a layer mean: Deeplearning4j has"
                + " written it anew. Set exportedModel to the model that it was exported from.");
      }
      return ModelFile.described(zip, FOLDER, parameters, file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads the weights of a network, wherever it was trained, and takes all else from a model.
   *
   * @param like the model that the network was exported from, or another one of the same size; it
   *     is returned when the weights are its own
   * @throws InputException when there is no such file, it is of another kind, of another size, or
   *     says itself that it was exported from another model
   */
  public static MusicModel read(Path file, MusicModel like) {
    try (ZipReader zip = open(file)) {
      Parameters parameters = parameters(zip, file);
      NetworkShape found = parameters.shape();
      NetworkShape needed = like.parameters().shape();
      if (!found.equals(needed)) {
        throw refused(
            file,
            "has " + size(found),
            "the model that predicts what it means has " + size(needed),
            "Take the model that it was exported from");
      }
      if (parameters.sameAs(like.parameters())) {
        return like;
      }
      if (zip.has(FOLDER + "/model.json")) {
        Provenance own = ModelFile.described(zip, FOLDER, parameters, file).provenance();
        throw refused(
            file,
            "was exported from the model " + Fingerprint.shortened(own.fingerprint()),
            "exportedModel has other weights",
            "Take exportedModel away: the file says itself what its values mean");
      }
      MusicModel imported = model(like, parameters, like.provenance());
      Fingerprint print = new Fingerprint();
      print.add("importedOnto", like.provenance().fingerprint());
      print.add("imported", imported.learntSha256());
      Provenance old = like.provenance();
      SortedMap<String, String> options = new TreeMap<>(old.options());
      options.putAll(old.ancestry().withImported(imported.learntSha256()).options());
      return model(
          like,
          parameters,
          new Provenance(
              print.hex(),
              Provenance.Making.at(old.making().time()),
              old.songs(),
              old.rejected(),
              options,
              new TreeMap<>()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static MusicModel model(MusicModel like, Parameters parameters, Provenance provenance) {
    return new MusicModel(
        like.encoding(), like.style(), parameters, new TrainingLog(List.of()), provenance);
  }

  private static String size(NetworkShape shape) {
    return shape.hiddenLayers()
        + " x "
        + shape.hiddenUnits()
        + " units and "
        + shape.features()
        + " features, "
        + (shape.isChained() ? "autoregressive" : "independent");
  }

  private static ZipReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "There is no file "
              + file
              + ". Name a zip that Deeplearning4j or the export has written.");
    }
    return ZipReader.ofOthers(file);
  }

  private static Parameters parameters(ZipReader zip, Path file) throws IOException {
    try {
      if (ModelFile.isIn(zip) && !zip.has(CONFIGURATION)) {
        throw refused(
            file,
            "is a model of music-lstm already",
            "a network of Deeplearning4j is needed",
            "Take the file as it is where a model belongs, such as modelFile or initialModel");
      }
      NetworkShape shape = shape(JSON.readTree(zip.read(CONFIGURATION, MOST_TEXT)), file);
      if (shape.parameters() > FlatParameters.MOST) {
        throw refused(
            file,
            "has a network of " + shape.parameters() + " parameters",
            "there is room for " + FlatParameters.MOST,
            "Take a smaller one");
      }
      long bytes = Float.BYTES * shape.parameters() + MOST_HEADER;
      float[] row = readRow(zip.read(COEFFICIENTS, bytes), shape.parameters(), file);
      Parameters parameters = Parameters.zeros(shape);
      new FlatParameters(shape).copy(row, parameters);
      for (NamedTensor tensor : parameters.tensors()) {
        if (!tensor.isFinite()) {
          throw refused(
              file,
              "holds what is no finite number in its weights",
              "a network that can be used has none",
              "Take it from before its training diverged");
        }
      }
      return parameters;
    } catch (JsonProcessingException e) {
      throw refused(
          file, "has a damaged " + CONFIGURATION, "it has to be JSON", "Take an undamaged copy");
    } catch (IllegalArgumentException e) {
      throw refused(
          file,
          "has a network that there is no room for (" + e.getMessage() + ")",
          "networks have at most "
              + NetworkShape.MOST_LAYERS
              + " x "
              + NetworkShape.MOST_UNITS
              + " units and "
              + NetworkShape.MOST_FEATURES
              + " features",
          "Take a smaller one");
    }
  }

  /** The size of the network, if it is one of those that {@link #write} writes. */
  private static NetworkShape shape(JsonNode configuration, Path file) {
    JsonNode layers = configuration.path("confs");
    int count = layers.isArray() ? layers.size() : 0;
    if (count < 2) {
      throw refused(
          file,
          "has " + count + " layers in " + CONFIGURATION,
          "there have to be LSTM layers and an RnnOutputLayer, of a MultiLayerNetwork",
          "Export such a network");
    }
    int features = layers.get(0).path("layer").path("nin").asInt();
    int units = layers.get(0).path("layer").path("nout").asInt();
    for (int n = 0; n < count - 1; n++) {
      JsonNode layer = layers.get(n).path("layer");
      checkClass(file, layer, "layer " + n, LAYERS + "LSTM");
      checkActivation(file, n, layer, "activationFn", "TanH");
      checkActivation(file, n, layer, "gateActivationFn", "Sigmoid");
      check(file, n, layer, "nin", Integer.toString(n == 0 ? features : units));
      check(file, n, layer, "nout", Integer.toString(units));
    }
    JsonNode output = layers.get(count - 1).path("layer");
    checkClass(file, output, "layer " + (count - 1), LAYERS + "RnnOutputLayer");
    checkActivation(file, count - 1, output, "activationFn", "Sigmoid");
    check(file, count - 1, output, "nin", Integer.toString(units));
    check(file, count - 1, output, "nout", Integer.toString(features));
    if (output.has("hasBias")) {
      check(file, count - 1, output, "hasBias", "true");
    }
    if (!configuration.path("inputPreProcessors").isEmpty()) {
      throw refused(
          file,
          "has preprocessors between its layers",
          "there may be none",
          "Build the network without setInputType");
    }
    return new NetworkShape(features, units, count - 1);
  }

  /**
   * Checks of which class a layer or a part of it is.
   *
   * @param where what it is of the network, for a message
   */
  private static void checkClass(Path file, JsonNode node, String where, String needed) {
    String found = node.path("@class").asText("nothing");
    if (!found.equals(needed)) {
      boolean areAlike = simple(found).equals(simple(needed));
      throw other(
          file, areAlike ? found : simple(found), where, areAlike ? needed : simple(needed));
    }
  }

  private static void checkActivation(
      Path file, int number, JsonNode layer, String name, String needed) {
    checkClass(file, layer.path(name), name + " of layer " + number, ACTIVATIONS + needed);
  }

  /** The name of a class without its package. */
  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void check(Path file, int number, JsonNode layer, String name, String needed) {
    String found = layer.path(name).asText("nothing");
    if (!found.equals(needed)) {
      throw other(file, found, name + " of layer " + number, needed);
    }
  }

  private static InputException other(Path file, String found, String where, String needed) {
    return refused(
        file,
        "has " + found + " as " + where,
        "it has to be " + needed,
        "Take a network of LSTM layers of equal width with tanh, and an RnnOutputLayer as wide as"
            + " the input with sigmoid");
  }

  /** An array of one row, as {@code Nd4j.write} writes it. */
  private static float[] readRow(byte[] bytes, long count, Path file) throws IOException {
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
    long shape = readHeader(data, "LONG", file);
    if (shape > MOST_HEADER / Long.BYTES) {
      throw damaged(file, "its shape has " + shape + " numbers");
    }
    data.skipNBytes(shape * Long.BYTES);
    long found = readHeader(data, "FLOAT", file);
    if (found != count) {
      throw damaged(file, "there are " + found + " numbers, but the network has " + count);
    }
    float[] row = new float[(int) count];
    for (int n = 0; n < row.length; n++) {
      row[n] = data.readFloat();
    }
    return row;
  }

  private static long readHeader(DataInputStream data, String needed, Path file)
      throws IOException {
    data.readUTF();
    long length = data.readLong();
    String type = data.readUTF();
    if (!type.equals(needed)) {
      throw damaged(file, "it holds numbers of the type " + type + ", not " + needed);
    }
    if (length < 0) {
      throw damaged(file, "it has " + length + " numbers");
    }
    return length;
  }

  private static InputException damaged(Path file, String reason) {
    return refused(
        file,
        "has a " + COEFFICIENTS + " that does not fit: " + reason,
        "it has to be one row of single precision",
        "Save the network again with MultiLayerNetwork.save");
  }

  private static InputException refused(Path file, String found, String needed, String remedy) {
    return new InputException(
        "The file " + file + " " + found + ", but " + needed + ". " + remedy + ".");
  }

  private static InputException unreadable(Path file, IOException e) {
    @Nullable String message = e.getMessage();
    return new InputException(
        "The file "
            + file
            + " is no network of Deeplearning4j that can be read: "
            + (e instanceof ZipException && message != null ? message : e.toString())
            + ". Take an undamaged copy, or save the network again.",
        e);
  }
}
