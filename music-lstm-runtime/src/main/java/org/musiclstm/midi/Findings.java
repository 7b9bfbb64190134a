package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.List;

/** Collects what is tolerated in one file, and no more than one can read. */
final class Findings {
  private static final int MOST = 100;

  private final List<Finding> findings = new ArrayList<>();
  private int more;

  void add(String place, String text) {
    if (findings.size() < MOST) {
      findings.add(new Finding(place, text));
    } else {
      more++;
    }
  }

  List<Finding> toList() {
    List<Finding> all = new ArrayList<>(findings);
    if (more > 0) {
      all.add(new Finding("file", more + " more findings"));
    }
    return all;
  }
}
