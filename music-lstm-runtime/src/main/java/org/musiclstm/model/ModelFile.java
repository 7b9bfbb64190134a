package org.musiclstm.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.ZipException;
import org.musiclstm.InputException;
import org.musiclstm.LongPath;
import org.musiclstm.WholeFile;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.provenance.ProvenanceJson;

/**
 * A model as a file: a zip of {@code model.json} (what the network is and how to generate with it),
 * {@code weights/*.npy}, {@code provenance.json} ({@link ProvenanceJson}) and {@code
 * training-log.csv}. Entries are stored, in this order and with a fixed time, so equal models are
 * equal bytes, and NumPy reads the weights with {@code
 * numpy.load("model.zip")["weights/lstm.0.recurrent"]}.
 */
public final class ModelFile {
  /**
   * The version of the format and of everything that decides the bytes of a model or of music. It
   * is part of every fingerprint.
   */
  public static final int FORMAT = 6;

  /** The option that names a model where nothing else is said. */
  private static final String OPTION = "modelFile";

  private static final String FOLDER = "weights";

  /** What the zip file of a network of Deeplearning4j holds. */
  private static final List<String> DEEPLEARNING4J =
      List.of("configuration.json", "coefficients.bin");

  /** The most that the training log may take, which has a line for each validation. */
  private static final long MOST_LOG = 1L << 30;

  /** What is kept for what a model has beside weights and provenance. */
  private static final long ROOM_FOR_THE_REST = 1L << 30;

  private ModelFile() {}

  /**
   * Writes a model; the file appears under its name when it is whole.
   *
   * @throws InputException when it cannot be written
   */
  public static void write(Path file, MusicModel model) {
    WholeFile.write(file, out -> write(out, model));
  }

  /**
   * Writes the bytes of a model's file.
   *
   * @throws IOException when the stream fails; it is not closed
   */
  public static void write(OutputStream out, MusicModel model) throws IOException {
    try (ZipWriter zip = new ZipWriter(out)) {
      zip.add(ModelDescription.ENTRY, JsonText.of(ModelDescription.of(model)));
      zip.addArrays(FOLDER, model.parameters());
      ProvenanceEntry.write(model, zip, ProvenanceEntry.NAME);
      zip.add(TrainingLog.ENTRY, model.log().csv().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Finds out before a training whether its model could be written and read again.
   *
   * @param provenance of the model, with no results yet
   * @throws InputException when there are more songs than a model can say
   */
  public static void check(Provenance provenance) {
    ProvenanceEntry.check(provenance);
  }

  /**
   * Adds all of a model but its weights to a zip that holds these in a form of its own.
   *
   * @param folder in which the entries lie
   */
  public static void describe(MusicModel model, ZipWriter zip, String folder) throws IOException {
    zip.add(folder + "/" + ModelDescription.ENTRY, JsonText.of(ModelDescription.of(model)));
    ProvenanceEntry.write(model, zip, folder + "/" + ProvenanceEntry.NAME);
    zip.add(folder + "/" + TrainingLog.ENTRY, model.log().csv().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #describe} has added.
   *
   * @param parameters the weights that the zip holds in a form of its own
   * @param file the zip file, for messages
   * @throws InputException when an entry is missing or damaged, or the weights are other ones
   */
  public static MusicModel described(
      ZipReader zip, String folder, Parameters parameters, Path file) {
    String name = named(file);
    return DamagedModel.guarded(
        name,
        () -> {
          ModelDescription description =
              ModelDescription.read(text(zip, folder + "/" + ModelDescription.ENTRY), name);
          for (ModelDescription.Weights weights : description.weights()) {
            if (!description.network().equals(parameters.shape())
                || !weights.are(parameters.tensor(weights.name()))) {
              throw DamagedModel.broken(name, "its weights are not those that it describes");
            }
          }
          return new MusicModel(
              description.encoding(),
              description.style(),
              parameters,
              log(zip, folder + "/" + TrainingLog.ENTRY),
              ProvenanceEntry.read(zip, folder + "/" + ProvenanceEntry.NAME));
        });
  }

  /**
   * Reads a model. What the file says of itself is checked before room is made for the weights.
   *
   * @throws InputException when there is no such file, or it is not a whole model of a version that
   *     this runtime reads
   */
  public static MusicModel read(Path file) {
    return read(file, OPTION);
  }

  /**
   * Reads a model that an option other than {@code modelFile} names.
   *
   * @param option the option as the user writes it
   * @throws InputException as {@link #read(Path)} does
   */
  public static MusicModel read(Path file, String option) {
    checkThere(file, option);
    return read(named(file), () -> open(file));
  }

  /** Opens the file of a model, or says that it is one that Deeplearning4j has packed. */
  private static ZipReader open(Path file) throws IOException {
    try {
      return new ZipReader(file);
    } catch (ZipException e) {
      boolean isNetwork = false;
      try (ZipReader zip = ZipReader.ofOthers(file)) {
        isNetwork = isNetwork(zip);
      } catch (ZipException e2) {
        e.addSuppressed(e2);
      }
      if (isNetwork) {
        throw network(named(file));
      }
      throw e;
    }
  }

  private static boolean isNetwork(ZipReader zip) {
    return !isIn(zip) && DEEPLEARNING4J.stream().allMatch(zip::has);
  }

  private static InputException network(String file) {
    return new InputException(
        file
            + " is a network of Deeplearning4j, but a model of music-lstm is needed. Make one of"
            + " it with the goal import.");
  }

  /**
   * Checks that there is a file, whatever is in it.
   *
   * @param option the option that names the model
   * @throws InputException when there is none
   */
  public static void checkThere(Path file, String option) {
    if (!Files.isRegularFile(file)) {
      LongPath.reason(file)
          .ifPresent(
              reason -> {
                throw new InputException(
                    "There can be no model file "
                        + file
                        + ": "
                        + reason
                        + ", and set "
                        + option
                        + ".");
              });
      throw new InputException(
          "There is no model file "
              + file
              + ". Train a model first with the goal train, or set "
              + option
              + " to where it is.");
    }
  }

  /** The beginning of sentences about a file. */
  private static String named(Path file) {
    return "The file " + file;
  }

  /**
   * Reads a model from a stream, such as that of a class path resource, to its end, with all the
   * checks that a file gets. The stream is not closed.
   *
   * @param name what the model is called in messages, such as {@code music-lstm/model.zip}
   * @throws InputException when it is not a whole model, as {@link #write} writes it, of a version
   *     that this runtime reads
   */
  public static MusicModel read(InputStream in, String name) {
    return read("The file " + name, () -> new ZipReader(in));
  }

  /** Opens the zip file of a model. */
  @FunctionalInterface
  private interface Opening {
    ZipReader open() throws IOException;
  }

  /**
   * Reads a model.
   *
   * @param file the beginning of sentences about it
   */
  private static MusicModel read(String file, Opening opening) {
    return DamagedModel.guarded(
        file,
        () -> {
          try (ZipReader zip = opening.open()) {
            ModelDescription description = description(zip, file);
            Parameters parameters = parameters(zip, description, file);
            Provenance provenance = ProvenanceEntry.read(zip, ProvenanceEntry.NAME);
            TrainingLog log = log(zip, TrainingLog.ENTRY);
            zip.finish();
            return new MusicModel(
                description.encoding(), description.style(), parameters, log, provenance);
          }
        });
  }

  /** Makes room for weights only when as many bytes are known to be there. */
  private static Parameters parameters(ZipReader zip, ModelDescription description, String file)
      throws IOException {
    Deque<NamedTensor> tensors = new ArrayDeque<>();
    if (!zip.hasArrays(FOLDER, Parameters.shapes(description.network()))) {
      for (ModelDescription.Weights weights : description.weights()) {
        tensors.add(tensor(zip, weights, file));
      }
    }
    Parameters parameters = Parameters.zeros(description.network());
    for (ModelDescription.Weights weights : description.weights()) {
      parameters.set(tensors.isEmpty() ? tensor(zip, weights, file) : tensors.remove());
    }
    return parameters;
  }

  /**
   * The fingerprint of the training that a model came from, without reading the model.
   *
   * @throws InputException when there is no such file, or it is not one of a version that this
   *     runtime reads
   */
  public static String fingerprint(Path file) {
    return withoutSongs(file).fingerprint();
  }

  /**
   * The options of the training that a model came from, without reading the model.
   *
   * @throws InputException when there is no such file, or it is not one of a version that this
   *     runtime reads
   */
  public static SortedMap<String, String> options(Path file) {
    return withoutSongs(file).options();
  }

  /** Where a model came from, but for the songs, which are many. */
  private static Provenance withoutSongs(Path file) {
    checkThere(file, OPTION);
    return DamagedModel.guarded(
        named(file),
        () -> {
          try (ZipReader zip = open(file)) {
            description(zip, named(file));
            return ProvenanceEntry.readWithoutSongs(zip, ProvenanceEntry.NAME);
          }
        });
  }

  /**
   * The network of a model, without reading the weights.
   *
   * @throws InputException when there is no such file, or it is not one of a version that this
   *     runtime reads
   */
  public static NetworkShape network(Path file) {
    checkThere(file, OPTION);
    return DamagedModel.guarded(
        named(file),
        () -> {
          try (ZipReader zip = open(file)) {
            return description(zip, named(file)).network();
          }
        });
  }

  /**
   * How many bytes a file may have that holds a model of its network, without reading the weights.
   *
   * @throws InputException when there is no such file, or it is not one of a version that this
   *     runtime reads
   */
  public static long mostBytes(Path file) {
    return ProvenanceEntry.MOST_BYTES
        + ROOM_FOR_THE_REST
        + Float.BYTES * network(file).parameters();
  }

  /** Whether a zip file has what says a model; of a stream, that is not known. */
  public static boolean isIn(ZipReader zip) {
    return zip.has(ModelDescription.ENTRY);
  }

  private static ModelDescription description(ZipReader zip, String file) throws IOException {
    if (isNetwork(zip)) {
      throw network(file);
    }
    return ModelDescription.read(text(zip, ModelDescription.ENTRY), file);
  }

  private static NamedTensor tensor(ZipReader zip, ModelDescription.Weights weights, String file)
      throws IOException {
    NamedTensor tensor = zip.readArray(FOLDER, weights.name(), weights.shape());
    if (!weights.are(tensor)) {
      throw DamagedModel.broken(
          file,
          "the checksum of the array "
              + weights.name()
              + " is not the one in "
              + ModelDescription.ENTRY);
    }
    if (!tensor.isFinite()) {
      throw DamagedModel.broken(
          file, "the array " + weights.name() + " holds what is no finite number");
    }
    return tensor;
  }

  private static TrainingLog log(ZipReader zip, String entry) throws IOException {
    return TrainingLog.parse(text(zip, entry));
  }

  private static String text(ZipReader zip, String name) throws IOException {
    long most = name.endsWith(TrainingLog.ENTRY) ? MOST_LOG : ModelDescription.MOST_BYTES;
    return new String(zip.read(name, most), StandardCharsets.UTF_8);
  }
}
