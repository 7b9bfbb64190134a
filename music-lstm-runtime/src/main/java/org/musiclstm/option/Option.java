package org.musiclstm.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.musiclstm.InputException;

/**
 * The one declaration of an option. It is built from what values the option takes, what else it may
 * be, and whether it decides what is made:
 *
 * <pre>{@code
 * static final Option<Double> TEMPERATURE =
 *     Option.number("temperature", 0.001, 10)
 *         .decidingBytes(0.8, "How freely notes are drawn, 0.001 to 10.");
 * }</pre>
 *
 * @param <T> the type of its values
 */
public final class Option<T> {
  private final String name;
  private final Kind<T> kind;
  private final T byDefault;
  private final String sentence;
  private final boolean decidesBytes;

  private Option(String name, Kind<T> kind, T byDefault, String sentence, boolean decidesBytes) {
    this.name = name;
    this.kind = kind;
    this.sentence = sentence;
    this.decidesBytes = decidesBytes;
    this.byDefault = check(byDefault);
  }

  /** A whole number. */
  public static Draft<Integer> whole(String name, int least, int most) {
    return new Draft<>(name, new WholeKind(least, most));
  }

  /** Where random numbers begin. */
  public static Draft<Long> seed(String name) {
    return new Draft<>(name, new SeedKind());
  }

  /**
   * A number.
   *
   * @param most the highest, {@link Double#MAX_VALUE} where every finite number is in range
   */
  public static Draft<Double> number(String name, double least, double most) {
    return new Draft<>(name, new NumberKind(least, true, most));
  }

  /**
   * A number above a bound.
   *
   * @param bound is itself out of range
   * @param most the highest, {@link Double#POSITIVE_INFINITY} where there is none
   */
  public static Draft<Double> numberAbove(String name, double bound, double most) {
    return new Draft<>(name, new NumberKind(bound, false, most));
  }

  /** One of a few words. */
  public static Draft<String> word(String name, String... words) {
    return new Draft<>(name, new WordKind<>(List.of(words), Function.identity()));
  }

  /**
   * One of the values of an enumeration.
   *
   * @param word how a user writes a value
   */
  public static <E extends Enum<E>> Draft<E> word(
      String name, Class<E> values, Function<E, String> word) {
    return new Draft<>(name, new WordKind<>(Arrays.asList(values.getEnumConstants()), word));
  }

  /** Yes or no. */
  public static Draft<Boolean> flag(String name) {
    return new Draft<>(name, new WordKind<>(List.of(true, false), String::valueOf));
  }

  /**
   * A text with a grammar of its own.
   *
   * @param parser reads a text, with any white space around it gone; refuses a wrong one with an
   *     {@link InputException}
   * @param writer the one text of a value
   * @param range what would be right, such as {@code "such as 3/4"}
   */
  public static <T> Draft<T> expression(
      String name, Function<String, T> parser, Function<T, String> writer, String range) {
    return new Draft<>(name, new ExpressionKind<>(parser, writer, range));
  }

  /**
   * A text with a grammar of its own that stays a text.
   *
   * @param plain the one text of several that mean the same, of one without white space around it;
   *     refuses a wrong one with an {@link InputException}
   * @param range what would be right, such as {@code "such as 3/4"}
   */
  public static Draft<String> text(String name, UnaryOperator<String> plain, String range) {
    return new Draft<>(name, new TextKind(plain, range));
  }

  /**
   * The beginning of a declaration.
   *
   * @param <T> the type of the option's values
   */
  public static final class Draft<T> {
    private final String name;
    private final Kind<T> kind;

    private Draft(String name, Kind<T> kind) {
      this.name = name;
      this.kind = kind;
    }

    /**
     * Also takes a word.
     *
     * @param word such as {@code auto}
     * @param value what it stands for, which the range need not have
     */
    public Draft<T> orWord(String word, T value) {
      return new Draft<>(name, new OrWordKind<>(kind, word, value));
    }

    /**
     * The option, of which every value makes other bytes: it stands in fingerprints, provenance and
     * records.
     *
     * @param byDefault what holds where nothing is said
     * @param sentence what it does, for documentation and help: a sentence or a few
     */
    public Option<T> decidingBytes(T byDefault, String sentence) {
      return new Option<>(name, kind, byDefault, sentence, true);
    }

    /**
     * The option, which cannot change what is made.
     *
     * @param byDefault what holds where nothing is said
     * @param sentence what it does, for documentation and help: a sentence or a few
     */
    public Option<T> decidingNothing(T byDefault, String sentence) {
      return new Option<>(name, kind, byDefault, sentence, false);
    }
  }

  /** The name, as a user writes it. */
  public String name() {
    return name;
  }

  /** What holds where nothing is said. */
  public T byDefault() {
    return byDefault;
  }

  /** The text of what holds where nothing is said. */
  public String defaultText() {
    return text(byDefault);
  }

  /** What it does: a sentence or a few. */
  public String sentence() {
    return sentence;
  }

  /** What values are right, such as {@code "from 1 to 128"}. */
  public String range() {
    return kind.range();
  }

  /** Whether another value makes other bytes. */
  public boolean decidesBytes() {
    return decidesBytes;
  }

  /** The one text of a value, which {@link #parse} reads back as the same value. */
  public String text(T value) {
    return kind.text(value);
  }

  /**
   * Reads a value.
   *
   * @throws InputException when the text is none, or one that is out of range
   */
  public T parse(String text) {
    Optional<T> value = kind.parse(text.strip());
    if (value.isEmpty()) {
      throw InputException.option(name, text.isBlank() ? "empty" : text, kind.range());
    }
    return check(value.get());
  }

  /**
   * Refuses a value that is out of range.
   *
   * @return the value, or the one that stands for all that mean the same
   * @throws InputException when it is
   */
  public T check(T value) {
    T normal = kind.normal(value);
    if (!kind.admits(normal)) {
      throw InputException.option(name, text(normal), kind.range());
    }
    return normal;
  }

  @Override
  public String toString() {
    return name;
  }
}
