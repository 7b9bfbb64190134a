package org.musiclstm.option;

import java.util.Optional;

/**
 * Whole numbers.
 *
 * @param least the lowest in range
 * @param most the highest in range
 */
record WholeKind(int least, int most) implements Kind<Integer> {
  @Override
  public Optional<Integer> parse(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String text(Integer value) {
    return value.toString();
  }

  @Override
  public boolean admits(Integer value) {
    return value >= least && value <= most;
  }

  @Override
  public String range() {
    return most == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
  }
}
