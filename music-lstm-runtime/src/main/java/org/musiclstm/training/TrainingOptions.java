package org.musiclstm.training;

import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.corpus.Split;
import org.musiclstm.Decimal;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Loss;

/**
 * Everything that decides what training makes of a corpus.
 *
 * @param network which network is trained
 * @param learning how it is moved by what it has learnt from a batch
 * @param regularisation what keeps it from learning the songs by heart
 * @param schedule how long is trained, and on how much at once
 * @param validationShare share of the songs kept for validation, 0 to 0.9
 * @param seed where all random numbers begin
 * @param engine what runs the network; only {@link EngineName#JVM} makes the same bytes everywhere
 */
public record TrainingOptions(
    NetworkOptions network,
    Learning learning,
    Regularisation regularisation,
    Schedule schedule,
    double validationShare,
    long seed,
    EngineName engine) {
  /** What holds where nothing is said. */
  public static final TrainingOptions DEFAULT =
      new TrainingOptions(
          new NetworkOptions(1024, 1, 64),
          new Learning(Loss.MSE, 4e-3, 0.9, 1e-8, 1, 0.998),
          new Regularisation(0.3, Regularisation.AUTO, Regularisation.AUTO, ShiftRange.NONE),
          new Schedule(2000, 16, 128, 50, 10, 100),
          0.1,
          1);

  /** Checks the ranges, and that the engine has such a network. */
  public TrainingOptions {
    Split.checkShare(validationShare);
    engine.check(network.chainUnits() > 0);
  }

  /** Options for the engine {@link EngineName#JVM}. */
  public TrainingOptions(
      NetworkOptions network,
      Learning learning,
      Regularisation regularisation,
      Schedule schedule,
      double validationShare,
      long seed) {
    this(network, learning, regularisation, schedule, validationShare, seed, EngineName.JVM);
  }

  /** Every option that can change the model, by name. */
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> options = new TreeMap<>();
    options.putAll(network.decisive());
    options.putAll(learning.decisive());
    options.putAll(regularisation.decisive());
    options.putAll(schedule.decisive());
    options.put("validationShare", Decimal.exactText(validationShare));
    options.put("seed", Long.toString(seed));
    options.putAll(engine.decisive());
    return options;
  }

  /** The same options but for the network. */
  public TrainingOptions with(NetworkOptions other) {
    return new TrainingOptions(
        other, learning, regularisation, schedule, validationShare, seed, engine);
  }

  /** The same options but for how the network is moved. */
  public TrainingOptions with(Learning other) {
    return new TrainingOptions(
        network, other, regularisation, schedule, validationShare, seed, engine);
  }

  /** The same options but for what keeps it from learning by heart. */
  public TrainingOptions with(Regularisation other) {
    return new TrainingOptions(network, learning, other, schedule, validationShare, seed, engine);
  }

  /** The same options but for the schedule. */
  public TrainingOptions with(Schedule other) {
    return new TrainingOptions(
        network, learning, regularisation, other, validationShare, seed, engine);
  }

  /** The same options but for the engine. */
  public TrainingOptions with(EngineName other) {
    return new TrainingOptions(
        network, learning, regularisation, schedule, validationShare, seed, other);
  }
}
