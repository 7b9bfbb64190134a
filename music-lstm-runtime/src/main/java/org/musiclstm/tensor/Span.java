package org.musiclstm.tensor;

/**
 * Numbers one after the other.
 *
 * @param first the least
 * @param last the greatest, not below the first
 */
public record Span(int first, int last) {
  /** Checks the order. */
  public Span {
    if (last < first) {
      throw new IllegalArgumentException("a span cannot go from " + first + " to " + last);
    }
  }

  /** Whether a number is among them. */
  public boolean contains(int number) {
    return first <= number && number <= last;
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
