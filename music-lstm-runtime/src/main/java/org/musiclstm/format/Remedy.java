package org.musiclstm.format;

/** What to do about a file that holds no Standard MIDI file, a clause that asks for it. */
public enum Remedy {
  /** Git LFS has not fetched it. */
  FETCH_WITH_LFS("fetch the songs with git lfs pull"),
  /** Git-annex has not fetched it. */
  FETCH_WITH_ANNEX("fetch the songs with git annex get"),
  /** DVC has not fetched it. */
  FETCH_WITH_DVC("fetch the songs with dvc pull"),
  /** Git has checked out a link as a text. */
  CHECK_OUT_LINKS("set core.symlinks of Git to true and check it out again"),
  /** It is an archive. */
  UNPACK("unpack it"),
  /** It came in place of the song. */
  DOWNLOAD_AGAIN("download the MIDI file itself"),
  /** It was changed on its way. */
  COPY_AGAIN("copy or download it again, as binary data"),
  /** It is written in letters. */
  DECODE("decode it into a MIDI file"),
  /** It is a score. */
  EXPORT_SCORE(
      "export it as a Standard MIDI file (.mid) from a notation program, such as MuseScore"),
  /** It belongs to a program. */
  EXPORT_PROJECT("export it as a Standard MIDI file (.mid) from the program that made it"),
  /** It belongs to a tracker. */
  EXPORT_MODULE("export it as a Standard MIDI file (.mid) from a tracker, such as OpenMPT"),
  /** It holds notes in another form. */
  CONVERT("convert it to a Standard MIDI file (.mid)"),
  /** It holds sound. */
  NO_NOTES("it has no notes to learn from, so take the music as a Standard MIDI file (.mid)"),
  /** It is one under another name. */
  RENAME("rename it to .mid, or set includes to take it"),
  /** It is of no use. */
  REMOVE("remove it or leave it out with excludes");

  private final String text;

  Remedy(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
