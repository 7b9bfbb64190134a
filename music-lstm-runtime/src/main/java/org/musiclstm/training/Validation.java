package org.musiclstm.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.musiclstm.corpus.Window;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Fit;
import org.musiclstm.network.Forward;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.State;
import org.musiclstm.tensor.NoteTensor;

/**
 * Measures how well songs are predicted that were not learnt from: whole songs, the first step from
 * silence, every other one from all steps before it.
 */
public final class Validation {
  private final List<NoteTensor> songs;
  private final NetworkShape shape;
  private final int maxWindows;
  private final int windowSteps;

  /**
   * Prepares songs.
   *
   * @param maxWindows how many songs are run side by side at most
   * @param windowSteps how many steps of them are run at once; but for rounding, it does not change
   *     the result
   */
  public Validation(List<NoteTensor> songs, NetworkShape shape, int maxWindows, int windowSteps) {
    this.songs =
        songs.stream().sorted(Comparator.comparingInt(NoteTensor::steps).reversed()).toList();
    this.shape = shape;
    this.maxWindows = maxWindows;
    this.windowSteps = windowSteps;
  }

  /** Hears of every batch that the network has predicted. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The forward pass holds what was predicted of a batch.
     *
     * @param windows the windows of the batch in order, whose songs are numbered in order of
     *     falling length, those of equal length as they were given
     */
    void predicted(List<Window> windows, Batch batch);
  }

  /** The fit of all songs; {@link Fit#NONE} when there are none. */
  public Fit measure(Parameters parameters, Forward forward) {
    Fit[] fit = {Fit.NONE};
    run(parameters, forward, (windows, batch) -> fit[0] = fit[0].plus(forward.fit(batch)));
    return fit[0];
  }

  /** Has a network predict all songs. */
  public void run(Parameters parameters, Forward forward, Listener listener) {
    for (int first = 0; first < songs.size(); first += maxWindows) {
      int end = Math.min(first + maxWindows, songs.size());
      State state = new State(shape, end - first);
      for (int from = 0; from < songs.get(first).steps(); from += windowSteps) {
        List<Window> windows = new ArrayList<>();
        for (int song = first; song < end && songs.get(song).steps() > from; song++) {
          int steps = Math.min(windowSteps, songs.get(song).steps() - from);
          windows.add(new Window(song - first, song, from, steps));
        }
        Batch batch = Batches.of(songs, windows);
        forward.run(parameters, batch, state);
        listener.predicted(windows, batch);
      }
    }
  }
}
