package org.musiclstm.training;

import java.util.List;
import java.util.Optional;
import org.musiclstm.model.TrainingLog;
import org.musiclstm.network.Parameters;

/**
 * What came out of training.
 *
 * @param parameters those of the best validation, or the last ones when there was none
 * @param bestIteration after how many updates they were
 * @param log all validations
 * @param iterations updates made in all
 * @param ending why training ended
 */
public record TrainedNetwork(
    Parameters parameters, int bestIteration, TrainingLog log, int iterations, Ending ending) {
  /** Why training ended. */
  public enum Ending {
    /** All iterations are done. */
    ITERATIONS,
    /** No validation was better for as many as the patience. */
    PATIENCE,
    /**
     * The time was up; the network is the one that a training of so many iterations makes, and what
     * there is can go on from a checkpoint.
     */
    TIME,
    /** It was asked to stop; what there is can go on from a checkpoint. */
    STOPPED
  }

  /**
   * The network that a training of as many iterations makes as were made up to the last
   * measurement: this one, unless training was stopped in between; nothing where none was made.
   */
  public Optional<TrainedNetwork> asLastMeasured() {
    List<TrainingLog.Row> rows = log.rows();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TrainedNetwork(
                parameters,
                bestIteration,
                log,
                rows.get(rows.size() - 1).iteration(),
                Ending.TIME));
  }

  /** The row of the log in which the parameters were measured. */
  public TrainingLog.Row best() {
    return log.rows().stream()
        .filter(row -> row.iteration() == bestIteration)
        .findFirst()
        .orElseThrow();
  }
}
