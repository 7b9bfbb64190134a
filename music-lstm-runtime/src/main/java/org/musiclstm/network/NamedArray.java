package org.musiclstm.network;

import static org.musiclstm.kernel.Kernel.UNITS;
import static org.musiclstm.kernel.Kernel.WIDTH;

/** An array of parameters as it is outside the program: by its name and without padding. */
abstract class NamedArray {
  private final float[] array;

  private NamedArray(float[] array) {
    this.array = array;
  }

  /**
   * Access to an array of parameters.
   *
   * @param name one of those that they have
   */
  static NamedArray of(Parameters parameters, String name) {
    NetworkShape shape = parameters.shape();
    float[] output = parameters.output();
    int unitsRow = Parameters.outputUnitsRow(shape);
    int chain = Parameters.featurePanels(shape);
    int outputRows = Parameters.outputRows(shape);
    return switch (name) {
      case "output.bias" -> new Columns(output, 0, outputRows, 0, shape.features());
      case "output.kernel" -> new Columns(output, 0, outputRows, unitsRow, shape.features());
      case "chain.direct" -> new Columns(output, 0, outputRows, 1, shape.features());
      case "chain.input" -> new Columns(output, chain, outputRows, 1, shape.nadeUnits());
      case "chain.kernel" -> new Columns(output, chain, outputRows, unitsRow, shape.nadeUnits());
      case "chain.bias" -> new Columns(output, chain, outputRows, 0, shape.nadeUnits());
      case "chain.output" ->
          new Columns(
              parameters.chainOutput(), 0, Parameters.paddedChainUnits(shape), 0, shape.features());
      default -> {
        String[] words = name.split("\\.", -1);
        yield gateColumns(parameters, Integer.parseInt(words[1]), words[2]);
      }
    };
  }

  private static GateColumns gateColumns(Parameters parameters, int layer, String tensor) {
    int firstRow =
        switch (tensor) {
          case "bias" -> 0;
          case "input" -> 1;
          default -> 1 + Parameters.inputs(parameters.shape(), layer);
        };
    return new GateColumns(parameters, layer, firstRow);
  }

  /** Where a value lies in the panels. */
  abstract int at(int index);

  final float get(int index) {
    return array[at(index)];
  }

  final void set(int index, float value) {
    array[at(index)] = value;
  }

  /** Rows of an LSTM layer, whose columns are the gates of the units. */
  private static final class GateColumns extends NamedArray {
    private final int rows;
    private final int firstRow;
    private final int units;

    GateColumns(Parameters parameters, int layer, int firstRow) {
      super(parameters.panels(layer));
      this.rows = Parameters.lstmRows(parameters.shape(), layer);
      this.firstRow = firstRow;
      this.units = parameters.shape().hiddenUnits();
    }

    @Override
    int at(int index) {
      int row = firstRow + index / (4 * units);
      int gate = index % (4 * units) / units;
      int unit = index % units;
      return (unit / UNITS * rows + row) * WIDTH + gate * UNITS + unit % UNITS;
    }
  }

  /** Rows of panels, whose columns are those of the array. */
  private static final class Columns extends NamedArray {
    private final int firstPanel;
    private final int rows;
    private final int firstRow;
    private final int columns;

    Columns(float[] array, int firstPanel, int rows, int firstRow, int columns) {
      super(array);
      this.firstPanel = firstPanel;
      this.rows = rows;
      this.firstRow = firstRow;
      this.columns = columns;
    }

    @Override
    int at(int index) {
      int row = firstRow + index / columns;
      int column = index % columns;
      return ((firstPanel + column / WIDTH) * rows + row) * WIDTH + column % WIDTH;
    }
  }
}
