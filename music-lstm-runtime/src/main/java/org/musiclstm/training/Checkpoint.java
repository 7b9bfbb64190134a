package org.musiclstm.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.musiclstm.InputException;
import org.musiclstm.OpenFiles;
import org.musiclstm.WholeFile;
import org.musiclstm.model.ZipReader;
import org.musiclstm.model.ZipWriter;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;

/**
 * The file from which an interrupted training goes on. It belongs to one fingerprint: a training of
 * other songs or options does not go on from it.
 */
public final class Checkpoint implements TrainingListener {
  private static final String DESCRIPTION = "checkpoint.json";
  private static final String MEMORY = "memory";
  private static final String OPTIMIZER = "optimizer.";

  /**
   * The form of the file. One of another form is as good as none, and costs the training that is
   * under way; models, which have a form of their own, stay in the cache.
   */
  private static final int FORMAT = 1;

  private static final long MOST_TEXT = 1L << 26;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path file;
  private final String fingerprint;
  private final BiConsumer<Path, WholeFile.Content> writing;
  private int written = -1;

  /**
   * Names the file.
   *
   * @param fingerprint of the songs, the options and the runtime's format
   */
  public Checkpoint(Path file, String fingerprint) {
    this(file, fingerprint, WholeFile::write);
  }

  /**
   * Names the file.
   *
   * @param fingerprint of the songs, the options and the runtime's format
   * @param writing writes the file, as {@link WholeFile#write} does
   */
  public Checkpoint(Path file, String fingerprint, BiConsumer<Path, WholeFile.Content> writing) {
    this.file = file;
    this.fingerprint = fingerprint;
    this.writing = writing;
  }

  /** The file, which need not be there. */
  public Path file() {
    return file;
  }

  /** What the file holds beside arrays. */
  private record Description(int format, String fingerprint, TrainingRun.Standing standing) {}

  /** After how many updates the file was last written by this object, if it was. */
  public Optional<Integer> writtenAt() {
    return written < 0 ? Optional.empty() : Optional.of(written);
  }

  @Override
  public void checkpoint(TrainingRun run) {
    TrainingRun.Snapshot now = run.snapshot();
    if (now.standing().iteration() == 0) {
      return;
    }
    Description description = new Description(FORMAT, fingerprint, now.standing());
    writing.accept(
        file,
        out -> {
          try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(
                DESCRIPTION, JSON.writeValueAsString(description).getBytes(StandardCharsets.UTF_8));
            zip.addArray("", memory(now.memory()));
            for (Map.Entry<String, Parameters> group : groups(now).entrySet()) {
              zip.addArrays(group.getKey(), group.getValue());
            }
          }
        });
    written = now.standing().iteration();
  }

  private static NamedTensor memory(State memory) {
    float[] values = memory.toArray();
    return new NamedTensor(MEMORY, List.of(values.length), values);
  }

  private static SortedMap<String, Parameters> groups(TrainingRun.Snapshot snapshot) {
    SortedMap<String, Parameters> groups = new TreeMap<>();
    groups.put("parameters", snapshot.parameters());
    snapshot.optimizerMemory().forEach((name, memory) -> groups.put(OPTIMIZER + name, memory));
    groups.put("best", snapshot.best());
    if (snapshot.average() != snapshot.parameters()) {
      groups.put("average", snapshot.average());
    }
    return groups;
  }

  /**
   * Lets a run go on from the file.
   *
   * @return after how many updates it goes on; nothing when there is no whole checkpoint of this
   *     fingerprint, and the run begins at the beginning
   */
  public Optional<Integer> resume(TrainingRun run) {
    return resume(run, file);
  }

  /**
   * Lets a run go on from a copy of the file.
   *
   * @return as {@link #resume(TrainingRun)} does
   */
  public Optional<Integer> resume(TrainingRun run, Path copy) {
    if (!Files.isRegularFile(copy)) {
      return Optional.empty();
    }
    try (ZipReader zip = new ZipReader(copy)) {
      Description description = JSON.readValue(zip.read(DESCRIPTION, MOST_TEXT), Description.class);
      if (description.format() != FORMAT || !description.fingerprint().equals(fingerprint)) {
        return Optional.empty();
      }
      // All of the file is looked at before anything of the run is changed.
      run.check(description.standing());
      TrainingRun.Snapshot snapshot = run.snapshot();
      forEachArray(zip, snapshot, Parameters::check);
      NamedTensor memory = zip.readArray("", MEMORY, List.of(snapshot.memory().toArray().length));
      set(zip, snapshot);
      snapshot.memory().set(memory.values());
      run.restore(description.standing());
      return Optional.of(description.standing().iteration());
    } catch (IOException | IllegalArgumentException | InputException e) {
      // A checkpoint only saves time: a damaged one is as good as none.
      return Optional.empty();
    }
  }

  private void set(ZipReader zip, TrainingRun.Snapshot snapshot) {
    try {
      forEachArray(zip, snapshot, Parameters::set);
    } catch (IOException e) {
      // Half of the run is that of the checkpoint by now.
      throw new IllegalStateException(
          "the checkpoint " + file + " could be read a moment ago, but no longer", e);
    }
  }

  private static void forEachArray(
      ZipReader zip, TrainingRun.Snapshot snapshot, BiConsumer<Parameters, NamedTensor> use)
      throws IOException {
    for (Map.Entry<String, Parameters> group : groups(snapshot).entrySet()) {
      Parameters target = group.getValue();
      for (Map.Entry<String, List<Integer>> wanted : Parameters.shapes(target.shape()).entrySet()) {
        use.accept(target, zip.readArray(group.getKey(), wanted.getKey(), wanted.getValue()));
      }
    }
  }

  /** Removes the file, since training is done. */
  public void remove() {
    try {
      OpenFiles.remove(file);
    } catch (IOException e) {
      throw new InputException(
          "The checkpoint "
              + file
              + " cannot be removed: "
              + OpenFiles.reason(file, e)
              + ", and remove it by hand.",
          e);
    }
  }
}
