package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.LongPath;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.provenance.ProvenanceJson;
import org.musiclstm.provenance.TribuoProvenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

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

  private static final String KIND = "music-lstm model";
  private static final String DESCRIPTION = "model.json";
  private static final String PROVENANCE = "provenance.json";
  private static final String FOLDER = "weights";
  private static final String LOG = "training-log.csv";

  /** What the zip file of a network of Deeplearning4j holds. */
  private static final List<String> DEEPLEARNING4J =
      List.of("configuration.json", "coefficients.bin");

  /** The most that the description may take: with as many parts as there can be, some 30 kB. */
  private static final long MOST_DESCRIPTION = 1L << 24;

  /** The most that the training log may take, which has a line for each validation. */
  private static final long MOST_LOG = 1L << 30;

  /**
   * The most that the provenance may take, which is never whole in memory: a song takes some 4 kB.
   * Beyond 2^32 bytes, the entry of a zip file has another form, which not every program reads.
   */
  private static final long MOST_PROVENANCE = 4_000_000_000L;

  /** What is kept for the results of a training that has not begun. */
  private static final long ROOM_FOR_RESULTS = 1L << 20;

  /** The most characters that are said of a file that is no model. */
  private static final int MOST_REASON = 1000;

  /** What is kept for what a model has beside weights and provenance. */
  private static final long ROOM_FOR_THE_REST = 1L << 30;

  private ModelFile() {}

  /** What {@code model.json} holds. */
  private record Description(
      String kind,
      int format,
      Encoding encoding,
      NetworkShape network,
      Style style,
      List<Weights> weights) {}

  /** An array that belongs to the model. */
  private record Weights(String name, List<Integer> shape, String sha256) {}

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
      zip.add(DESCRIPTION, JsonText.of(description(model)));
      zip.addArrays(FOLDER, model.parameters());
      addProvenance(model, zip, PROVENANCE);
      zip.add(LOG, model.log().csv().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void addProvenance(MusicModel model, ZipWriter zip, String entry)
      throws IOException {
    zip.add(
        entry,
        out ->
            TribuoProvenance.write(
                new Bounded(out, MOST_PROVENANCE),
                model.provenance(),
                model.encoding().features()));
  }

  /**
   * Finds out before a training whether its model could be written and read again.
   *
   * @param provenance of the model, with no results yet
   * @throws InputException when there are more songs than a model can say
   */
  public static void check(Provenance provenance) {
    check(provenance, MOST_PROVENANCE - ROOM_FOR_RESULTS);
  }

  /** The number of features has few digits, whatever it is. */
  static void check(Provenance provenance, long most) {
    try {
      TribuoProvenance.write(
          new Bounded(OutputStream.nullOutputStream(), most), provenance, Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses to write what could not be read. */
  private static final class Bounded extends FilterOutputStream {
    private final long most;
    private long count;

    Bounded(OutputStream out, long most) {
      super(out);
      this.most = most;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Stop.check();
      count += length;
      if (count > most) {
        throw new InputException(
            "There are more songs than a model can say where it came from: its "
                + PROVENANCE
                + " would have more than "
                + most
                + " bytes. Leave songs out, with the option excludes or in another folder.");
      }
      out.write(bytes, offset, length);
    }
  }

  private static Description description(MusicModel model) {
    List<Weights> weights = new ArrayList<>();
    for (String name : Parameters.shapes(model.parameters().shape()).keySet()) {
      NamedTensor tensor = model.parameters().tensor(name);
      weights.add(new Weights(name, tensor.shape(), ZipWriter.sha256(tensor)));
    }
    return new Description(
        KIND, FORMAT, model.encoding(), model.parameters().shape(), model.style(), weights);
  }

  /**
   * Adds all of a model but its weights to a zip that holds these in a form of its own.
   *
   * @param folder in which the entries lie
   */
  public static void describe(MusicModel model, ZipWriter zip, String folder) throws IOException {
    zip.add(folder + "/" + DESCRIPTION, JsonText.of(description(model)));
    addProvenance(model, zip, folder + "/" + PROVENANCE);
    zip.add(folder + "/" + LOG, model.log().csv().getBytes(StandardCharsets.UTF_8));
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
    return guarded(
        name,
        () -> {
          Description description = description(text(zip, folder + "/" + DESCRIPTION), name);
          for (Weights weights : description.weights()) {
            if (!description.network().equals(parameters.shape())
                || !ZipWriter.sha256(parameters.tensor(weights.name())).equals(weights.sha256())) {
              throw broken(name, "its weights are not those that it describes", null);
            }
          }
          return new MusicModel(
              description.encoding(),
              description.style(),
              parameters,
              log(text(zip, folder + "/" + LOG), name),
              provenance(zip, folder + "/" + PROVENANCE));
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
    return guarded(
        file,
        () -> {
          try (ZipReader zip = opening.open()) {
            Description description = description(zip, file);
            Parameters parameters = parameters(zip, description, file);
            Provenance provenance = provenance(zip, PROVENANCE);
            TrainingLog log = log(text(zip, LOG), file);
            zip.finish();
            return new MusicModel(
                description.encoding(), description.style(), parameters, log, provenance);
          }
        });
  }

  /** Makes room for weights only when as many bytes are known to be there. */
  private static Parameters parameters(ZipReader zip, Description description, String file)
      throws IOException {
    Deque<NamedTensor> tensors = new ArrayDeque<>();
    if (!zip.hasArrays(FOLDER, Parameters.shapes(description.network()))) {
      for (Weights weights : description.weights()) {
        tensors.add(tensor(zip, weights, file));
      }
    }
    Parameters parameters = Parameters.zeros(description.network());
    for (Weights weights : description.weights()) {
      parameters.set(tensors.isEmpty() ? tensor(zip, weights, file) : tensors.remove());
    }
    return parameters;
  }

  /** Reads something of a model. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T guarded(String file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (ZipException | EOFException e) {
      throw broken(file, String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw broken(file, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw broken(file, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read: " + e + ". Make sure that it is readable.", e);
    }
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
    return guarded(
        named(file),
        () -> {
          try (ZipReader zip = open(file)) {
            description(zip, named(file));
            return zip.read(
                PROVENANCE,
                MOST_PROVENANCE,
                in -> TribuoProvenance.read(ProvenanceJson.readWithoutSongs(in)));
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
    return guarded(
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
    return MOST_PROVENANCE + ROOM_FOR_THE_REST + Float.BYTES * network(file).parameters();
  }

  /** Whether a zip file has what says a model; of a stream, that is not known. */
  public static boolean isIn(ZipReader zip) {
    return zip.has(DESCRIPTION);
  }

  private static Description description(ZipReader zip, String file) throws IOException {
    if (isNetwork(zip)) {
      throw network(file);
    }
    return description(text(zip, DESCRIPTION), file);
  }

  private static Description description(String text, String file) throws JsonProcessingException {
    JsonNode json =
        JsonText.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readTree(text);
    if (!KIND.equals(json.path("kind").asText())) {
      throw broken(file, DESCRIPTION + " is of another kind", null);
    }
    long format = json.path("format").asLong();
    if (format < 1) {
      throw broken(file, DESCRIPTION + " says no format", null);
    }
    if (format != FORMAT) {
      throw new InputException(
          file
              + " has the format "
              + format
              + ", but this version of music-lstm reads the format "
              + FORMAT
              + ". Use "
              + (format > FORMAT ? "a newer" : "the older")
              + " version, or train the model again.");
    }
    Description description = JsonText.MAPPER.treeToValue(json, Description.class);
    if (description.weights().contains(null)) {
      throw broken(file, "one of its arrays has no description", null);
    }
    if (description.network().features() != description.encoding().features()) {
      throw broken(
          file,
          "its network has "
              + description.network().features()
              + " features, but its encoding has "
              + description.encoding().features(),
          null);
    }
    SortedMap<String, List<Integer>> shapes = new TreeMap<>();
    description.weights().forEach(weights -> shapes.put(weights.name(), weights.shape()));
    if (!shapes.equals(Parameters.shapes(description.network()))) {
      throw broken(file, "its arrays " + shapes + " are not those of its network", null);
    }
    if (description.weights().size() > shapes.size()) {
      // Each would be read and hashed as often as it is named.
      throw broken(file, DESCRIPTION + " names arrays twice", null);
    }
    return description;
  }

  private static NamedTensor tensor(ZipReader zip, Weights weights, String file)
      throws IOException {
    NamedTensor tensor = zip.readArray(FOLDER, weights.name(), weights.shape());
    if (!ZipWriter.sha256(tensor).equals(weights.sha256())) {
      throw broken(
          file,
          "the checksum of the array " + weights.name() + " is not the one in " + DESCRIPTION,
          null);
    }
    if (!tensor.isFinite()) {
      throw broken(file, "the array " + weights.name() + " holds what is no finite number", null);
    }
    return tensor;
  }

  private static Provenance provenance(ZipReader zip, String entry) throws IOException {
    return zip.read(entry, MOST_PROVENANCE, TribuoProvenance::read);
  }

  private static TrainingLog log(String csv, String file) {
    List<TrainingLog.Row> rows = new ArrayList<>();
    for (String line : csv.lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length != 4) {
        throw broken(file, LOG + " has a line of " + cells.length + " cells", null);
      }
      rows.add(
          new TrainingLog.Row(
              Integer.parseInt(cells[0]), number(cells[1]), number(cells[2]), number(cells[3])));
    }
    return new TrainingLog(rows);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static String text(ZipReader zip, String name) throws IOException {
    long most = name.endsWith(LOG) ? MOST_LOG : MOST_DESCRIPTION;
    return new String(zip.read(name, most), StandardCharsets.UTF_8);
  }

  private static InputException broken(String file, String reason, @Nullable Throwable cause) {
    // It may repeat what stands in the file, however long that is.
    String brief =
        reason.length() > MOST_REASON ? reason.substring(0, MOST_REASON) + "..." : reason;
    return new InputException(
        file
            + " is not a model that can be used: "
            + brief
            + ". Train the model again, or take an undamaged copy.",
        cause);
  }
}
