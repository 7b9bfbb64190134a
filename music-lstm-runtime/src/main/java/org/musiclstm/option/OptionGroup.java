package org.musiclstm.option;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.SortedMap;

/**
 * The base of a class of options that belong together, so that its own code is the declarations,
 * accessors, and what they mean together.
 *
 * @param <G> the class itself
 */
public abstract class OptionGroup<G extends OptionGroup<G>> {
  private final OptionValues values;

  /** A group with values. */
  protected OptionGroup(OptionValues values) {
    this.values = values;
  }

  /** A group of the same class with other values, of which those that depend on another fit. */
  protected abstract G of(OptionValues others);

  /** All of its values. */
  public final OptionValues values() {
    return values;
  }

  /** The value of an option. */
  public final <T> T get(Option<T> option) {
    return values.get(option);
  }

  /**
   * The same but for one option.
   *
   * @throws org.musiclstm.InputException when the value is out of range, or does not go with the
   *     others
   */
  public final <T> G with(Option<T> option, T value) {
    return of(values.with(option, value));
  }

  /**
   * The same but for the options of a group that these belong to as well.
   *
   * @throws org.musiclstm.InputException when they do not go with the others
   */
  public final G with(OptionGroup<?> part) {
    return of(values.with(part.values));
  }

  /** The texts of all values by the names of the options, in their order. */
  @JsonValue
  public final Map<String, String> texts() {
    return values.texts();
  }

  /** The texts of what decides bytes, by the names of the options. */
  public SortedMap<String, String> decisive() {
    return values.decisive();
  }

  @Override
  public final boolean equals(Object other) {
    // Each class has a set of options of its own, by which values differ.
    return other instanceof OptionGroup<?> group && group.values.equals(values);
  }

  @Override
  public final int hashCode() {
    return values.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + values;
  }
}
