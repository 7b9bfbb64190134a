package org.musiclstm.provenance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.musiclstm.Sha256;

/**
 * A SHA-256 over everything that decides what comes out: contents, options and the version of the
 * runtime's arithmetic and formats. What cannot change the bytes, such as threads, is not in it.
 */
public final class Fingerprint {
  private final MessageDigest digest = Sha256.digest();

  private static final int SHORT = 12;

  /** Enough of a fingerprint for people to distinguish it from others. */
  public static String shortened(String fingerprint) {
    return fingerprint.substring(0, SHORT);
  }

  /** Adds a named value. Order counts. */
  public Fingerprint add(String name, Object value) {
    digest.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The fingerprint of what has been added, in lower-case hexadecimal; nothing can follow. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
