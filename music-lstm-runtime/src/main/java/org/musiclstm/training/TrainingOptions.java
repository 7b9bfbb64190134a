package org.musiclstm.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.SortedMap;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.Split;
import org.musiclstm.network.EngineName;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionGroup;
import org.musiclstm.option.OptionSet;
import org.musiclstm.option.OptionValues;

/** Everything that decides what training makes of a corpus. */
public final class TrainingOptions extends OptionGroup<TrainingOptions> {
  /** Where all random numbers begin. */
  public static final Option<Long> SEED =
      Option.seed("seed")
          .decidingBytes(
              1L, "Where the random numbers of training begin: another seed gives another model.");

  /** All of them. */
  public static final OptionSet OPTIONS =
      NetworkOptions.OPTIONS
          .and(Learning.OPTIONS)
          .and(Regularisation.OPTIONS)
          .and(Schedule.OPTIONS)
          .and(OptionSet.of(Split.SHARE, SEED, EngineName.OPTION));

  /** What holds where nothing is said: songs stay in their keys. */
  public static final TrainingOptions DEFAULT =
      new TrainingOptions(OPTIONS.defaults().with(Regularisation.TRANSPOSE_RANGE, ShiftRange.NONE));

  private final NetworkOptions network;
  private final Learning learning;
  private final Regularisation regularisation;
  private final Schedule schedule;

  /**
   * Takes values.
   *
   * @throws InputException when the engine has no such network
   */
  public TrainingOptions(OptionValues values) {
    super(NetworkOptions.normal(values));
    network = new NetworkOptions(values.only(NetworkOptions.OPTIONS));
    learning = new Learning(values.only(Learning.OPTIONS));
    regularisation = new Regularisation(values.only(Regularisation.OPTIONS));
    schedule = new Schedule(values.only(Schedule.OPTIONS));
    engine().check(network.nadeUnits() > 0);
  }

  /**
   * Reads options.
   *
   * @param texts by the names of options; of those that are not there, the defaults hold
   * @throws InputException when one is out of range
   */
  @JsonCreator
  public static TrainingOptions parse(Map<String, String> texts) {
    return new TrainingOptions(OPTIONS.parse(texts));
  }

  @Override
  protected TrainingOptions of(OptionValues others) {
    return new TrainingOptions(others);
  }

  /** Which network is trained. */
  public NetworkOptions network() {
    return network;
  }

  /** How it is moved by what it has learnt from a batch. */
  public Learning learning() {
    return learning;
  }

  /** What keeps it from overfitting. */
  public Regularisation regularisation() {
    return regularisation;
  }

  /** How long is trained, and on how much at once. */
  public Schedule schedule() {
    return schedule;
  }

  /** The share of the songs that is kept for validation. */
  public double validationShare() {
    return get(Split.SHARE);
  }

  /** Where all random numbers begin. */
  public long seed() {
    return get(SEED);
  }

  /** What runs the network; only {@link EngineName#JVM} makes the same bytes everywhere. */
  public EngineName engine() {
    return get(EngineName.OPTION);
  }

  /** {@inheritDoc} Of the default engine, nothing is said. */
  @Override
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> options = super.decisive();
    options.keySet().removeAll(NetworkOptions.OPTIONS.defaults().texts().keySet());
    options.putAll(network.decisive());
    if (engine().isDefault()) {
      options.remove(EngineName.OPTION.name());
    }
    return options;
  }
}
