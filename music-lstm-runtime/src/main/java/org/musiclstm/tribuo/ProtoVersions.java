package org.musiclstm.tribuo;

/** The versions of what Tribuo stores for classes of this package. */
final class ProtoVersions {
  private ProtoVersions() {}

  /** Refuses what a newer version has stored. */
  static void check(String className, int version, int newest) {
    if (version < 0 || version > newest) {
      throw new IllegalArgumentException(
          className
              + " was stored with the version "
              + version
              + ", but this music-lstm reads up to "
              + newest
              + "; use a newer one");
    }
  }
}
