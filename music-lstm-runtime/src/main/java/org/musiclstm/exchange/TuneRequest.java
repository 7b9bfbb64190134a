package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import org.musiclstm.InputException;
import org.musiclstm.network.EngineName;
import org.musiclstm.training.TrainingOptions;

/**
 * A request to find good options for training on a corpus.
 *
 * @param source which songs
 * @param options the user's own options, around which others are tried
 * @param milliseconds how long it may take, above 0
 * @param tuneFile where the best options go, as a part of a POM
 * @param reportFile where everything that was tried goes, as JSON
 * @param workDirectory where checkpoints of the candidates lie meanwhile, and nothing else
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("tune")
public record TuneRequest(
    SongSource source,
    TrainingOptions options,
    long milliseconds,
    Path tuneFile,
    Path reportFile,
    Path workDirectory,
    int threads)
    implements Request {
  /**
   * Refuses an engine whose candidates cannot be compared.
   *
   * @throws InputException when it is not that of the runtime
   */
  public static void check(EngineName engine) {
    if (!engine.canTune()) {
      throw new InputException(
          "The engine "
              + engine.text()
              + " cannot tune: outputs are compared that only the engine jvm has. Set engine to jvm,"
              + " and train with the options that are found.");
    }
  }
}
