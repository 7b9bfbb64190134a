package org.musiclstm.tuning;

import org.musiclstm.training.NetworkOptions;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.musiclstm.RandomStream;
import org.musiclstm.network.NetworkShape;

/**
 * The options around the user's own that are worth a try: a grid, of which a random sample does as
 * well as the whole (Bergstra and Bengio 2012). A candidate differs from the user's options in one
 * to three of them, so that what is good about these is mostly kept; each option is changed about
 * as often as every other.
 */
public final class SearchSpace {
  private static final int MOST_CHANGES = 3;
  private static final int LEAST_UNITS = 8;
  private static final int CHAIN_UNITS = TrainingOptions.DEFAULT.network().chainUnits();
  private static final double[] DROPOUTS = {0, 0.15, 0.3, 0.5};
  private static final double[] WEIGHT_DROPOUTS = {0, 0.25, 0.5, 0.7};
  private static final double[] NOTE_DROPOUTS = {0, 0.1, 0.2, 0.35};

  /** So many draws in a row that give nothing new mean that there is nothing new. */
  private static final int VAIN_DRAWS = 200;

  private final TrainingOptions own;
  private final Predicate<TrainingOptions> fits;
  private final RandomStream random;
  private final List<Option> deck = new ArrayList<>();

  private SearchSpace(TrainingOptions own, Predicate<TrainingOptions> fits) {
    this.own = own;
    this.fits = fits;
    this.random = new RandomStream(own.seed(), "tuning", 0);
  }

  /** What is changed. */
  private enum Option {
    HIDDEN_UNITS,
    HIDDEN_LAYERS,
    OUTPUT,
    DROPOUT,
    WEIGHT_DROPOUT,
    NOTE_DROPOUT,
    LEARNING_RATE
  }

  /**
   * Draws candidates. The same options and seed give the same ones in the same order, whatever
   * their number, as long as the same ones fit.
   *
   * @param own the user's own options, which come first whether they fit or not
   * @param most how many candidates there are at most, 1 or more
   * @param fits whether the machine can train with options
   */
  public static List<Candidate> around(
      TrainingOptions own, int most, Predicate<TrainingOptions> fits) {
    return new SearchSpace(own, fits).draw(most);
  }

  private List<Candidate> draw(int most) {
    Set<TrainingOptions> drawn = new LinkedHashSet<>(List.of(own));
    int vain = 0;
    while (drawn.size() < most && vain < VAIN_DRAWS) {
      TrainingOptions next = changed();
      vain = fits.test(next) && drawn.add(next) ? 0 : vain + 1;
    }
    List<Candidate> candidates = new ArrayList<>();
    drawn.forEach(options -> candidates.add(new Candidate(candidates.size(), options)));
    return candidates;
  }

  private TrainingOptions changed() {
    int changes = 1 + random.nextInt(MOST_CHANGES);
    Set<Option> chosen = EnumSet.noneOf(Option.class);
    while (chosen.size() < changes) {
      chosen.add(nextOption());
    }
    TrainingOptions options = own;
    for (Option option : chosen) {
      List<TrainingOptions> others = others(option, options);
      options = others.get(random.nextInt(others.size()));
    }
    return options;
  }

  /** Deals all options, in another order each time, before one comes again. */
  private Option nextOption() {
    if (deck.isEmpty()) {
      deck.addAll(List.of(Option.values()));
    }
    return deck.remove(random.nextInt(deck.size()));
  }

  /** The same options but for one, with each value that it can have beside the user's own. */
  private List<TrainingOptions> others(Option option, TrainingOptions base) {
    NetworkOptions network = base.network();
    Regularisation kept = base.regularisation();
    return switch (option) {
      case HIDDEN_UNITS ->
          ofInts(
              units(),
              value ->
                  base.with(
                      new NetworkOptions(value, network.hiddenLayers(), network.chainUnits())));
      case HIDDEN_LAYERS ->
          ofInts(
              layers(),
              value ->
                  base.with(
                      new NetworkOptions(network.hiddenUnits(), value, network.chainUnits())));
      case OUTPUT ->
          List.of(
              base.with(
                  new NetworkOptions(
                      network.hiddenUnits(),
                      network.hiddenLayers(),
                      network.chainUnits() == 0 ? CHAIN_UNITS : 0)));
      case DROPOUT ->
          ofDoubles(
              DROPOUTS,
              kept.dropout(),
              value ->
                  base.with(
                      new Regularisation(
                          value, kept.weightDropout(), kept.noteDropout(), kept.transposition())));
      case WEIGHT_DROPOUT ->
          ofDoubles(
              WEIGHT_DROPOUTS,
              kept.weightDropout(),
              value ->
                  base.with(
                      new Regularisation(
                          kept.dropout(), value, kept.noteDropout(), kept.transposition())));
      case NOTE_DROPOUT ->
          ofDoubles(
              NOTE_DROPOUTS,
              kept.noteDropout(),
              value ->
                  base.with(
                      new Regularisation(
                          kept.dropout(), kept.weightDropout(), value, kept.transposition())));
      case LEARNING_RATE -> {
        double rate = base.learning().learningRate();
        yield ofDoubles(
            new double[] {rate / 2, Math.min(1, rate * 2)},
            rate,
            value -> base.with(base.learning().withLearningRate(value)));
      }
    };
  }

  /** A quarter, a half and twice as many. */
  private SortedSet<Integer> units() {
    int units = own.network().hiddenUnits();
    SortedSet<Integer> sizes = new TreeSet<>();
    for (int size : new int[] {units / 4, units / 2, 2 * units}) {
      sizes.add(Math.max(Math.min(LEAST_UNITS, units), Math.min(NetworkShape.MOST_UNITS, size)));
    }
    sizes.remove(units);
    return sizes;
  }

  /** One or two, and one more than there are up to three. */
  private SortedSet<Integer> layers() {
    int layers = own.network().hiddenLayers();
    SortedSet<Integer> depths = new TreeSet<>(List.of(1, 2, Math.min(3, layers + 1)));
    depths.remove(layers);
    return depths;
  }

  private static List<TrainingOptions> ofInts(
      SortedSet<Integer> values, IntFunction<TrainingOptions> with) {
    return values.stream().map(with::apply).toList();
  }

  private static List<TrainingOptions> ofDoubles(
      double[] values, double own, DoubleFunction<TrainingOptions> with) {
    List<TrainingOptions> options = new ArrayList<>();
    for (double value : values) {
      if (value != own) {
        options.add(with.apply(value));
      }
    }
    return options;
  }
}
