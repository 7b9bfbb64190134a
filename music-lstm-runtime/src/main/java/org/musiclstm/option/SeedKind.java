package org.musiclstm.option;

import java.util.Optional;

/** Where random numbers begin: any whole number of 64 bits. */
record SeedKind() implements Kind<Long> {
  @Override
  public Optional<Long> parse(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String text(Long value) {
    return value.toString();
  }

  @Override
  public boolean admits(Long value) {
    return true;
  }

  @Override
  public String range() {
    return "a whole number";
  }
}
