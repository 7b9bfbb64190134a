package org.musiclstm.network;

/**
 * What a network remembers of several songs between two windows: output and cell state of every
 * unit.
 */
public final class State {
  private final int songs;
  private final int units;
  private final float[][] outputs;
  private final float[][] cells;

  /** The state before a song begins, which is zero, of as many songs. */
  public State(NetworkShape shape, int songs) {
    this.songs = songs;
    this.units = Parameters.paddedUnits(shape);
    this.outputs = new float[shape.hiddenLayers()][songs * units];
    this.cells = new float[shape.hiddenLayers()][songs * units];
  }

  /** How many songs there are. */
  public int songs() {
    return songs;
  }

  /** Forgets one song. */
  public void reset(int song) {
    for (int layer = 0; layer < outputs.length; layer++) {
      for (int n = song * units; n < (song + 1) * units; n++) {
        outputs[layer][n] = 0;
        cells[layer][n] = 0;
      }
    }
  }

  /** Takes over what another state remembers of a song. */
  public void copy(int song, State source, int sourceSong) {
    for (int layer = 0; layer < outputs.length; layer++) {
      System.arraycopy(
          source.outputs[layer], sourceSong * units, outputs[layer], song * units, units);
      System.arraycopy(source.cells[layer], sourceSong * units, cells[layer], song * units, units);
    }
  }

  /**
   * Copies what is remembered of a song in a layer.
   *
   * @param layer which LSTM layer
   * @param output output of every unit, {@code [units]}
   * @param cell cell state of every unit, {@code [units]}
   */
  public void get(int song, int layer, float[] output, float[] cell) {
    System.arraycopy(outputs[layer], song * units, output, 0, output.length);
    System.arraycopy(cells[layer], song * units, cell, 0, cell.length);
  }

  /** Replaces what is remembered of a song in a layer, in the form of {@link #get}. */
  public void set(int song, int layer, float[] output, float[] cell) {
    System.arraycopy(output, 0, outputs[layer], song * units, output.length);
    System.arraycopy(cell, 0, cells[layer], song * units, cell.length);
  }

  /** Outputs of a layer, {@code [songs, padded units]}. */
  float[] outputs(int layer) {
    return outputs[layer];
  }

  /** Cell states of a layer, {@code [songs, padded units]}. */
  float[] cells(int layer) {
    return cells[layer];
  }

  /** All numbers in one row, for a checkpoint. */
  public float[] toArray() {
    float[] all = new float[2 * outputs.length * songs * units];
    transfer(all, true);
    return all;
  }

  /**
   * Takes all numbers from one row.
   *
   * @throws IllegalArgumentException when it is not as long as {@link #toArray} makes it
   */
  public void set(float[] all) {
    if (all.length != 2 * outputs.length * songs * units) {
      throw new IllegalArgumentException(
          "a state of " + songs + " songs does not have " + all.length + " numbers");
    }
    transfer(all, false);
  }

  private void transfer(float[] all, boolean out) {
    int size = songs * units;
    for (int layer = 0; layer < outputs.length; layer++) {
      for (int half = 0; half < 2; half++) {
        float[] mine = half == 0 ? outputs[layer] : cells[layer];
        int at = (2 * layer + half) * size;
        if (out) {
          System.arraycopy(mine, 0, all, at, size);
        } else {
          System.arraycopy(all, at, mine, 0, size);
        }
      }
    }
  }
}
