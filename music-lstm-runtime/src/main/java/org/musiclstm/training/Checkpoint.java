package org.musiclstm.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.model.ZipReader;
import org.musiclstm.model.ZipWriter;
import org.musiclstm.network.Fit;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.tensor.Npy;
import org.musiclstm.tensor.NpyArray;

/**
 * The file from which an interrupted training goes on. It belongs to one fingerprint: a training of
 * other songs or options does not go on from it.
 */
public final class Checkpoint implements TrainingListener {
  private static final String DESCRIPTION = "checkpoint.json";
  private static final String MEMORY = "memory.npy";
  private static final List<String> GROUPS = List.of("parameters", "mean-squares", "best");

  private static final long MOST_TEXT = 1L << 26;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path file;
  private final String fingerprint;
  private int written = -1;

  /**
   * Names the file.
   *
   * @param fingerprint of the songs, the options and the runtime's format
   */
  public Checkpoint(Path file, String fingerprint) {
    this.file = file;
    this.fingerprint = fingerprint;
  }

  /** What the file holds beside arrays. */
  private record Description(
      String fingerprint,
      int iteration,
      int bestIteration,
      double bestNats,
      int worseValidations,
      Fit sinceLastRow,
      List<TrainingLog.Row> rows) {}

  /** After how many updates the file was last written by this object, if it was. */
  public Optional<Integer> writtenAt() {
    return written < 0 ? Optional.empty() : Optional.of(written);
  }

  @Override
  public void checkpoint(TrainingRun run) {
    TrainingRun.Snapshot now = run.snapshot();
    if (now.iteration() == 0) {
      return;
    }
    Description description =
        new Description(
            fingerprint,
            now.iteration(),
            now.bestIteration(),
            now.bestNats(),
            now.worseValidations(),
            now.sinceLastRow(),
            now.rows());
    WholeFile.write(
        file,
        out -> {
          try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(
                DESCRIPTION, JSON.writeValueAsString(description).getBytes(StandardCharsets.UTF_8));
            float[] memory = now.memory().toArray();
            zip.add(MEMORY, Npy.write(new NpyArray(new int[] {memory.length}, memory)));
            List<Parameters> parameters = List.of(now.parameters(), now.meanSquares(), now.best());
            for (int group = 0; group < GROUPS.size(); group++) {
              zip.addArrays(GROUPS.get(group), parameters.get(group).tensors());
            }
          }
        });
    written = now.iteration();
  }

  /**
   * Lets a run go on from the file.
   *
   * @return after how many updates it goes on; nothing when there is no whole checkpoint of this
   *     fingerprint, and the run begins at the beginning
   */
  public Optional<Integer> resume(TrainingRun run) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (ZipReader zip = new ZipReader(file)) {
      Description description = JSON.readValue(zip.read(DESCRIPTION, MOST_TEXT), Description.class);
      if (!description.fingerprint().equals(fingerprint)) {
        return Optional.empty();
      }
      State memory = new State(run.shape(), run.songsAtOnce());
      memory.set(Npy.read(zip.read(MEMORY, Integer.MAX_VALUE), MEMORY).values());
      run.restore(
          new TrainingRun.Snapshot(
              description.iteration(),
              description.bestIteration(),
              description.bestNats(),
              description.worseValidations(),
              description.sinceLastRow(),
              description.rows(),
              parameters(zip, GROUPS.get(0), run.shape()),
              parameters(zip, GROUPS.get(1), run.shape()),
              parameters(zip, GROUPS.get(2), run.shape()),
              memory));
      return Optional.of(description.iteration());
    } catch (IOException | IllegalArgumentException | InputException e) {
      // A checkpoint only saves time: a damaged one is as good as none.
      return Optional.empty();
    }
  }

  /** Removes the file, since training is done. */
  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new InputException(
          "The checkpoint " + file + " cannot be removed: " + e + ". Remove it by hand.", e);
    }
  }

  private static Parameters parameters(ZipReader zip, String group, NetworkShape shape)
      throws IOException {
    Map<String, NamedTensor> tensors = new HashMap<>();
    for (Map.Entry<String, List<Integer>> wanted : Parameters.shapes(shape).entrySet()) {
      tensors.put(wanted.getKey(), zip.readArray(group, wanted.getKey(), wanted.getValue()));
    }
    return Parameters.of(shape, tensors);
  }
}
