package org.musiclstm.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Words;
import org.musiclstm.corpus.Duplicate;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.tensor.GridFit;
import org.musiclstm.tensor.PartsText;

/**
 * A report as lines of a log. Of a large corpus only the songs that need a look are reported; all
 * are in the report.
 */
public final class CorpusTable {
  private static final int ROWS_AT_MOST = 40;
  private static final int WORST = 20;
  private static final int LETTERS = 44;
  private static final int NAMES_IN_AN_EXAMPLE = 3;
  private static final int SECONDS = 60;
  private static final int PITCH_CLASSES = 12;
  private static final int PERCENT = 100;
  private static final double UNSURE = 0.05;

  private static final List<String> PITCHES =
      List.of("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");

  /** A column; texts stand on the left, numbers on the right. */
  private record Column(String title, boolean isNumber, Function<SongEntry, String> cell) {
    static Column text(String title, Function<SongEntry, String> cell) {
      return new Column(title, false, cell);
    }

    static Column number(String title, Function<SongEntry, String> cell) {
      return new Column(title, true, cell);
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("song", entry -> shortened(entry.name())),
          Column.number("parts", entry -> Integer.toString(entry.parts().size())),
          Column.number("notes", entry -> Integer.toString(notes(entry))),
          Column.number("left out", entry -> orNothing(lost(entry.leftOut()))),
          Column.number("findings", entry -> orNothing(entry.findings().size())),
          Column.number("bars", entry -> Long.toString(entry.bars())),
          Column.number("time", entry -> time(entry.seconds())),
          Column.number("tempo", CorpusTable::tempo),
          Column.text("metre", SongEntry::metre),
          Column.text("range", CorpusTable::range),
          Column.text("key", CorpusTable::key),
          Column.number("off grid", CorpusTable::offGrid));

  private final CorpusReport report;

  /** A table of a report. */
  public CorpusTable(CorpusReport report) {
    this.report = report;
  }

  /** The songs, or of many those of which most is lost. */
  public List<String> songs() {
    List<SongEntry> entries = report.songs();
    List<String> lines = new ArrayList<>();
    if (entries.size() > ROWS_AT_MOST) {
      entries =
          entries.stream()
              .filter(entry -> lostShare(entry) > 0 || !entry.findings().isEmpty())
              .sorted(
                  Comparator.comparingDouble(CorpusTable::lostShare)
                      .thenComparing(entry -> entry.findings().size())
                      .reversed()
                      .thenComparing(SongEntry::name))
              .limit(WORST)
              .toList();
      lines.add(
          "Of "
              + report.songs().size()
              + " songs, the "
              + entries.size()
              + " of which most is lost; all are in the report.");
    }
    if (!entries.isEmpty()) {
      lines.addAll(table(entries));
    }
    return lines;
  }

  private static List<String> table(List<SongEntry> entries) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS.stream().map(Column::title).toList());
    for (SongEntry entry : entries) {
      rows.add(COLUMNS.stream().map(column -> column.cell().apply(entry)).toList());
    }
    return TextTable.lines(COLUMNS.stream().map(Column::isNumber).toList(), rows);
  }

  /** Which songs are much the same as others. */
  public List<String> duplicates() {
    return some(
        report.songs().stream().filter(entry -> entry.duplicate() != null).toList(),
        "much the same as another: %d of " + Words.grouped(report.songs().size(), "song") + ":",
        CorpusTable::duplicate);
  }

  private static String duplicate(SongEntry entry) {
    SongEntry.@Nullable DuplicateEntry duplicate = entry.duplicate();
    if (duplicate == null) {
      return "";
    }
    String other =
        duplicate.of()
            + (duplicate.side() == entry.side()
                ? ""
                : " (" + duplicate.side().name().toLowerCase(Locale.ROOT) + ")");
    String text =
        switch (duplicate.kind()) {
          case SAME_FILE -> "the same file as " + other;
          case SAME_TENSOR -> "on the grid the same as " + other;
          case SIMILAR -> percent(duplicate.resemblance()) + " like " + other;
        };
    int semitones = duplicate.semitones();
    String shift =
        semitones == 0
            ? ""
            : ", "
                + Words.grouped(Math.abs(semitones), "semitone")
                + (semitones > 0 ? " higher" : " lower");
    return entry.name()
        + (duplicate.kind() == Duplicate.Kind.SIMILAR ? ": " : " is ")
        + text
        + shift;
  }

  /** Which tracks may be drums although they are learnt as pitches. */
  public List<String> likelyDrums() {
    List<String> tracks = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (SongEntry entry : report.songs()) {
      for (SongEntry.PartEntry part : entry.parts()) {
        if (!part.drumName().isEmpty()) {
          tracks.add(entry.name() + ": \"" + part.drumName() + "\" on channel " + part.channel());
          names.add(PartsText.quoted(part.drumName().replace('"', '?')));
        }
      }
    }
    List<String> lines =
        some(tracks, "called like drums, but read as pitches: %d of the tracks:", line -> line);
    if (!lines.isEmpty()) {
      lines.add(
          "If these are drums, set parts so that it says so, such as: drums: drum-tracks "
              + names.stream().limit(NAMES_IN_AN_EXAMPLE).collect(Collectors.joining(" "))
              + "; rest");
    }
    return lines;
  }

  /** Which files are left out, and why. */
  public List<String> rejected() {
    List<String> lines =
        new ArrayList<>(
            some(
                report.rejected(),
                "left out %d of " + Words.grouped(report.totals().files(), "file") + ":",
                Rejected::toString));
    List<String> shared =
        Rejected.shared(report.rejected()).stream().map(reason -> "  " + reason).toList();
    lines.addAll(Math.min(1, lines.size()), shared);
    return lines;
  }

  private static <T> List<String> some(List<T> all, String heading, Function<T, String> line) {
    List<String> lines = new ArrayList<>();
    if (!all.isEmpty()) {
      lines.add(String.format(Locale.ROOT, heading, all.size()));
      all.stream().limit(WORST).forEach(one -> lines.add("  " + line.apply(one)));
      if (all.size() > WORST) {
        lines.add("  and " + (all.size() - WORST) + " more, which are in the report");
      }
    }
    return lines;
  }

  /** Sums over all songs. */
  public List<String> totals() {
    CorpusReport.Totals totals = report.totals();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s of %s, with %,d steps, %,d notes, %,d bars, %s of music.",
            Words.grouped(totals.songs(), "song"),
            Words.grouped(totals.files(), "file"),
            totals.steps(),
            totals.notes(),
            totals.bars(),
            time(totals.seconds())));
    if (totals.notRead() > 0) {
      lines.add(
          "Look like music, but are not read: " + Words.grouped(totals.notRead(), "file") + ".");
    }
    LeftOut leftOut = totals.leftOut();
    String losses =
        List.of(
                some(leftOut.notesOutOfRange(), "note", " out of range"),
                some(leftOut.drumNotes(), "drum note", ""),
                some(leftOut.notesUntaken(), "note", " that no part takes"),
                some(leftOut.leadingSteps(), "step", " of silence at the beginning"),
                some(leftOut.trimmedSteps(), "step", " of silence at the end"))
            .stream()
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    if (!losses.isEmpty()) {
      lines.add("Left out of them: " + losses + ".");
    }
    if (leftOut.notesUnended() > 0) {
      lines.add(
          Words.grouped(leftOut.notesUnended(), "note")
              + " without an end in the files, ended where their pitch begins anew or with their"
              + " track.");
    }
    if (leftOut.oddTempoSongs() > 0) {
      lines.add(
          Words.grouped(leftOut.oddTempoSongs(), "song")
              + " with a tempo outside of 4 to 1000 quarters a minute, which no piece gets.");
    }
    if (leftOut.damagedSongs() > 0) {
      lines.add(
          Words.grouped(leftOut.damagedSongs(), "song")
              + " read as far as possible from files that break the MIDI format.");
    }
    if (leftOut.notesMerged() > 0) {
      lines.add(
          Words.grouped(leftOut.notesMerged(), "note") + " fell together with others on the grid.");
    }
    return lines;
  }

  private static String some(long number, String what, String where) {
    return number == 0 ? "" : Words.grouped(number, what) + where;
  }

  private static int notes(SongEntry entry) {
    return entry.parts().stream().mapToInt(SongEntry.PartEntry::notes).sum();
  }

  private static long lost(LeftOut leftOut) {
    return leftOut.notesOutOfRange() + leftOut.drumNotes() + leftOut.notesUntaken();
  }

  private static double lostShare(SongEntry entry) {
    return (double)
            (lost(entry.leftOut()) + entry.leftOut().notesMerged() + entry.grid().notesMoved())
        / notes(entry);
  }

  private static String tempo(SongEntry entry) {
    SongEntry.Tempo tempo = entry.tempo();
    String slowest = whole(tempo.slowest());
    String fastest = whole(tempo.fastest());
    return slowest.equals(fastest) ? slowest : slowest + "-" + fastest;
  }

  private static String range(SongEntry entry) {
    Integer lowest = entry.lowestPitch();
    Integer highest = entry.highestPitch();
    return lowest == null || highest == null ? "drums" : pitch(lowest) + "-" + pitch(highest);
  }

  /** With a question mark where it may as well be another. */
  private static String key(SongEntry entry) {
    SongEntry.@Nullable KeyEntry key = entry.key();
    return key == null ? "" : key.name() + (key.margin().doubleValue() < UNSURE ? "?" : "");
  }

  /** The share of the notes that were moved by a third of a step or more. */
  private static String offGrid(SongEntry entry) {
    SongEntry.GridEntry grid = entry.grid();
    if (grid.beat() == GridFit.Beat.NONE) {
      return "no beat";
    }
    return grid.notesMoved() == 0
        ? ""
        : String.format(
            Locale.ROOT, "%.1f %%", (double) PERCENT * grid.notesMoved() / notes(entry));
  }

  private static String pitch(int key) {
    return PITCHES.get(key % PITCH_CLASSES) + (key / PITCH_CLASSES - 1);
  }

  private static String whole(BigDecimal number) {
    return Long.toString(Math.round(number.doubleValue()));
  }

  private static String percent(BigDecimal share) {
    return Math.round(PERCENT * share.doubleValue()) + " %";
  }

  private static String time(BigDecimal seconds) {
    long all = Math.round(seconds.doubleValue());
    long minutes = all / SECONDS;
    String ofMinute = String.format(Locale.ROOT, "%02d", all % SECONDS);
    return minutes < SECONDS
        ? minutes + ":" + ofMinute
        : String.format(Locale.ROOT, "%d:%02d:%s", minutes / SECONDS, minutes % SECONDS, ofMinute);
  }

  private static String orNothing(long number) {
    return number == 0 ? "" : Long.toString(number);
  }

  private static String shortened(String name) {
    return name.length() <= LETTERS
        ? name
        : "..." + name.substring(name.length() - LETTERS + "...".length());
  }
}
