package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.musiclstm.Stop;
import org.musiclstm.Words;
import org.musiclstm.format.ForeignFile;

/**
 * What lies in a folder of songs and was not read.
 *
 * @param files files that look like music, with the reason, in order of name
 * @param unmatched how many MIDI files the includes of the user do not match
 * @param hidden hidden files of MIDI and hidden folders, in order of name
 */
public record NotRead(List<Rejected> files, int unmatched, List<String> hidden) {
  /** Nothing. */
  public static final NotRead NOTHING = new NotRead(List.of(), 0, List.of());

  /** Copies the lists. */
  public NotRead {
    files = List.copyOf(files);
    hidden = List.copyOf(hidden);
  }

  /** Looks what the files are that a search has passed over. */
  static NotRead of(SongFinder.Found found) {
    List<Rejected> files = new ArrayList<>();
    int unmatched = 0;
    for (SongFile file : found.others()) {
      Stop.check();
      Optional<ForeignFile> music = OtherMusic.in(file);
      music.ifPresent(what -> files.add(new Rejected(file.name(), what.reason())));
      unmatched += SongFolder.MIDI_ENDINGS.contains(SongFolder.ending(file.name())) ? 1 : 0;
    }
    return new NotRead(files, unmatched, found.hidden());
  }

  /** Lines for a log that warn: how many files look like music, and a line for each kind. */
  public List<String> warnings() {
    List<String> lines = new ArrayList<>();
    if (!files.isEmpty()) {
      lines.add("look like music, but are not read: " + Words.count(files.size(), "file") + ":");
      Rejected.byReason(files).forEach(kind -> lines.add("  " + kind));
    }
    return lines;
  }

  /** Lines for a log: what was left out on purpose. */
  public List<String> notes() {
    List<String> lines = new ArrayList<>();
    if (unmatched > 0) {
      lines.add("not read, since not in includes: " + Words.count(unmatched, "MIDI file"));
    }
    if (!hidden.isEmpty()) {
      lines.add("not read, since hidden: " + Rejected.some(hidden));
    }
    return lines;
  }

  /** Both together. */
  public NotRead plus(NotRead other) {
    return new NotRead(
        Stream.concat(files.stream(), other.files.stream()).toList(),
        unmatched + other.unmatched,
        Stream.concat(hidden.stream(), other.hidden.stream()).toList());
  }

  /** A clause about the folder in which no songs are, or nothing. */
  String instead() {
    List<String> clauses = new ArrayList<>();
    if (!files.isEmpty()) {
      clauses.add(
          ", but "
              + Words.count(files.size(), "file")
              + (files.size() == 1 ? " that looks" : " that look")
              + " like music ("
              + String.join("; ", Rejected.byReason(files))
              + ")");
    }
    if (!hidden.isEmpty()) {
      clauses.add("; hidden files and folders are not read (" + Rejected.some(hidden) + ")");
    }
    return String.join("", clauses);
  }
}
