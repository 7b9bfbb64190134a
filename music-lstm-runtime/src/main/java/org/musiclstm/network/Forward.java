package org.musiclstm.network;

import java.util.stream.IntStream;

/**
 * What a network predicts of the next layers of songs; holds what it has predicted of the last
 * batch.
 */
public interface Forward {
  /** The size of the network. */
  NetworkShape shape();

  /**
   * Runs the network over a batch. With an autoregressive output, each feature is predicted from
   * the steps before and the lower features of its own step, which are those of the batch's
   * targets.
   *
   * @param state what it remembers of each window's song; is replaced by what it remembers after
   */
  void run(Parameters parameters, Batch batch, State state);

  /**
   * Runs the network over a batch whose targets are not known yet, as far as it goes without them:
   * {@link #next} goes on from there.
   *
   * @param batch without targets
   * @param state what it remembers of each window's song; is replaced by what it remembers after
   */
  void listen(Parameters parameters, Batch batch, State state);

  /**
   * What is predicted of the step after a row of the batch that was just listened to.
   *
   * @throws IllegalStateException when the last batch was not listened to but run over
   */
  NextStep next(int row);

  /**
   * Copies what was predicted of a row of the last batch it ran over: probabilities, or the means
   * of values that it expects.
   *
   * @param target {@code [features]}
   */
  void probabilities(int row, float[] target);

  /** How well the rows of the last batch were predicted. */
  default Fit fit(Batch batch) {
    return Fit.of(this, batch, IntStream.range(0, batch.rows()));
  }

  /** How well the rows of one window of the last batch were predicted. */
  default Fit fit(Batch batch, int window) {
    return Fit.of(
        this,
        batch,
        IntStream.range(0, batch.length(window)).map(step -> batch.offset(step) + window));
  }
}
