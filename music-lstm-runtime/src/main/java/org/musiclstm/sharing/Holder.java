package org.musiclstm.sharing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a lock, as far as others need to know who wait for it. Nothing else of a file that says
 * so gets into a log: it may be another project's, or another user's.
 *
 * @param process the id of the process
 * @param until when it expects to be done, if it can say so yet
 */
public record Holder(long process, Optional<Instant> until) {
  /** The most characters that {@link #text} has. */
  static final int MOST_CHARACTERS = 200;

  /** More than that is no estimate. */
  private static final Duration MOST = Duration.ofDays(1000);

  private static final Pattern TEXT =
      Pattern.compile("process ([0-9]{1,18})\n(?:until ([-+:.0-9TZ]{1,40})\n)?");

  /** This process, which cannot say yet when it is done. */
  static Holder current() {
    return new Holder(ProcessHandle.current().pid(), Optional.empty());
  }

  /** The same process with another time. */
  Holder until(Instant end) {
    return new Holder(process, Optional.of(end));
  }

  /** What stands in a file. */
  String text() {
    return "process " + process + "\n" + until.map(end -> "until " + end + "\n").orElse("");
  }

  /** Reads {@link #text}; nothing when it is something else. */
  static Optional<Holder> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Instant> until = Optional.empty();
    if (matcher.group(2) != null) {
      try {
        until = Optional.of(Instant.parse(matcher.group(2)));
      } catch (DateTimeException e) {
        // It says nothing that can be understood.
      }
    }
    return Optional.of(new Holder(Long.parseLong(matcher.group(1)), until));
  }

  /** In a few words, with how long it still needs. */
  String words(Instant now) {
    return "process " + process + left(now).map(left -> " (" + left + ")").orElse("");
  }

  private Optional<String> left(Instant now) {
    return until
        .map(end -> Duration.between(now, end))
        .filter(left -> left.compareTo(MOST) < 0)
        .map(Holder::words);
  }

  private static String words(Duration left) {
    if (left.isNegative()) {
      return "done at any moment";
    }
    String time = RoughTime.text(left.toMillis() / 1000.0);
    return (left.toSeconds() < 1 ? time : "up to about " + time) + " more";
  }
}
