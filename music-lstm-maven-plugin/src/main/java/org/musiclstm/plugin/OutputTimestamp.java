package org.musiclstm.plugin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musiclstm.model.Provenance;

/** The time of reproducible builds, as {@code project.build.outputTimestamp} tells it. */
final class OutputTimestamp {
  /** Maven's own plugins take a single digit for a time that is switched off. */
  private static final Pattern SECONDS = Pattern.compile("\\d{2,11}");

  private OutputTimestamp() {}

  /**
   * Reads a time.
   *
   * @param text ISO 8601 with an offset, or seconds since 1970
   * @return {@link Provenance.Making#NO_TIME} when it is something else
   */
  static Instant parse(@Nullable String text) {
    if (text == null) {
      return Provenance.Making.NO_TIME;
    }
    String time = text.strip();
    if (SECONDS.matcher(time).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(time));
    }
    try {
      return OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      return Provenance.Making.NO_TIME;
    }
  }
}
