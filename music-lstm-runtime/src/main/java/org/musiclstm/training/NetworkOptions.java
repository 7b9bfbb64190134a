package org.musiclstm.training;

import java.util.SortedMap;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** Which network is trained. */
public final class NetworkOptions extends OptionGroup<NetworkOptions> {
  /** The output whose notes follow from the steps before and from the lower notes. */
  public static final String AUTOREGRESSIVE = "autoregressive";

  /** The output whose notes follow from the steps before alone. */
  public static final String INDEPENDENT = "independent";

  /** LSTM units in each hidden layer. */
  public static final Option<Integer> HIDDEN_UNITS =
      Option.whole("hiddenUnits", 1, NetworkShape.MOST_UNITS)
          .decidingBytes(1024, "How many LSTM units a hidden layer has, 1 to 8192.");

  /** Hidden layers. */
  public static final Option<Integer> HIDDEN_LAYERS =
      Option.whole("hiddenLayers", 1, NetworkShape.MOST_LAYERS)
          .decidingBytes(1, "How many hidden layers there are, 1 to 16.");

  /** How the notes of a step depend on each other. */
  public static final Option<String> OUTPUT =
      Option.word("output", AUTOREGRESSIVE, INDEPENDENT)
          .decidingBytes(
              AUTOREGRESSIVE,
              "How the notes of a time step are predicted: autoregressive, one after the other from low to"
                  + " high, each from the steps before and the lower notes of its own; or"
                  + " independent, each from the steps before alone. Chained notes make chords that"
                  + " fit together.");

  /** Hidden units of an autoregressive output. */
  public static final Option<Integer> NADE_UNITS =
      Option.whole("nadeUnits", 1, NetworkShape.MOST_UNITS)
          .decidingBytes(64, "How many hidden units an autoregressive output has, 1 to 8192.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      OptionSet.of(HIDDEN_UNITS, HIDDEN_LAYERS, OUTPUT, NADE_UNITS);

  /** Takes values. */
  public NetworkOptions(OptionValues values) {
    super(normal(values));
  }

  /** Values without hidden units of an output that has none. */
  static OptionValues normal(OptionValues values) {
    return values.get(OUTPUT).equals(AUTOREGRESSIVE)
        ? values
        : values.with(NADE_UNITS, NADE_UNITS.byDefault());
  }

  @Override
  protected NetworkOptions of(OptionValues others) {
    return new NetworkOptions(others);
  }

  /** LSTM units in each hidden layer. */
  public int hiddenUnits() {
    return get(HIDDEN_UNITS);
  }

  /** Hidden layers. */
  public int hiddenLayers() {
    return get(HIDDEN_LAYERS);
  }

  /** The name of the output. */
  public String output() {
    return get(OUTPUT);
  }

  /** Hidden units of an autoregressive output; 0 for an independent one. */
  public int nadeUnits() {
    return output().equals(AUTOREGRESSIVE) ? get(NADE_UNITS) : 0;
  }

  /** The size of the network for np-tensors of a width. */
  public NetworkShape shape(int features) {
    return new NetworkShape(features, hiddenUnits(), hiddenLayers(), nadeUnits());
  }

  /** {@inheritDoc} An independent output has no hidden units. */
  @Override
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> options = super.decisive();
    if (nadeUnits() == 0) {
      options.remove(NADE_UNITS.name());
    }
    return options;
  }
}
