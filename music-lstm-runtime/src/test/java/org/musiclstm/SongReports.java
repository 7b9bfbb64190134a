package org.musiclstm;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.GridFit;
import org.musiclstm.tensor.SongReport;

/** Reports of songs that were never encoded. */
public final class SongReports {
  private SongReports() {}

  /** Every part has some notes, all of them on the grid. */
  public static SongReport onGrid(Encoding encoding, int notes) {
    return new SongReport(
        encoding.parts().stream()
            .map(part -> new SongReport.PartNotes(part.name(), notes, 0, 0))
            .toList(),
        List.of(),
        new GridFit(notes, 0, 0, 0, 0, new TreeMap<>(), 0, GridFit.Beat.KEPT),
        Optional.empty(),
        0);
  }
}
