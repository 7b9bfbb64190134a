package org.musiclstm.plugin.project;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musiclstm.provenance.Provenance;

/** The time of reproducible builds, as {@code project.build.outputTimestamp} says it. */
public final class OutputTimestamp {
  private static final Pattern SECONDS = Pattern.compile("\\d{2,11}");

  /** What Maven leaves where no POM sets it. */
  private static final String UNRESOLVED = "${project.build.outputTimestamp}";

  private OutputTimestamp() {}

  /**
   * Reads a time.
   *
   * @param text ISO 8601 with an offset, or seconds since 1970; nothing, or a single character, by
   *     which Maven's own plugins take a time to be switched off
   * @param warnings takes a sentence when it is something else
   * @return {@link Provenance.Making#NO_TIME} when there is none
   */
  public static Instant parse(@Nullable String text, Consumer<String> warnings) {
    if (text == null || text.strip().length() < 2 || text.equals(UNRESOLVED)) {
      return Provenance.Making.NO_TIME;
    }
    String time = text.strip();
    if (SECONDS.matcher(time).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(time));
    }
    try {
      return OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      warnings.accept(
          "The outputTimestamp "
              + time
              + " is no time, so the model says "
              + Provenance.Making.NO_TIME
              + ": give it as ISO 8601 with an offset, such as 2026-01-31T12:00:00Z, or in seconds"
              + " since 1970.");
      return Provenance.Making.NO_TIME;
    }
  }
}
