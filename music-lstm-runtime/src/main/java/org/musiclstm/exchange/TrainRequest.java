package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.network.EngineName;
import org.musiclstm.training.Recipe;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;

/**
 * A request to train a model.
 *
 * @param source which songs
 * @param options how to train
 * @param initialModel the file of a model to begin with, or none to begin with random parameters
 * @param modelFile where the model goes
 * @param workDirectory where the checkpoint lies while training goes on, when there is no cache
 * @param cache where models and checkpoints are kept for other builds
 * @param limits what may not be used up
 * @param outputTimestamp the time that the model says of itself, as ISO 8601 in UTC; it changes
 *     nothing of what is learnt
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("train")
public record TrainRequest(
    SongSource source,
    TrainingOptions options,
    List<Path> initialModel,
    Path modelFile,
    Path workDirectory,
    Cache cache,
    Limits limits,
    String outputTimestamp,
    int threads)
    implements Request {
  /**
   * Where models and checkpoints are kept for other builds.
   *
   * @param enabled whether they are
   * @param directory the folder
   * @param mostBytes how much may lie in it
   * @param trustsModelFile whether a model that is in its place already, with the fingerprint of
   *     this training, is taken; not while the code changes and its version does not
   * @param keyFile the file with the key of those who are trusted to write to the folder, or none
   *     when all are who can
   */
  public record Cache(
      boolean enabled,
      Path directory,
      long mostBytes,
      boolean trustsModelFile,
      List<Path> keyFile) {
    /** Copies the list. */
    @JsonCreator
    public Cache {
      keyFile = List.copyOf(keyFile);
    }

    /** A cache in a folder that only those can write to who are trusted. */
    public Cache(boolean enabled, Path directory, long mostBytes, boolean trustsModelFile) {
      this(enabled, directory, mostBytes, trustsModelFile, List.of());
    }
  }

  /**
   * What training may not use up.
   *
   * @param milliseconds how long it may take, 0 for as long as it does
   * @param failWhenTimeIsUp whether it then fails; otherwise what there is becomes the model
   * @param queue whether it waits while other trainings use the processors or the memory
   */
  public record Limits(long milliseconds, boolean failWhenTimeIsUp, boolean queue) {
    /** No limit but those of the machine. */
    public static final Limits NONE = new Limits(0, false, true);
  }

  /** Copies the list. */
  public TrainRequest {
    initialModel = List.copyOf(initialModel);
  }

  @Override
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> decisive = new TreeMap<>(source.decisive());
    decisive.putAll(new Recipe(source.encoding(), options).text());
    decisive.put(EngineName.OPTION.name(), options.engine().text());
    if (options.regularisation().transposition().equals(ShiftRange.NONE)) {
      decisive.remove(Regularisation.TRANSPOSE_RANGE.name());
    }
    decisive.put("outputTimestamp", outputTimestamp);
    return decisive;
  }

  @Override
  public boolean runsKernel() {
    return options.engine().isDefault();
  }
}
