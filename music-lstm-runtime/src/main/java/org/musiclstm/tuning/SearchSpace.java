package org.musiclstm.tuning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.musiclstm.RandomStream;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.option.Option;
import org.musiclstm.training.Learning;
import org.musiclstm.training.NetworkOptions;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;

/**
 * The options around the user's own that are worth a try: a grid, of which a random sample does as
 * well as the whole (Bergstra and Bengio 2012). A candidate differs from the user's options in one
 * to three of them, so that what is good about these is mostly kept; each option is changed about
 * as often as every other.
 */
public final class SearchSpace {
  private static final int MOST_CHANGES = 3;
  private static final int LEAST_UNITS = 8;
  private static final List<Double> DROPOUTS = List.of(0.0, 0.15, 0.3, 0.5);
  private static final List<Double> WEIGHT_DROPOUTS = List.of(0.0, 0.25, 0.5, 0.7);
  private static final List<Double> NOTE_DROPOUTS = List.of(0.0, 0.1, 0.2, 0.35);

  /** So many draws in a row that give nothing new mean that there is nothing new. */
  private static final int VAIN_DRAWS = 200;

  private final TrainingOptions own;
  private final Predicate<TrainingOptions> fits;
  private final RandomStream random;
  private final List<Choice> deck = new ArrayList<>();

  private SearchSpace(TrainingOptions own, Predicate<TrainingOptions> fits) {
    this.own = own;
    this.fits = fits;
    this.random = new RandomStream(own.seed(), "tuning", 0);
  }

  /** What is changed. */
  private enum Choice {
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
    Set<Choice> chosen = EnumSet.noneOf(Choice.class);
    while (chosen.size() < changes) {
      chosen.add(nextOption());
    }
    TrainingOptions options = own;
    for (Choice option : chosen) {
      List<TrainingOptions> others = others(option, options);
      options = others.get(random.nextInt(others.size()));
    }
    return options;
  }

  /** Deals all options, in another order each time, before one comes again. */
  private Choice nextOption() {
    if (deck.isEmpty()) {
      deck.addAll(List.of(Choice.values()));
    }
    return deck.remove(random.nextInt(deck.size()));
  }

  /** The same options but for one, with each value that it can have beside the user's own. */
  private List<TrainingOptions> others(Choice choice, TrainingOptions base) {
    return switch (choice) {
      case HIDDEN_UNITS -> with(base, NetworkOptions.HIDDEN_UNITS, units());
      case HIDDEN_LAYERS -> with(base, NetworkOptions.HIDDEN_LAYERS, steps());
      case OUTPUT ->
          with(
              base,
              NetworkOptions.OUTPUT,
              List.of(NetworkOptions.AUTOREGRESSIVE, NetworkOptions.INDEPENDENT));
      case DROPOUT -> with(base, Regularisation.DROPOUT, DROPOUTS);
      case WEIGHT_DROPOUT -> with(base, Regularisation.WEIGHT_DROPOUT, WEIGHT_DROPOUTS);
      case NOTE_DROPOUT -> with(base, Regularisation.NOTE_DROPOUT, NOTE_DROPOUTS);
      case LEARNING_RATE -> {
        double rate = base.learning().learningRate();
        yield with(base, Learning.LEARNING_RATE, List.of(rate / 2, Math.min(1, rate * 2)));
      }
    };
  }

  private static <T> List<TrainingOptions> with(
      TrainingOptions base, Option<T> option, Collection<T> values) {
    return values.stream()
        .filter(value -> !value.equals(base.get(option)))
        .map(value -> base.with(option, value))
        .toList();
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
  private SortedSet<Integer> steps() {
    int steps = own.network().hiddenLayers();
    SortedSet<Integer> depths = new TreeSet<>(List.of(1, 2, Math.min(3, steps + 1)));
    depths.remove(steps);
    return depths;
  }
}
