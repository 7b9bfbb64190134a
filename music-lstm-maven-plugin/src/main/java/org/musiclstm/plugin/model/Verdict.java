package org.musiclstm.plugin.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.musiclstm.Visible;
import org.musiclstm.generation.MusicComparison;

/**
 * What a comparison of the music means for the build.
 *
 * @param comparison of what is checked in with what was generated
 * @param expected the folder of what is checked in, as the user would write it
 * @param made the folder of what was generated, as the user would write it
 */
public record Verdict(MusicComparison comparison, String expected, String made) {
  /** More lines than these say a reader nothing. */
  private static final int MOST_LINES = 20;

  /** Folders may have any name. */
  public Verdict {
    expected = Visible.text(expected);
    made = Visible.text(made);
  }

  /** Whether there is music, and the same in both folders. */
  public boolean isAccepted() {
    return comparison.isSame() && !comparison.same().isEmpty();
  }

  /** What was found and, when it is not accepted, what to do about it, in lines. */
  public String text() {
    if (isAccepted()) {
      int count = comparison.same().size();
      return "The music in "
          + made
          + " is that in "
          + expected
          + (count == 1 ? " (1 piece)." : " (" + count + " pieces).");
    }
    boolean nothingMade =
        comparison.same().isEmpty()
            && comparison.different().isEmpty()
            && comparison.notExpected().isEmpty();
    return nothingMade
        ? "There is no music in "
            + made
            + " (outputDirectory) to compare with "
            + expected
            + "; run the goal generate before this one."
        : refusal();
  }

  private String refusal() {
    List<String> lines = new ArrayList<>();
    for (MusicComparison.Difference difference : comparison.different()) {
      lines.add(Visible.text(difference.name() + " differs: " + difference.how() + "."));
    }
    for (String name : comparison.notMade()) {
      lines.add(Visible.text(name + " is checked in, but was not generated."));
    }
    for (String name : comparison.notExpected()) {
      lines.add(Visible.text(name + " was generated, but is not checked in."));
    }
    int more = lines.size() - MOST_LINES;
    return "The music in "
        + made
        + " is not that in "
        + expected
        + " (expectedDirectory).\n"
        + lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"))
        + (more > 0 ? "\nAnd " + more + " more." : "")
        + "\n"
        + Visible.text(remedy());
  }

  private String remedy() {
    List<String> steps = new ArrayList<>();
    if (!comparison.different().isEmpty() || !comparison.notExpected().isEmpty()) {
      steps.add("copy the MIDI files from " + made + " to " + expected);
    }
    if (!comparison.notMade().isEmpty()) {
      String names =
          comparison.notMade().size() > MOST_LINES
              ? "what was not generated"
              : String.join(", ", comparison.notMade());
      steps.add("delete " + names + " from " + expected);
    }
    return "To accept the new music, "
        + String.join(", ", steps)
        + ", and commit "
        + expected
        + ".";
  }
}
