package org.musiclstm.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.musiclstm.Decimal;
import org.musiclstm.InputException;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.ZipReader;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.provenance.JsonText;

/** {@code configuration.json} in the zip of a network: its layers, as Deeplearning4j has them. */
final class NetworkConfiguration {
  static final String ENTRY = "configuration.json";

  private static final long MOST_TEXT = 1L << 24;

  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers.";
  private static final String ACTIVATIONS = "org.nd4j.linalg.activations.impl.Activation";
  private static final String LOSSES = "org.nd4j.linalg.lossfunctions.impl.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private NetworkConfiguration() {}

  static byte[] of(MusicModel model) {
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

  /**
   * Reads the size of a network.
   *
   * @throws InputException when it is none of those that {@link NetworkFile#write} writes
   * @throws JsonProcessingException when the entry is no JSON
   */
  static NetworkShape read(ZipReader zip, Path file) throws IOException {
    return shape(JSON.readTree(zip.read(ENTRY, MOST_TEXT)), file);
  }

  private static NetworkShape shape(JsonNode configuration, Path file) {
    JsonNode layers = configuration.path("confs");
    int count = layers.isArray() ? layers.size() : 0;
    if (count < 2) {
      throw RefusedNetwork.of(
          file,
          "has " + count + " layers in " + ENTRY,
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
      throw RefusedNetwork.of(
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
    return RefusedNetwork.of(
        file,
        "has " + found + " as " + where,
        "it has to be " + needed,
        "Take a network of LSTM layers of equal width with tanh, and an RnnOutputLayer as wide as"
            + " the input with sigmoid");
  }
}
