package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.musiclstm.Words;
import org.musiclstm.tensor.GridFit;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.SongReport;

/**
 * What a folder of songs holds.
 *
 * @param songs in order of their files' contents, then name, so that no name can change a model
 * @param rejected the files that cannot be used, in order of name
 * @param leftOut what of the songs is not in their tensors
 * @param notRead what else lies there
 */
public record Corpus(List<Song> songs, List<Rejected> rejected, LeftOut leftOut, NotRead notRead) {
  /** Copies the lists. */
  public Corpus {
    songs = List.copyOf(songs);
    rejected = List.copyOf(rejected);
  }

  /** Songs of which nothing else is known where they lie. */
  public Corpus(List<Song> songs, List<Rejected> rejected, LeftOut leftOut) {
    this(songs, rejected, leftOut, NotRead.NOTHING);
  }

  /** The same songs with what lies beside them. */
  Corpus withNotRead(NotRead beside) {
    return new Corpus(songs, rejected, leftOut, beside);
  }

  /** How many steps all songs have. */
  public long steps() {
    return songs.stream().mapToLong(song -> song.tensor().steps()).sum();
  }

  /** How many notes of the files are in the tensors. */
  public long notes() {
    return songs.stream().mapToLong(Song::notes).sum();
  }

  /** How many notes of the files went into each part of the encoding, in its order. */
  public List<Long> notesOfParts() {
    int parts = songs.isEmpty() ? 0 : songs.get(0).report().parts().size();
    return IntStream.range(0, parts)
        .mapToObj(n -> songs.stream().mapToLong(song -> song.report().parts().get(n).notes()).sum())
        .toList();
  }

  /** Lines for a log: how much there is. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Words.count(songs.size(), "song")
            + " with "
            + Words.count(steps(), "step")
            + " and "
            + Words.count(notes(), "note"));
    List<Long> notes = notesOfParts();
    for (int n = 0; n < notes.size() && notes.size() > 1; n++) {
      String part = songs.get(0).report().parts().get(n).name();
      lines.add("part " + part + ": " + Words.count(notes.get(n), "note"));
    }
    if (leftOut.notesMerged() > 0) {
      lines.add(
          Words.count(leftOut.notesMerged(), "note")
              + " taken as one with another of the same pitch on the grid");
    }
    lines.addAll(notRead.notes());
    return lines;
  }

  /**
   * Lines for a log that warn: what was left out of songs, and every file that was, with why.
   *
   * @param record the file that says it song by song
   */
  public List<String> losses(String record) {
    List<String> lines = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    if (leftOut.notesOutOfRange() > 0) {
      parts.add(Words.count(leftOut.notesOutOfRange(), "note") + " out of range");
    }
    if (leftOut.drumNotes() > 0) {
      parts.add(Words.count(leftOut.drumNotes(), "drum note"));
    }
    if (leftOut.notesUntaken() > 0) {
      parts.add(Words.count(leftOut.notesUntaken(), "note") + " that no part takes");
    }
    if (leftOut.leadingSteps() > 0) {
      parts.add(
          Words.count(leftOut.leadingSteps(), "step") + " of silence at the beginning of songs");
    }
    if (leftOut.trimmedSteps() > 0) {
      parts.add(Words.count(leftOut.trimmedSteps(), "step") + " of silence at the end of songs");
    }
    if (!parts.isEmpty()) {
      lines.add(
          "left out of the songs: "
              + String.join(", ", parts)
              + " (song by song in "
              + record
              + ")");
    }
    if (leftOut.notesUnended() > 0) {
      lines.add(
          Words.count(leftOut.notesUnended(), "note")
              + " without an end in the files, ended where their pitch begins anew or with their"
              + " track (song by song in "
              + record
              + ")");
    }
    if (leftOut.oddTempoSongs() > 0) {
      lines.add(
          Words.count(leftOut.oddTempoSongs(), "song")
              + " with a tempo outside of 4 to 1000 quarters a minute, which no piece gets (song by"
              + " song in "
              + record
              + ")");
    }
    if (leftOut.damagedSongs() > 0) {
      lines.add(
          Words.count(leftOut.damagedSongs(), "song")
              + " read as far as possible from files that break the MIDI format (song by song in "
              + record
              + ")");
    }
    if (!rejected.isEmpty()) {
      lines.add(
          "left out "
              + rejected.size()
              + " of "
              + Words.count(songs.size() + rejected.size(), "file")
              + ":");
      Rejected.shared(rejected).forEach(reason -> lines.add("  " + reason));
      for (Rejected file : rejected) {
        lines.add("  " + file);
      }
    }
    lines.addAll(notRead.warnings());
    return lines;
  }

  /** How well the songs lie on their grid. */
  public GridAdvice gridAdvice() {
    return GridAdvice.of(songs);
  }

  /** Lines for a detailed log: every finding of every song, in order of the songs' names. */
  public List<String> details() {
    return songs.stream()
        .sorted(Comparator.comparing(Song::name))
        .flatMap(song -> song.findings().stream().map(finding -> song.name() + ": " + finding))
        .toList();
  }

  /** Lines for a detailed log: grid, key and parts of every song, in order of the songs' names. */
  public List<String> figures() {
    return songs.stream()
        .sorted(Comparator.comparing(Song::name))
        .map(song -> song.name() + ": " + figures(song.report()))
        .toList();
  }

  private static String figures(SongReport report) {
    GridFit fit = report.gridFit();
    String text =
        String.format(
            Locale.ROOT,
            "off the grid by %.3f of a step, 95 notes of 100 by at most %.3f; %.1f %% moved by a"
                + " third of a step or more, %d fell together",
            fit.meanError(),
            fit.error95(),
            100 * fit.movedShare(),
            fit.notesMerged());
    if (report.key().isPresent()) {
      KeyEstimate key = report.key().get();
      text +=
          String.format(
              Locale.ROOT,
              "; %s (correlation %.2f, %.2f ahead of the next key)",
              key.key(),
              key.correlation(),
              key.margin());
    }
    if (report.parts().size() > 1) {
      text +=
          report.parts().stream()
              .map(part -> part.name() + " " + part.notes())
              .collect(Collectors.joining(", ", "; notes: ", ""));
    }
    return text;
  }
}
