package org.musiclstm.midi;

/** What becomes of a file that breaks the format. */
public enum Strictness {
  /** What can be understood is read, and each deviation is a finding. */
  TOLERANT,
  /** The first violation of the format refuses the file. */
  STRICT
}
