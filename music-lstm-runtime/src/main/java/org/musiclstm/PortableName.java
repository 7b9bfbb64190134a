package org.musiclstm;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of files and folders that every operating system takes, and takes alike. */
public final class PortableName {
  /** With what is put around a name while its file is written, less than any system takes. */
  private static final int MOST_BYTES = 200;

  private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");

  /** Of Windows, which does not take the others in the name of a file either. */
  private static final Pattern SPECIAL = Pattern.compile("[<>:\"|?*]");

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** Devices of Windows, with any ending. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?i)(?:CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(?:\\..*)?");

  private PortableName() {}

  /** What would be right instead of a name that some system does not take; nothing if all do. */
  public static Optional<String> remedy(String name) {
    if (SEPARATORS.matcher(name).find()) {
      return Optional.of("without / and \\");
    }
    if (SPECIAL.matcher(name).find()) {
      return Optional.of("without any of < > : \" | ? *");
    }
    if (INVISIBLE.matcher(name).find()) {
      return Optional.of("without characters that cannot be seen");
    }
    if (name.isBlank() || name.startsWith(".") || name.endsWith(".")) {
      return Optional.of("one that is not empty and neither begins nor ends with a dot");
    }
    if (!name.equals(name.strip())) {
      return Optional.of("one that neither begins nor ends with a space");
    }
    if (DEVICE.matcher(name).matches()) {
      return Optional.of("another one, which is no device of Windows");
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      return Optional.of("with composed characters (Unicode NFC)");
    }
    return name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
        ? Optional.of("of at most " + MOST_BYTES + " bytes")
        : Optional.empty();
  }
}
