package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Batch;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NextStep;
import org.musiclstm.network.State;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;

/**
 * What a model predicts of the step that follows upon each step of a song, without knowing it. With
 * an autoregressive output, a note that is likelier than not counts as played for the higher ones.
 */
public final class NextSteps {
  private static final int STEPS_AT_ONCE = 64;
  private static final float THRESHOLD = 0.5f;

  private final MusicModel model;
  private final Kernel kernel;
  private final Workers workers;

  /** Prepares. */
  public NextSteps(MusicModel model, Kernel kernel, Workers workers) {
    this.model = model;
    this.kernel = kernel;
    this.workers = workers;
  }

  /**
   * Whether a value is expected: a note or an onset that is likelier than not, any velocity that is
   * not none.
   *
   * @param predicted its probability, or of a velocity what is expected
   */
  public static boolean isExpected(float predicted, boolean isVelocity) {
    return isVelocity ? predicted > 0 : predicted > THRESHOLD;
  }

  /**
   * What is predicted after each step.
   *
   * @param song of the model's encoding
   * @return for each step the probabilities of the features of the next one, {@code [features]}; of
   *     a velocity, what is expected of it, and nothing where no onset is expected
   * @throws IllegalArgumentException when the song is of another encoding
   */
  public List<float[]> after(NoteTensor song) {
    if (!song.encoding().equals(model.encoding())) {
      throw new IllegalArgumentException("a song has to be of the model's encoding");
    }
    ForwardPass forward =
        new ForwardPass(kernel, workers, model.parameters().shape(), 1, STEPS_AT_ONCE);
    State memory = new State(model.parameters().shape(), 1);
    List<float[]> predicted = new ArrayList<>();
    for (int from = 0; from < song.steps(); from += STEPS_AT_ONCE) {
      int steps = Math.min(STEPS_AT_ONCE, song.steps() - from);
      forward.listen(model.parameters(), batch(song, from, steps), memory);
      for (int row = 0; row < steps; row++) {
        predicted.add(probabilities(forward.next(row)));
      }
    }
    return predicted;
  }

  private float[] probabilities(NextStep next) {
    Encoding encoding = model.encoding();
    float[] predicted = new float[encoding.features()];
    boolean[] velocity = encoding.velocityFeatures();
    for (int part = 0; part < encoding.parts().size(); part++) {
      int first = encoding.firstFeature(part);
      int rows = encoding.parts().get(part).rows();
      for (int feature = first; feature < encoding.firstFeature(part + 1); feature++) {
        // The velocities of a part stand behind its onsets.
        if (!velocity[feature] || predicted[feature - rows] > THRESHOLD) {
          predicted[feature] = next.probability(feature);
          if (isExpected(predicted[feature], velocity[feature])) {
            next.give(feature, velocity[feature] ? predicted[feature] : 1);
          }
        }
      }
    }
    return predicted;
  }

  private Batch batch(NoteTensor song, int from, int steps) {
    int first = song.start(from);
    int count = song.end(from + steps - 1) - first;
    int[] starts = new int[steps + 1];
    int[] active = new int[count];
    float[] values = new float[count];
    for (int n = 0; n < count; n++) {
      active[n] = song.active(first + n);
      values[n] = song.value(first + n);
    }
    for (int row = 0; row < steps; row++) {
      starts[row + 1] = song.end(from + row) - first;
    }
    return new Batch(
        new int[] {steps},
        starts,
        active,
        new int[starts.length],
        new int[0],
        song.encoding().hasVelocity()
            ? new Batch.Values(values, new float[0], song.encoding().velocityFeatures())
            : Batch.Values.ONES);
  }
}
