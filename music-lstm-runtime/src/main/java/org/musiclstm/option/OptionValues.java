package org.musiclstm.option;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value for each option of a set, in range. Two are equal when all of their texts are. */
public final class OptionValues {
  private final OptionSet options;
  private final Map<Option<?>, Object> changed;

  OptionValues(OptionSet options, Map<Option<?>, Object> changed) {
    this.options = options;
    this.changed = changed;
  }

  /** The value of an option. */
  @SuppressWarnings("unchecked") // Values are put in with the option of their type.
  public <T> T get(Option<T> option) {
    checkKnown(option);
    return (T) changed.getOrDefault(option, option.byDefault());
  }

  /**
   * The same but for one option.
   *
   * @throws org.musiclstm.InputException when the value is out of range
   */
  public <T> OptionValues with(Option<T> option, T value) {
    checkKnown(option);
    Map<Option<?>, Object> others = new HashMap<>(changed);
    others.put(option, option.check(value));
    return new OptionValues(options, others);
  }

  /**
   * The same but for the options of others, which all belong to these.
   *
   * @throws IllegalArgumentException when one does not
   */
  public OptionValues with(OptionValues others) {
    Map<Option<?>, Object> all = new HashMap<>(changed);
    for (Option<?> option : others.options.options()) {
      checkKnown(option);
      all.put(option, others.get(option));
    }
    return new OptionValues(options, all);
  }

  /** The values of some of the options. */
  public OptionValues only(OptionSet some) {
    Map<Option<?>, Object> others = new HashMap<>();
    for (Option<?> option : some.options()) {
      others.put(option, get(option));
    }
    return new OptionValues(some, others);
  }

  private void checkKnown(Option<?> option) {
    if (!options.contains(option)) {
      throw new IllegalArgumentException("no option " + option + " belongs to these values");
    }
  }

  /** The texts of all values by the names of the options, in their order. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option<?> option : options.options()) {
      texts.put(option.name(), text(option));
    }
    return texts;
  }

  /**
   * All values by the names of the options, in their order, as JSON has them: numbers as such, with
   * digits that are the same on every JDK, and the texts of all others.
   */
  public Map<String, Object> plain() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option<?> option : options.options()) {
      Object value = get(option);
      if (value instanceof Double) {
        values.put(option.name(), new BigDecimal(text(option)));
      } else {
        values.put(option.name(), value instanceof Number ? value : text(option));
      }
    }
    return values;
  }

  /** The texts of what decides bytes, by the names of the options. */
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Option<?> option : options.options()) {
      if (option.decidesBytes()) {
        texts.put(option.name(), text(option));
      }
    }
    return texts;
  }

  private <T> String text(Option<T> option) {
    return option.text(get(option));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptionValues values
        && values.options == options
        && values.texts().equals(texts());
  }

  @Override
  public int hashCode() {
    return texts().hashCode();
  }

  @Override
  public String toString() {
    return texts().toString();
  }
}
