package org.musiclstm.corpus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.RandomStream;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;

/**
 * By how many semitones a song may be moved.
 *
 * @param lowest the furthest down, -60 to 0
 * @param highest the furthest up, 0 to 60
 */
public record ShiftRange(int lowest, int highest) {
  /** Songs stay as they are. */
  public static final ShiftRange NONE = new ShiftRange(0, 0);

  /** To every key once. */
  public static final ShiftRange EVERY_KEY = new ShiftRange(-5, 6);

  private static final int MOST = 60;
  private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,2})\\.\\.(-?[0-9]{1,2})");

  /** Checks the range. */
  public ShiftRange {
    if (lowest > 0 || lowest < -MOST || highest < 0 || highest > MOST) {
      throw refused(lowest + ".." + highest);
    }
  }

  /**
   * Reads a range as a user writes it.
   *
   * @param text such as {@code -5..6}
   * @throws InputException when it is no such text
   */
  public static ShiftRange parse(String text) {
    Matcher matcher = TEXT.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      throw refused(text);
    }
    return new ShiftRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static InputException refused(String text) {
    return InputException.option(
        "transposeRange", text, "from -60..0 to 0..60, such as -5..6 for 5 down to 6 up");
  }

  /** What of the range leaves every pitch of a song in the range of its part. */
  public ShiftRange within(NoteTensor song) {
    if (equals(NONE)) {
      return this;
    }
    Encoding encoding = song.encoding();
    int down = lowest;
    int up = highest;
    int first = 0;
    for (PartEncoding part : encoding.parts()) {
      if (!part.isDrums()) {
        for (int n = 0; n < song.activeCount(); n++) {
          int feature = song.active(n) - first;
          if (feature >= 0 && feature < part.features()) {
            int row = feature % part.rows();
            down = Math.max(down, -row);
            up = Math.min(up, part.rows() - 1 - row);
          }
        }
      }
      first += part.features();
    }
    return new ShiftRange(down, up);
  }

  /** Draws one of them, each as likely as the others. */
  int draw(RandomStream random) {
    return lowest + random.nextInt(highest - lowest + 1);
  }

  @Override
  public String toString() {
    return lowest + ".." + highest;
  }
}
