package org.musiclstm.midi;

import org.musiclstm.score.TempoChange;

/**
 * How a file counts time.
 *
 * @param ticksPerQuarter ticks of the score in a quarter
 * @param tickFactor ticks of the score in a tick of the file
 * @param isSeconds whether ticks are parts of a second
 * @param microsecondsPerQuarter how long a quarter takes where ticks are parts of a second
 */
record Division(
    int ticksPerQuarter, int tickFactor, boolean isSeconds, int microsecondsPerQuarter) {
  /** What most programs write, for files that do not say. */
  private static final int USUAL_TICKS_PER_QUARTER = 480;

  /** With 25 frames a second, ticks are milliseconds. */
  private static final int USUAL_TICKS_PER_FRAME = 40;

  static Division unknown() {
    return ofQuarters(USUAL_TICKS_PER_QUARTER);
  }

  private static Division ofQuarters(int ticks) {
    return new Division(ticks, 1, false, TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER);
  }

  /** The division that a header says. */
  static Division of(int code, int offset, Findings findings) {
    if (code == 0) {
      findings.add(
          Finding.Kind.DIVISION,
          offset,
          "the division is 0, so no time can be reported",
          "a quarter was taken for " + USUAL_TICKS_PER_QUARTER + " ticks");
      return unknown();
    }
    if (code < 0x8000) {
      return ofQuarters(code);
    }
    int frames = 256 - (code >> 8);
    int ticksPerFrame = code & 0xFF;
    if (ticksPerFrame == 0) {
      findings.add(
          Finding.Kind.DIVISION,
          offset,
          "a frame has 0 ticks, so no time can be reported",
          "it was taken to have " + USUAL_TICKS_PER_FRAME);
      ticksPerFrame = USUAL_TICKS_PER_FRAME;
    }
    if (!(frames == 24 || frames == 25 || frames == 29 || frames == 30)) {
      findings.add(
          Finding.Kind.DIVISION,
          offset,
          "a second has " + frames + " frames, but can have 24, 25, 29 or 30",
          "they were taken as they are");
    }
    // 29 stands for 30000/1001 frames a second: 30 frames a quarter of twice 500.5 milliseconds.
    boolean dropFrame = frames == 29;
    int ticksPerSecond = (dropFrame ? 30 : frames) * ticksPerFrame;
    int factor = ticksPerSecond % 2 == 0 ? 1 : 2;
    return new Division(
        ticksPerSecond * factor / 2,
        factor,
        true,
        dropFrame ? 500_500 : TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER);
  }
}
