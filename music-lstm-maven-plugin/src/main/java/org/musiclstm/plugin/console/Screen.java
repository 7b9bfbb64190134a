package org.musiclstm.plugin.console;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** A terminal with one line at the bottom that is written over. */
public final class Screen {
  /** What a terminal shows of Ctrl-C, at the end of the line. */
  private static final int ECHO = 2;

  private final PrintStream out;
  private final IntSupplier columns;
  private final boolean hasBlocks;
  private int shown;

  /**
   * Makes a screen.
   *
   * @param out the terminal itself
   * @param columns how wide it is at the moment
   * @param hasBlocks whether it shows parts of a block, such as ▍
   */
  public Screen(PrintStream out, IntSupplier columns, boolean hasBlocks) {
    this.out = out;
    this.columns = columns;
    this.hasBlocks = hasBlocks;
  }

  /**
   * How long a line may be. Longer ones would wrap and then pile up: at the last column, and even
   * before it when the terminal shows that Ctrl-C was pressed.
   */
  int width() {
    return Math.max(0, columns.getAsInt() - 1 - ECHO);
  }

  /** Whether parts of a block can be shown. */
  boolean hasBlocks() {
    return hasBlocks;
  }

  /** Shows a line in place of the last one. */
  void show(String line) {
    int rest = shown == 0 ? 0 : Math.max(0, shown + ECHO - line.length());
    out.print("\r" + line + " ".repeat(rest) + "\b".repeat(rest));
    out.flush();
    shown = line.length();
  }

  /** Takes the line away. */
  void clear() {
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown + ECHO) + "\r");
      out.flush();
      shown = 0;
    }
  }
}
