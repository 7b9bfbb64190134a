package org.musiclstm.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.model.ZipReader;
import org.musiclstm.model.ZipWriter;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Provenance;

/**
 * Models as the zip files that {@code MultiLayerNetwork.load} opens: {@code configuration.json},
 * and the parameters in one row as {@code coefficients.bin}. Below {@code music-lstm/} lies what
 * makes a model of them, which Deeplearning4j does not look at. Equal models are equal bytes.
 *
 * <p>Nothing of Deeplearning4j is needed to write or read them; a test holds it to what is written.
 */
public final class NetworkFile {
  private static final String FOLDER = "music-lstm";

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
    byte[] configuration = NetworkConfiguration.of(model);
    float[] flat = new FlatParameters(shape).of(model.parameters());
    WholeFile.write(
        file,
        out -> {
          try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(NetworkConfiguration.ENTRY, configuration);
            zip.add(Coefficients.ENTRY, to -> Coefficients.write(flat, to));
            ModelFile.describe(model, zip, FOLDER);
          }
        });
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
        throw RefusedNetwork.of(
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
        throw RefusedNetwork.of(
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
      if (ModelFile.isIn(zip) && !zip.has(NetworkConfiguration.ENTRY)) {
        throw RefusedNetwork.of(
            file,
            "is a model of music-lstm already",
            "a network of Deeplearning4j is needed",
            "Take the file as it is where a model belongs, such as modelFile or initialModel");
      }
      NetworkShape shape = NetworkConfiguration.read(zip, file);
      if (shape.parameters() > FlatParameters.MOST) {
        throw RefusedNetwork.of(
            file,
            "has a network of " + shape.parameters() + " parameters",
            "there is room for " + FlatParameters.MOST,
            "Take a smaller one");
      }
      float[] row = Coefficients.read(zip, shape.parameters(), file);
      Parameters parameters = Parameters.zeros(shape);
      new FlatParameters(shape).copy(row, parameters);
      for (NamedTensor tensor : parameters.tensors()) {
        if (!tensor.isFinite()) {
          throw RefusedNetwork.of(
              file,
              "holds what is no finite number in its weights",
              "a network that can be used has none",
              "Take it from before its training diverged");
        }
      }
      return parameters;
    } catch (JsonProcessingException e) {
      throw RefusedNetwork.of(
          file,
          "has a damaged " + NetworkConfiguration.ENTRY,
          "it has to be JSON",
          "Take an undamaged copy");
    } catch (IllegalArgumentException e) {
      throw RefusedNetwork.of(
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
