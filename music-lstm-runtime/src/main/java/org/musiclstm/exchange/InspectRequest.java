package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Duplicates;
import org.musiclstm.training.TrainingOptions;

/**
 * A request to say what a corpus is like.
 *
 * @param source which songs
 * @param failOnDuplicate whether a song that is much the same as another ends the build
 * @param resemblance from how much resemblance on it is, 0.5 to 1
 * @param options how it would be trained on
 * @param reportFile where the report goes, as JSON
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("inspect-corpus")
public record InspectRequest(
    SongSource source,
    boolean failOnDuplicate,
    double resemblance,
    TrainingOptions options,
    Path reportFile,
    int threads)
    implements Request {
  /** From how much resemblance on songs are duplicates where nothing is said. */
  public static final double RESEMBLANCE = 0.8;

  /** Checks the range. */
  public InspectRequest {
    if (!(resemblance >= Duplicates.LEAST_RESEMBLANCE && resemblance <= 1)) {
      throw InputException.option(
          "resemblance", resemblance, "from " + Duplicates.LEAST_RESEMBLANCE + " to 1");
    }
  }
}
