package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the worker says while it works, one JSON object a line of {@code events.jsonl}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Message.class, name = "message"),
  @JsonSubTypes.Type(value = Event.Progress.class, name = "progress")
})
public sealed interface Event {
  /** How much a message matters. */
  enum Level {
    /** For those who look for a fault. */
    DEBUG,
    /** For everyone. */
    INFO,
    /** Something that was given could not be used as it is. */
    WARNING
  }

  /**
   * A line for the log.
   *
   * @param level how much it matters
   * @param text one line
   */
  record Message(Level level, String text) implements Event {}

  /**
   * How far training is.
   *
   * @param iteration updates done
   * @param iterations updates at most
   * @param trainLoss the loss, as the option has it, of the last batches, at a validation of those
   *     since the one before
   * @param validationLoss the loss of the last validation, NaN when there was none
   * @param validationNats negative log-likelihood of the last validation in nats per time step, NaN
   *     when there was none
   * @param validated whether a validation has just been made
   * @param best whether the last validation was the best so far
   * @param iterationsPerSecond the rate lately, validations and checkpoints included; 0 when it is
   *     not known
   * @param secondsLeft what is left at that rate if training does not end early; negative when it
   *     is not known
   * @param mayEndEarly whether training also ends when validations no longer get better, or when
   *     its time is up
   * @param of what is trained, where there are several, such as {@code 2 of 4}; else empty
   */
  record Progress(
      int iteration,
      int iterations,
      double trainLoss,
      double validationLoss,
      double validationNats,
      boolean validated,
      boolean best,
      double iterationsPerSecond,
      double secondsLeft,
      boolean mayEndEarly,
      String of)
      implements Event {
    /** How far the only training is. */
    public Progress(
        int iteration,
        int iterations,
        double trainLoss,
        double validationLoss,
        double validationNats,
        boolean validated,
        boolean best,
        double iterationsPerSecond,
        double secondsLeft,
        boolean mayEndEarly) {
      this(
          iteration,
          iterations,
          trainLoss,
          validationLoss,
          validationNats,
          validated,
          best,
          iterationsPerSecond,
          secondsLeft,
          mayEndEarly,
          "");
    }

    /** All of it, as it is read. */
    @JsonCreator
    public Progress {}
  }
}
