package org.musiclstm.provenance;

import static org.musiclstm.provenance.ProvenanceValues.map;
import static org.musiclstm.provenance.ProvenanceValues.string;
import static org.musiclstm.provenance.ProvenanceValues.text;
import static org.musiclstm.provenance.ProvenanceValues.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.provenance.Provenance.Making;
import org.musiclstm.provenance.Provenance.RejectedFile;
import org.musiclstm.provenance.Provenance.SongOrigin;
import org.tribuo.Tribuo;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Where a model came from, in Tribuo's terms: the data source has the songs ({@link
 * SongsProvenance}), the trainer every option, and the values of the run are the fingerprint, the
 * version of music-lstm and the results. The version of Tribuo is that which made the model, not
 * the one that says it again. The machine is not in it.
 */
public final class TribuoProvenance {
  /** The class that a model is to Tribuo. */
  public static final String MODEL_CLASS = "org.musiclstm.tribuo.MusicSequenceModel";

  /** The class that songs are from to Tribuo. */
  public static final String DATA_SOURCE_CLASS = "org.musiclstm.tribuo.MidiSource";

  /** The class that trains to Tribuo. */
  public static final String TRAINER_CLASS = "org.musiclstm.tribuo.MusicTrainer";

  private static final String DATASET_CLASS = "org.tribuo.sequence.MutableSequenceDataset";
  private static final String FINGERPRINT = "fingerprint";
  private static final String VERSION = "music-lstm-version";
  private static final String RESULTS = "results";
  private static final String MACHINE = "machine";
  private static final String JAVA_VERSION = "java-version";
  private static final String SYSTEM = "os-name";
  private static final String ARCHITECTURE = "os-arch";
  private static final String IS_SEQUENCE = TrainerProvenance.IS_SEQUENCE;
  private static final String TRIBUO_VERSION = TrainerProvenance.TRIBUO_VERSION_STRING;

  private static final org.musiclstm.provenance.Provenance NOTHING =
      new org.musiclstm.provenance.Provenance(
          "",
          new Making("", "", Making.NO_TIME),
          List.of(),
          List.of(),
          new TreeMap<>(),
          new TreeMap<>());

  private TribuoProvenance() {}

  /**
   * The provenance of a model, the same on every machine.
   *
   * @param features how many values a step of the model has
   */
  public static ModelProvenance of(org.musiclstm.provenance.Provenance origin, int features) {
    return of(origin, features, Map.of());
  }

  /**
   * The provenance of a model with more values of the run, the same on every machine if those are.
   *
   * @param features how many values a step of the model has
   * @param run what a user says of the run
   */
  public static ModelProvenance of(
      org.musiclstm.provenance.Provenance origin, int features, Map<String, Provenance> run) {
    return of(origin, origin.songs(), features, run);
  }

  /**
   * Makes sure that what a user says of a run can be read again where it is stored.
   *
   * @throws IllegalArgumentException when it cannot, or has the name of what a model says itself
   */
  public static void checkRun(Map<String, Provenance> run) {
    for (Map.Entry<String, Provenance> value : new TreeMap<>(run).entrySet()) {
      String name = value.getKey();
      if (Set.of(FINGERPRINT, VERSION, RESULTS, MACHINE).contains(name)) {
        throw new IllegalArgumentException(
            "the run provenance has the name " + name + ", which a model has for its own");
      }
      try {
        ModelProvenance reported = of(NOTHING, 1, Map.of(name, value.getValue()));
        if (ProvenanceJson.provenance(ProvenanceUtil.marshalProvenance(reported))
            .equals(reported)) {
          continue;
        }
      } catch (ProvenanceException | IllegalArgumentException | NullPointerException e) {
        // OLCUT has no name for an object in a list or map of these values.
        throw unreadable(name, e);
      }
      throw unreadable(name, null);
    }
  }

  private static IllegalArgumentException unreadable(String name, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "the run provenance "
            + name
            + " could not be read again where the model is stored; make it of texts, numbers,"
            + " truths, hashes, dates, times, and lists and maps of them",
        cause);
  }

  /**
   * The provenance of a model.
   *
   * @param songs those of its songs that it is to have
   */
  private static ModelProvenance of(
      org.musiclstm.provenance.Provenance origin,
      List<SongOrigin> songs,
      int features,
      Map<String, Provenance> run) {
    Map<String, Provenance> instance = new HashMap<>(run);
    instance.put(
        FINGERPRINT, new HashProvenance(HashType.SHA256, FINGERPRINT, origin.fingerprint()));
    instance.put(VERSION, text(VERSION, origin.making().version()));
    instance.put(RESULTS, map(origin.results()));
    String tribuo = origin.making().tribuo();
    return with(
        new ModelProvenance(
            MODEL_CLASS,
            origin.making().time().atOffset(ZoneOffset.UTC),
            dataset(SongsProvenance.of(songs, true, origin.rejected()), origin, features),
            trainer(origin.options(), tribuo),
            instance,
            false),
        Map.of(TRIBUO_VERSION, tribuo));
  }

  /** A provenance with other texts in the place of what Tribuo puts there of itself. */
  private static ModelProvenance with(ModelProvenance provenance, Map<String, String> texts) {
    Map<String, Provenance> values = new HashMap<>();
    for (Pair<String, Provenance> value : provenance) {
      values.put(value.getA(), value.getB());
    }
    texts.forEach((name, text) -> values.put(name, text(name, text)));
    return new ModelProvenance(values);
  }

  /**
   * Writes the provenance of a model as JSON, in memory no more than a few of its songs.
   *
   * @param features how many values a step of the model has
   * @throws IOException when the stream fails; it is not closed
   */
  public static void write(
      OutputStream out, org.musiclstm.provenance.Provenance origin, int features)
      throws IOException {
    ProvenanceJson.write(out, of(origin, List.of(), features, Map.of()), eachSong(origin));
  }

  /**
   * Writes the provenance of a model with the machine that trained it: its Java version, operating
   * system and architecture where Tribuo has them, and the rest among the values of the run.
   *
   * @param features how many values a step of the model has
   * @throws IOException when the stream fails; it is not closed
   */
  public static void write(
      OutputStream out, Machine machine, org.musiclstm.provenance.Provenance origin, int features)
      throws IOException {
    ModelProvenance anywhere =
        of(origin, List.of(), features, Map.of(MACHINE, map(machine.details())));
    ModelProvenance here =
        with(
            anywhere,
            Map.of(
                JAVA_VERSION,
                machine.java(),
                SYSTEM,
                machine.system(),
                ARCHITECTURE,
                machine.architecture()));
    ProvenanceJson.write(out, here, eachSong(origin));
  }

  private static Iterable<SongsProvenance> eachSong(org.musiclstm.provenance.Provenance origin) {
    return () ->
        origin.songs().stream()
            .map(song -> SongsProvenance.of(List.of(song), true, List.of()))
            .iterator();
  }

  /**
   * The provenance of a data source that no model has learnt from yet, so that its songs are on no
   * side.
   */
  public static DataSourceProvenance source(List<SongOrigin> songs, List<RejectedFile> rejected) {
    return SongsProvenance.of(songs, false, rejected);
  }

  private static DatasetProvenance dataset(
      SongsProvenance source, org.musiclstm.provenance.Provenance origin, int features) {
    Map<String, Provenance> values = new HashMap<>();
    values.put(ObjectProvenance.CLASS_NAME, text(ObjectProvenance.CLASS_NAME, DATASET_CLASS));
    values.put("datasource", source);
    values.put("transformations", new ListProvenance<>());
    values.put("is-dense", new BooleanProvenance("is-dense", false));
    values.put(IS_SEQUENCE, new BooleanProvenance(IS_SEQUENCE, true));
    values.put("num-examples", new IntProvenance("num-examples", origin.songs().size()));
    values.put("num-features", new IntProvenance("num-features", features));
    values.put("num-outputs", new IntProvenance("num-outputs", features));
    values.put(TRIBUO_VERSION, text(TRIBUO_VERSION, origin.making().tribuo()));
    return new DatasetProvenance(values);
  }

  /** The provenance of a trainer with these options that has not made a model yet. */
  public static TrainerProvenance trainer(SortedMap<String, String> options) {
    return trainer(options, Tribuo.VERSION);
  }

  private static TrainerProvenance trainer(SortedMap<String, String> options, String tribuo) {
    Map<String, Provenance> values = new HashMap<>();
    options.forEach((name, value) -> values.put(name, text(name, value)));
    values.put(ObjectProvenance.CLASS_NAME, text(ObjectProvenance.CLASS_NAME, TRAINER_CLASS));
    values.put("host-short-name", text("host-short-name", "SequenceTrainer"));
    // How often a trainer was used before has no influence on what it makes.
    String count = TrainerProvenance.TRAIN_INVOCATION_COUNT;
    values.put(count, new IntProvenance(count, 0));
    values.put(IS_SEQUENCE, new BooleanProvenance(IS_SEQUENCE, true));
    values.put(TRIBUO_VERSION, text(TRIBUO_VERSION, tribuo));
    return new TrainerProvenanceImpl(values);
  }

  /**
   * Reads back what {@link #of(org.musiclstm.provenance.Provenance, int)} has reported.
   *
   * @throws IllegalArgumentException when it is the provenance of something else
   */
  public static org.musiclstm.provenance.Provenance read(ModelProvenance provenance) {
    return read(provenance, source(provenance).songs());
  }

  /**
   * Reads back what {@link #write(OutputStream, org.musiclstm.provenance.Provenance, int)} has
   * written.
   *
   * @throws JsonProcessingException when it is no JSON
   * @throws IllegalArgumentException when it is the provenance of something else
   * @throws IOException when the stream fails
   */
  public static org.musiclstm.provenance.Provenance read(InputStream in) throws IOException {
    List<SongOrigin> songs = new ArrayList<>();
    ModelProvenance provenance = ProvenanceJson.read(in, some -> songs.addAll(some.songs()));
    songs.addAll(source(provenance).songs());
    return read(provenance, songs);
  }

  private static org.musiclstm.provenance.Provenance read(
      ModelProvenance provenance, List<SongOrigin> songs) {
    Map<String, ? extends Provenance> instance = provenance.getInstanceProvenance().getMap();
    SortedMap<String, String> options = new TreeMap<>();
    provenance
        .getTrainerProvenance()
        .getConfiguredParameters()
        .forEach((name, value) -> options.put(name, string(name, value)));
    return new org.musiclstm.provenance.Provenance(
        string(instance, FINGERPRINT),
        new Making(
            string(instance, VERSION),
            provenance.getTribuoVersion(),
            provenance.getTrainingTime().toInstant()),
        songs,
        source(provenance).rejected(),
        options,
        texts(RESULTS, instance.get(RESULTS)));
  }

  private static SongsProvenance source(ModelProvenance provenance) {
    if (provenance.getDatasetProvenance().getSourceProvenance() instanceof SongsProvenance source) {
      return source;
    }
    throw new IllegalArgumentException("its provenance says no songs");
  }

  /**
   * Reads back the machine, where it was reported.
   *
   * @throws IllegalArgumentException when none is reported
   */
  public static Machine machine(ModelProvenance provenance) {
    return new Machine(
        provenance.getJavaVersion(),
        provenance.getOS(),
        provenance.getArch(),
        texts(MACHINE, provenance.getInstanceProvenance().getMap().get(MACHINE)));
  }

  /** The files of a data source that could not be used; none where it is another one. */
  public static List<RejectedFile> rejected(DataProvenance source) {
    return source instanceof SongsProvenance songs ? songs.rejected() : List.of();
  }
}
