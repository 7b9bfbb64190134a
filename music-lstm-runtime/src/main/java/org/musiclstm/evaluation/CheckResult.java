package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.musiclstm.Decimal;

/**
 * What came of a check.
 *
 * @param check what was checked
 * @param subject the piece's name, {@link #ALL_PIECES} or {@link #MODEL}
 * @param level how bad it is
 * @param message what is the matter, in sentences; empty when it passed
 * @param figures what was compared with what
 */
public record CheckResult(
    Check check, String subject, Level level, String message, List<Figure> figures) {
  /** The subject of a check on the pieces together. */
  public static final String ALL_PIECES = "all pieces";

  /** The subject of a check on what made the pieces. */
  public static final String MODEL = "model";

  /** How bad something is, from good to bad. */
  public enum Level {
    /** Nothing to say. */
    PASSED,
    /** Not looked for, since what it takes is not there. */
    SKIPPED,
    /** Worth a look. */
    WARNING,
    /** Not to be kept. */
    FAILURE;

    /** What it is called in JSON. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A value and its bound.
   *
   * @param name what it is, such as the key of a measure
   * @param value what was found
   * @param least the least that it may be, where there is such
   * @param bound the most that it may be
   * @param option the option of {@link CheckOptions} that can be raised to the value; empty where
   *     there is none
   */
  public record Figure(
      String name, double value, OptionalDouble least, double bound, String option) {
    /** A value that may be as small as it likes. */
    public Figure(String name, double value, double bound) {
      this(name, value, OptionalDouble.empty(), bound, "");
    }

    /** The same with an option that can be raised. */
    Figure raisedBy(String other) {
      return new Figure(name, value, least, bound, other);
    }

    /** Whether it is beyond its bounds. */
    public boolean isExceeded() {
      return value > bound || value < least.orElse(value);
    }

    /** As JSON. */
    @JsonValue
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("value", Decimal.of(value));
      least.ifPresent(bound -> json.put("least", Decimal.of(bound)));
      json.put("bound", Decimal.of(bound));
      return json;
    }
  }

  /** Copies the list. */
  public CheckResult {
    figures = List.copyOf(figures);
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("check", check.key());
    json.put("subject", subject);
    json.put("result", level.key());
    json.put("message", message);
    json.put("figures", figures);
    return json;
  }
}
