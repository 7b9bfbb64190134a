package org.musiclstm.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.songs.ModelSongs;

/** A description as a page of text for the log. */
public final class DescriptionPage {
  private static final int MOST_SONGS = 12;
  private static final int MOST_REJECTED = 5;
  private static final int WIDTH = 96;
  private static final double MICROSECONDS_A_MINUTE = 60e6;
  private static final String INDENT = "  ";
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

  private final Description model;
  private final Provenance provenance;
  private final ModelSongs songs;
  private final Path machineFile;

  /**
   * Makes a page.
   *
   * @param provenance of the model
   * @param machineFile where it ought to be reported which machine has trained the model
   */
  public DescriptionPage(
      Description model, Provenance provenance, ModelSongs songs, Path machineFile) {
    this.model = model;
    this.provenance = provenance;
    this.songs = songs;
    this.machineFile = machineFile;
  }

  /**
   * All lines.
   *
   * @param more where the reader finds what the page leaves out
   */
  public List<String> lines(String more) {
    List<String> lines = new ArrayList<>();
    lines.add("Fingerprint " + model.fingerprint());
    lines.addAll(
        TextTable.lines(
            List.of(false, false),
            List.of(
                List.of(
                    INDENT + "made by",
                    "music-lstm "
                        + model.musicLstm()
                        + (model.time().equals(Provenance.Making.NO_TIME.toString())
                            ? ", without a date"
                            : ", dated " + model.time())
                        + ", format "
                        + model.modelFormat()),
                List.of(
                    INDENT + "file", ByteSize.text(model.bytes()) + ", SHA-256 " + model.sha256()),
                List.of(INDENT + "network", network()),
                List.of(INDENT + "music", music()))));
    lines.addAll(songs(more));
    lines.addAll(rejected(more));
    lines.addAll(ancestry());
    lines.add("Options:");
    lines.addAll(wrapped(provenance.settings()));
    lines.add("Result: " + result());
    lines.add(machine());
    lines.add(here());
    return lines;
  }

  private String network() {
    NetworkShape network = model.network();
    return String.format(
        Locale.ROOT,
        "%d x %,d LSTM units, %s, %,d features a step, %,d parameters",
        network.hiddenLayers(),
        network.hiddenUnits(),
        network.isChained()
            ? "autoregressive output of " + network.nadeUnits() + " units"
            : "independent output",
        network.features(),
        model.parameters());
  }

  private String music() {
    List<String> sounds = new ArrayList<>();
    for (int n = 0; n < model.style().sounds().size(); n++) {
      String part = model.encoding().parts().get(n).name();
      sounds.add(
          (part.isEmpty() ? "" : part + ": ")
              + "program "
              + model.style().sounds().get(n).program()
              + ", velocity "
              + model.style().sounds().get(n).velocity());
    }
    return String.format(
        Locale.ROOT,
        "%.1f quarter notes a minute, %d/%d; %s",
        MICROSECONDS_A_MINUTE / model.style().microsecondsPerQuarter(),
        model.style().beats(),
        model.style().beatUnit(),
        String.join("; ", sounds));
  }

  private List<String> songs(String more) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Learnt from "
            + amount(Provenance.Side.TRAINING)
            + "; validated on "
            + amount(Provenance.Side.VALIDATION)
            + ":");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(INDENT + "song", "SHA-256", "time steps", "notes", "remarks", "side"));
    model.songs().stream()
        .sorted(Comparator.comparing(Provenance.SongOrigin::name))
        .limit(MOST_SONGS)
        .forEach(
            song ->
                rows.add(
                    List.of(
                        INDENT + song.name(),
                        song.sha256().length() < 64
                            ? song.sha256()
                            : Fingerprint.shortened(song.sha256()),
                        String.format(Locale.ROOT, "%,d", song.steps()),
                        String.format(Locale.ROOT, "%,d", song.notes()),
                        song.findings().isEmpty() ? "" : Integer.toString(song.findings().size()),
                        song.side().name().toLowerCase(Locale.ROOT))));
    lines.addAll(TextTable.lines(List.of(false, false, true, true, true, false), rows));
    addMore(lines, model.songs().size() - MOST_SONGS, more);
    return lines;
  }

  private String amount(Provenance.Side side) {
    List<Provenance.SongOrigin> songs =
        model.songs().stream().filter(song -> song.side() == side).toList();
    return songs.isEmpty()
        ? "no song"
        : String.format(
            Locale.ROOT,
            "%,d %s (%,d time steps, %,d notes)",
            songs.size(),
            songs.size() == 1 ? "song" : "songs",
            songs.stream().mapToLong(Provenance.SongOrigin::steps).sum(),
            songs.stream().mapToLong(Provenance.SongOrigin::notes).sum());
  }

  private List<String> rejected(String more) {
    List<String> lines = new ArrayList<>();
    if (!model.rejected().isEmpty()) {
      lines.add("Could not be used:");
      model.rejected().stream()
          .limit(MOST_REJECTED)
          .forEach(file -> lines.add(INDENT + file.name() + ": " + file.reason()));
      addMore(lines, model.rejected().size() - MOST_REJECTED, more);
    }
    return lines;
  }

  private static void addMore(List<String> lines, int count, String more) {
    if (count > 0) {
      lines.add(INDENT + "and " + count + " more, in " + more);
    }
  }

  /** Values with their names, on lines that are not too long. */
  public static List<String> wrapped(Map<String, String> values) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(INDENT);
    for (Map.Entry<String, String> value : values.entrySet()) {
      String text = value.getKey() + " = " + value.getValue();
      if (line.length() > INDENT.length() && line.length() + text.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(text).append(",  ");
    }
    String last = line.toString().stripTrailing();
    lines.add(last.endsWith(",") ? last.substring(0, last.length() - 1) : last);
    return lines;
  }

  private EngineName engine() {
    return EngineName.of(model.options());
  }

  private boolean isImported() {
    return provenance.ancestry().isImported();
  }

  /** Which other weights the model has its own from. */
  private List<String> ancestry() {
    List<String> lines = new ArrayList<>();
    provenance
        .ancestry()
        .imported()
        .ifPresent(
            sha256 ->
                lines.add(
                    "Weights imported from another program, with their encoding of the SHA-256 "
                        + sha256));
    provenance
        .ancestry()
        .initialModel()
        .ifPresent(
            initial ->
                lines.add(
                    "Training began with the model of the fingerprint " + initial.fingerprint()));
    return lines;
  }

  private String result() {
    if (isImported()) {
      return "unknown, since the weights were imported from another program; songs and options are"
          + " those of the model that they were imported onto.";
    }
    String validated =
        figure("validationNats", 3)
            .map(
                nats ->
                    nats
                        + " nats per time step and loss "
                        + figure("validationLoss", 5).orElse("unknown")
                        + " on the validation songs, training loss "
                        + figure("trainLoss", 5).orElse("unknown"))
            .orElseGet(
                () ->
                    "training loss "
                        + figure("trainLoss", 5).orElse("unknown")
                        + "; there were no songs to validate on");
    Map<String, String> results = model.results();
    return "iteration "
        + results.getOrDefault("bestIteration", "unknown")
        + " of "
        + results.getOrDefault("iterations", "unknown")
        + " was taken, with "
        + validated
        + (results.getOrDefault("ending", "").equals("PATIENCE")
            ? "; training ended early, since validation no longer got better."
            : ".");
  }

  /** A result as the log of the training reported it; nothing when there is none. */
  private Optional<String> figure(String name, int decimals) {
    String text = model.results().getOrDefault(name, "");
    return NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).setScale(decimals, RoundingMode.HALF_EVEN).toString())
        : Optional.empty();
  }

  private String machine() {
    Machine machine = model.machine();
    if (machine == null) {
      return "Which machine trained it is not reported beside the model"
          + (Files.exists(machineFile)
              ? ": "
                  + machineFile.getFileName()
                  + " there cannot be read, is damaged or says of another model"
              : "")
          + (engine().repeatsOnEveryMachine() && !isImported()
              ? "; it has no influence on the bytes."
              : ".");
    }
    Map<String, String> details = machine.details();
    return "Trained with Java "
        + machine.java()
        + " ("
        + details.getOrDefault("javaVendor", "unknown vendor")
        + ") on "
        + machine.system()
        + " "
        + details.getOrDefault("systemVersion", "")
        + ", "
        + machine.architecture()
        + ": "
        + details.getOrDefault(Machine.KERNEL, "unknown kernel")
        + ", threads: "
        + details.getOrDefault("threads", "unknown")
        + ", processors: "
        + details.getOrDefault("processors", "unknown")
        + ", memory: "
        + details.getOrDefault("memoryMegabytes", "unknown")
        + " MB.";
  }

  private String here() {
    int all = model.songs().size();
    return songs.missing().isEmpty()
        ? "All " + all + " songs are in " + SongFolder.paths(songs.folders()) + again()
        : songs.found().size()
            + " of its "
            + all
            + " songs are in "
            + songs.where()
            + "; not there: "
            + songs.namesOfMissing()
            + ".";
  }

  /** Whether it can be trained again, where all songs are there. */
  private String again() {
    if (isImported()) {
      return ", but what was imported cannot be trained again.";
    }
    return ", so the goal reproduce can train it again"
        + provenance
            .ancestry()
            .initialModel()
            .map(initial -> " with that which training began with (initialModel)")
            .orElse("")
        + (engine().repeatsOnEveryMachine()
            ? "."
            : "; the engine " + engine().text() + " makes " + engine().sameness() + ".");
  }
}
