package org.musiclstm.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.musiclstm.InputException;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;

/**
 * The order in which a {@code MultiLayerNetwork} keeps its parameters in one row: for each LSTM
 * layer input weights, recurrent weights and bias, then weights and bias of the output. Matrices
 * are in Fortran order, and the columns of an LSTM layer are the candidates, forget gates, output
 * gates and input gates of all units, which Deeplearning4j calls input, forget, output and input
 * modulation.
 */
final class FlatParameters {
  /**
   * The most numbers in the row: an array of bytes has room for all, and for what is said of them.
   */
  static final long MOST = (1L << 29) - 1024;

  /** Where Deeplearning4j has what is the forget, input, candidate and output gate here. */
  private static final int[] GATES = {1, 3, 0, 2};

  private final List<Piece> pieces = new ArrayList<>();
  private final int size;

  /**
   * One array.
   *
   * @param name under which {@link Parameters} have it
   * @param shape that it has there
   * @param rows 1 for a bias
   * @param gates 4 in an LSTM layer, else 1
   * @param width columns a gate
   * @param offset where it begins
   */
  private record Piece(
      String name, List<Integer> shape, int rows, int gates, int width, int offset) {
    int at(int index) {
      int column = index % (gates * width);
      int gate = gates == 1 ? 0 : GATES[column / width];
      return offset + (gate * width + column % width) * rows + index / (gates * width);
    }
  }

  /**
   * The order for a network.
   *
   * @throws InputException when it has more parameters than the row has room for
   */
  FlatParameters(NetworkShape shape) {
    if (shape.parameters() > MOST) {
      throw new InputException(
          "Deeplearning4j has all parameters of a network in one row, which has room for "
              + MOST
              + " numbers here, but this one has "
              + shape.parameters()
              + ". Train one with fewer hiddenUnits or hiddenLayers.");
    }
    int units = shape.hiddenUnits();
    int offset = 0;
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      int inputs = layer == 0 ? shape.features() : units;
      offset = matrix("lstm." + layer + ".input", inputs, 4, units, offset);
      offset = matrix("lstm." + layer + ".recurrent", units, 4, units, offset);
      offset = bias("lstm." + layer + ".bias", 4, units, offset);
    }
    offset = matrix("output.kernel", units, 1, shape.features(), offset);
    size = bias("output.bias", 1, shape.features(), offset);
  }

  private int matrix(String name, int rows, int gates, int width, int offset) {
    pieces.add(new Piece(name, List.of(rows, gates * width), rows, gates, width, offset));
    return offset + rows * gates * width;
  }

  private int bias(String name, int gates, int width, int offset) {
    pieces.add(new Piece(name, List.of(gates * width), 1, gates, width, offset));
    return offset + gates * width;
  }

  /** Parameters as one row. */
  float[] of(Parameters parameters) {
    float[] flat = new float[size];
    for (Piece piece : pieces) {
      float[] values = parameters.tensor(piece.name).values();
      for (int n = 0; n < values.length; n++) {
        flat[piece.at(n)] = values[n];
      }
    }
    return flat;
  }

  /** Puts one row into parameters. */
  void copy(float[] flat, Parameters target) {
    if (flat.length != size) {
      throw new IllegalArgumentException(
          "there are " + flat.length + " numbers, but the network has " + size);
    }
    for (Piece piece : pieces) {
      float[] values = new float[piece.rows * piece.gates * piece.width];
      for (int n = 0; n < values.length; n++) {
        values[n] = flat[piece.at(n)];
      }
      target.set(new NamedTensor(piece.name, piece.shape, values));
    }
  }
}
