package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

/**
 * What {@code model.json} holds: what the network is and how to generate with it.
 *
 * @param kind what the file is
 * @param format the version of the form
 * @param encoding what a step of a tensor means
 * @param network the size of the network
 * @param style what pieces are written with
 * @param weights the arrays of the network, with their checksums
 */
record ModelDescription(
    String kind,
    int format,
    Encoding encoding,
    NetworkShape network,
    Style style,
    List<Weights> weights) {
  /** The entry of a model's file. */
  static final String ENTRY = "model.json";

  /** The most that it may take: with as many parts as there can be, some 30 kB. */
  static final long MOST_BYTES = 1L << 24;

  private static final String KIND = "music-lstm model";

  /** An array that belongs to the model. */
  record Weights(String name, List<Integer> shape, String sha256) {
    private static Weights of(NamedTensor tensor) {
      return new Weights(tensor.name(), tensor.shape(), ZipWriter.sha256(tensor));
    }

    /** Whether an array is this one. */
    boolean are(NamedTensor tensor) {
      return ZipWriter.sha256(tensor).equals(sha256);
    }
  }

  static ModelDescription of(MusicModel model) {
    List<Weights> weights = new ArrayList<>();
    for (String name : Parameters.shapes(model.parameters().shape()).keySet()) {
      weights.add(Weights.of(model.parameters().tensor(name)));
    }
    return new ModelDescription(
        KIND,
        ModelFile.FORMAT,
        model.encoding(),
        model.parameters().shape(),
        model.style(),
        weights);
  }

  /**
   * Reads a description, all that it says of the arrays included.
   *
   * @param file the beginning of sentences about the model's file
   * @throws InputException when it is that of something else, of another version, or contradicts
   *     itself
   * @throws JsonProcessingException when it is no JSON of such a form
   */
  static ModelDescription read(String text, String file) throws JsonProcessingException {
    JsonNode json =
        JsonText.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readTree(text);
    if (!KIND.equals(json.path("kind").asText())) {
      throw DamagedModel.broken(file, ENTRY + " is of another kind");
    }
    long format = json.path("format").asLong();
    if (format < 1) {
      throw DamagedModel.broken(file, ENTRY + " says no format");
    }
    if (format != ModelFile.FORMAT) {
      throw new InputException(
          file
              + " has the format "
              + format
              + ", but this version of music-lstm reads the format "
              + ModelFile.FORMAT
              + ". Use "
              + (format > ModelFile.FORMAT ? "a newer" : "the older")
              + " version, or train the model again.");
    }
    ModelDescription description = JsonText.MAPPER.treeToValue(json, ModelDescription.class);
    description.check(file);
    return description;
  }

  private void check(String file) {
    if (weights.contains(null)) {
      throw DamagedModel.broken(file, "one of its arrays has no description");
    }
    if (network.features() != encoding.features()) {
      throw DamagedModel.broken(
          file,
          "its network has "
              + network.features()
              + " features, but its encoding has "
              + encoding.features());
    }
    SortedMap<String, List<Integer>> shapes = new TreeMap<>();
    weights.forEach(array -> shapes.put(array.name(), array.shape()));
    if (!shapes.equals(Parameters.shapes(network))) {
      throw DamagedModel.broken(file, "its arrays " + shapes + " are not those of its network");
    }
    if (weights.size() > shapes.size()) {
      // Each would be read and hashed as often as it is named.
      throw DamagedModel.broken(file, ENTRY + " names arrays twice");
    }
  }
}
