package org.musiclstm.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.musiclstm.InputException;

/** Options that belong together, in the order in which the documentation lists them. */
public final class OptionSet {
  private final Map<String, Option<?>> byName;

  private OptionSet(List<Option<?>> options) {
    Map<String, Option<?>> names = new LinkedHashMap<>();
    for (Option<?> option : options) {
      if (names.put(option.name(), option) != null) {
        throw new IllegalArgumentException("the option " + option.name() + " is declared twice");
      }
    }
    byName = Collections.unmodifiableMap(names);
  }

  /** Options in their order. */
  public static OptionSet of(Option<?>... options) {
    return new OptionSet(List.of(options));
  }

  /** These options, and then others. */
  public OptionSet and(OptionSet others) {
    List<Option<?>> all = new ArrayList<>(options());
    all.addAll(others.options());
    return new OptionSet(all);
  }

  /** The options, in their order. */
  public List<Option<?>> options() {
    return List.copyOf(byName.values());
  }

  boolean contains(Option<?> option) {
    return byName.get(option.name()) == option;
  }

  /** What holds where nothing is said. */
  public OptionValues defaults() {
    return new OptionValues(this, Map.of());
  }

  /**
   * Reads values.
   *
   * @param texts by the names of options; of those that are not there, the defaults hold
   * @throws InputException when one is out of range, or there is no such option
   */
  public OptionValues parse(Map<String, String> texts) {
    TreeSet<String> unknown = new TreeSet<>(texts.keySet());
    unknown.removeAll(byName.keySet());
    if (!unknown.isEmpty()) {
      throw new InputException(
          "There is no option "
              + String.join(" and no option ", unknown)
              + ". Use one of "
              + String.join(", ", byName.keySet())
              + ".");
    }
    OptionValues values = defaults();
    for (Option<?> option : byName.values()) {
      String text = texts.get(option.name());
      if (text != null) {
        values = parsed(values, option, text);
      }
    }
    return values;
  }

  private static <T> OptionValues parsed(OptionValues values, Option<T> option, String text) {
    return values.with(option, option.parse(text));
  }
}
