package org.musiclstm.tensor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.Words;

/**
 * How long a step is: a share of a quarter note, or a fixed time.
 *
 * @param stepsPerQuarter steps a quarter note, 1 to 96; on a grid in time, of the quarter notes in
 *     which music is written, which are as near to half a second as whole steps can make them
 * @param milliseconds how long a step is on a grid in time, 1 to 1000; 0 on a grid of beats
 */
public record Grid(int stepsPerQuarter, int milliseconds) {
  /** Grids of beats that songs are measured against, from coarse to fine. */
  public static final List<Integer> USUAL_STEPS = List.of(1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48);

  static final int MOST_STEPS = 96;
  private static final int MOST_MILLISECONDS = 1000;
  private static final int WRITTEN_QUARTER = 500;

  private static final Pattern TIME = Pattern.compile("([0-9]{1,4}) ?ms");

  /** Checks the ranges. */
  public Grid {
    if (milliseconds < 0 || milliseconds > MOST_MILLISECONDS) {
      throw InputException.option("timeGrid", milliseconds + "ms", "from 1ms to 1000ms");
    }
    if (milliseconds > 0
        ? stepsPerQuarter != written(milliseconds)
        : stepsPerQuarter > MOST_STEPS) {
      throw InputException.option("stepsPerQuarter", stepsPerQuarter, "from 1 to " + MOST_STEPS);
    }
    if (stepsPerQuarter < 1) {
      throw InputException.option("stepsPerQuarter", stepsPerQuarter, "from 1 to " + MOST_STEPS);
    }
  }

  /** A grid on which a quarter note has some steps. */
  public static Grid beats(int stepsPerQuarter) {
    return new Grid(stepsPerQuarter, 0);
  }

  /** A grid on which a step takes some milliseconds, whatever the tempo. */
  public static Grid time(int milliseconds) {
    return new Grid(written(milliseconds), milliseconds);
  }

  private static int written(int milliseconds) {
    return milliseconds < 1
        ? 1
        : Math.max(1, (2 * WRITTEN_QUARTER + milliseconds) / (2 * milliseconds));
  }

  /**
   * Reads a grid in time as a user writes it.
   *
   * @param text such as {@code 10ms}
   * @throws InputException when it is no such text
   */
  public static Grid time(String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
      throw InputException.option("timeGrid", text, "from 1ms to 1000ms");
    }
    return time(Integer.parseInt(matcher.group(1)));
  }

  /** Whether a step takes a fixed time. */
  @JsonIgnore
  public boolean isTime() {
    return milliseconds > 0;
  }

  /** How long a written quarter note takes on a grid in time. */
  @JsonIgnore
  public int microsecondsPerQuarter() {
    return stepsPerQuarter * milliseconds * 1000;
  }

  /** In a few words. */
  @Override
  public String toString() {
    return isTime()
        ? "steps of " + milliseconds + " ms"
        : Words.count(stepsPerQuarter, "step") + " a quarter";
  }
}
