package org.musiclstm.plugin.project;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.musiclstm.InputException;

/**
 * What the user can do about a path that this system, or the locale of the build, does not know.
 */
public final class ForeignPath {
  private static final String LOCALE = "the environment variable LC_ALL to C.UTF-8";

  private ForeignPath() {}

  /** Refuses a path that an option, the POM or a folder of the build has. */
  public static InputException refused(InvalidPathException e) {
    return because(
        e,
        new InputException(
            missing(e, charset())
                .map(
                    charset ->
                        "The path "
                            + e.getInput()
                            + " cannot be used: in this locale names of files are in "
                            + charset
                            + ", which lacks some of its characters. Set "
                            + LOCALE
                            + ", or take a name of ASCII characters.")
                .orElse(
                    "The path "
                        + e.getInput()
                        + " cannot be used on this system ("
                        + e.getReason()
                        + "). Choose another name.")));
  }

  /** Refuses the value of an option that is no path here. */
  public static InputException refused(String option, String value, InvalidPathException e) {
    return because(
        e,
        InputException.option(
            option,
            value,
            missing(e, charset())
                .map(
                    charset ->
                        "a path of characters of "
                            + charset
                            + ", which is what this locale takes; for others, set "
                            + LOCALE)
                .orElse("a path of this system (" + e.getReason() + ")")));
  }

  /** Not as the cause, whose words Maven would show after the sentence. */
  private static InputException because(InvalidPathException e, InputException refused) {
    refused.addSuppressed(e);
    return refused;
  }

  /** The charset of the names of files, if it is for that alone that a path is refused. */
  static Optional<String> missing(InvalidPathException e, Charset charset) {
    // Windows has names in UTF-16, whatever the locale.
    boolean isOfLocale = File.separatorChar == '/' && !charset.equals(StandardCharsets.UTF_8);
    return isOfLocale && !charset.newEncoder().canEncode(e.getInput())
        ? Optional.of(charset.name())
        : Optional.empty();
  }

  private static Charset charset() {
    String name = System.getProperty("sun.jnu.encoding", "");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }
}
