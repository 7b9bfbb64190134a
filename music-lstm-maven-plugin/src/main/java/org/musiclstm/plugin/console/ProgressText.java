package org.musiclstm.plugin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.musiclstm.Visible;
import org.musiclstm.exchange.Event;

/** Says how far training is, in a line of the log or in a bar. */
final class ProgressText {
  private static final int SHORTEST_BAR = 6;
  private static final int LONGEST_BAR = 30;

  /** Columns for the figures beside a longer bar. */
  private static final int FIGURES = 61;

  /** None to seven eighths of a block. */
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private static final String BLOCK = "█";

  private ProgressText() {}

  /** All there is to say, for a line of the log that stays. */
  static String line(Event.Progress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(which(progress) + progress.iteration() + "/" + progress.iterations());
    parts.add(trainLoss(progress));
    if (hasValidation(progress)) {
      String which = progress.validated() ? "" : "last ";
      String best = progress.validated() && progress.best() ? ", best so far" : "";
      parts.add(which + validationLoss(progress) + " (" + nats(progress) + best + ")");
    }
    addRate(progress, parts);
    if (progress.secondsLeft() >= 0) {
      parts.add((progress.mayEndEarly() ? "up to " : "") + time(progress.secondsLeft()) + " left");
    }
    return String.join(", ", parts);
  }

  /**
   * A bar and as much beside it as there is room for.
   *
   * @param width the most characters
   * @param blocks whether the bar may be of blocks and not of signs that every terminal has
   */
  static String bar(Event.Progress progress, int width, boolean blocks) {
    // The length follows from the width alone, so that the bar stands still.
    int cells = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, (width - FIGURES) / 2));
    String bar = "[" + (blocks ? ofBlocks(progress, cells) : plain(progress, cells)) + "] ";
    for (Detail detail : Detail.values()) {
      String text = beside(progress, detail);
      if (bar.length() + text.length() <= width) {
        return bar + text;
      }
    }
    String text = beside(progress, Detail.ITERATION);
    return text.substring(0, Math.min(text.length(), width));
  }

  /** How much stands beside a bar; each has all that stands below it. */
  private enum Detail {
    NATS,
    RATE,
    VALIDATION,
    LOSS,
    TIME,
    ITERATION;

    boolean has(Detail part) {
      return compareTo(part) <= 0;
    }
  }

  private static String beside(Event.Progress progress, Detail detail) {
    List<String> parts = new ArrayList<>();
    String last = Integer.toString(progress.iterations());
    parts.add(
        which(progress)
            + String.format(Locale.ROOT, "%" + last.length() + "d/", progress.iteration())
            + last);
    if (detail.has(Detail.LOSS)) {
      parts.add(trainLoss(progress));
    }
    if (detail.has(Detail.VALIDATION) && hasValidation(progress)) {
      parts.add(
          validationLoss(progress) + (detail.has(Detail.NATS) ? " (" + nats(progress) + ")" : ""));
    }
    if (detail.has(Detail.RATE)) {
      addRate(progress, parts);
    }
    if (detail.has(Detail.TIME) && progress.secondsLeft() >= 0) {
      String time = time(progress.secondsLeft());
      parts.add(progress.mayEndEarly() ? "up to " + time : time + " left");
    }
    return String.join(", ", parts);
  }

  private static String which(Event.Progress progress) {
    return progress.of().isEmpty() ? "" : Visible.text(progress.of()) + ": ";
  }

  private static String ofBlocks(Event.Progress progress, int cells) {
    int eighths = (int) (share(progress) * cells * 8);
    int whole = eighths / 8;
    String begun = whole < cells ? EIGHTHS.substring(eighths % 8, eighths % 8 + 1) : "";
    return BLOCK.repeat(whole) + begun + " ".repeat(Math.max(0, cells - whole - 1));
  }

  private static String plain(Event.Progress progress, int cells) {
    int whole = (int) (share(progress) * cells);
    return "=".repeat(whole)
        + (whole < cells ? ">" : "")
        + " ".repeat(Math.max(0, cells - whole - 1));
  }

  private static double share(Event.Progress progress) {
    return Math.min(1, (double) progress.iteration() / progress.iterations());
  }

  private static String trainLoss(Event.Progress progress) {
    return String.format(Locale.ROOT, "loss %.5f", progress.trainLoss());
  }

  private static boolean hasValidation(Event.Progress progress) {
    return !Double.isNaN(progress.validationLoss());
  }

  private static String validationLoss(Event.Progress progress) {
    return String.format(Locale.ROOT, "validation %.5f", progress.validationLoss());
  }

  private static String nats(Event.Progress progress) {
    return String.format(Locale.ROOT, "%.3f nats", progress.validationNats());
  }

  private static void addRate(Event.Progress progress, List<String> parts) {
    double rate = progress.iterationsPerSecond();
    if (rate >= 10) {
      parts.add(String.format(Locale.ROOT, "%.0f/s", rate));
    } else if (rate >= 1) {
      parts.add(String.format(Locale.ROOT, "%.1f/s", rate));
    } else if (rate > 0) {
      parts.add(String.format(Locale.ROOT, "%.1f s each", 1 / rate));
    }
  }

  /** A time as {@code 2h 5m}, {@code 1m 20s} or {@code 7s}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole >= 3600) {
      long minutes = Math.round(seconds / 60);
      return minutes / 60 + "h " + minutes % 60 + "m";
    }
    return whole >= 60 ? whole / 60 + "m " + whole % 60 + "s" : whole + "s";
  }
}
