package org.musiclstm.option;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of a few values that each have a word.
 *
 * @param values all of them, in the order in which messages list them
 * @param word the word of a value
 */
record WordKind<T>(List<T> values, Function<T, String> word) implements Kind<T> {
  @Override
  public Optional<T> parse(String text) {
    return values.stream().filter(value -> word.apply(value).equals(text)).findFirst();
  }

  @Override
  public String text(T value) {
    return word.apply(value);
  }

  @Override
  public boolean admits(T value) {
    return values.contains(value);
  }

  @Override
  public String range() {
    List<String> words = values.stream().map(word).toList();
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
