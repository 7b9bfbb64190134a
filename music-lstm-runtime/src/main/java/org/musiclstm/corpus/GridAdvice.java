package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.musiclstm.Stop;
import org.musiclstm.Words;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.GridFit;

/**
 * How well the songs of a corpus lie on their grid, and which grid would suit them. Songs that keep
 * no beat suit no grid of beats, and are counted apart.
 *
 * @param notes how many notes there are in songs that keep a beat
 * @param moved how many of these are moved by about a third of a step or more
 * @param movedOn how many would be on other grids of beats, by steps a quarter
 * @param better where the set grid moves many notes, the coarsest usual one that moves few, or not
 *     even half as many; nothing when there is none
 * @param withoutBeat names of the songs that keep no beat, in order
 */
public record GridAdvice(
    long notes,
    long moved,
    SortedMap<Integer, Long> movedOn,
    Optional<Integer> better,
    List<String> withoutBeat) {
  /** A grid that moves more of the notes than this is a poor one. */
  private static final double FEW = 0.05;

  private static final int NAMED = 3;

  /** Copies the collections. */
  public GridAdvice {
    movedOn = new TreeMap<>(movedOn);
    withoutBeat = List.copyOf(withoutBeat);
  }

  static GridAdvice of(List<Song> songs) {
    long notes = 0;
    long moved = 0;
    SortedMap<Integer, Long> movedOn = new TreeMap<>();
    List<String> withoutBeat = new ArrayList<>();
    boolean onBeats = songs.stream().noneMatch(song -> grid(song).isTime());
    for (Song song : songs) {
      Stop.check();
      GridFit fit = song.report().gridFit();
      if (fit.beat() == GridFit.Beat.NONE) {
        withoutBeat.add(song.name());
      } else {
        notes += fit.notes();
        moved += fit.notesMoved();
        fit.movedOn().forEach((steps, count) -> movedOn.merge(steps, (long) count, Long::sum));
      }
    }
    withoutBeat.sort(null);
    Optional<Integer> better =
        onBeats && moved > FEW * notes ? better(movedOn, notes, moved) : Optional.empty();
    return new GridAdvice(notes, moved, movedOn, better, withoutBeat);
  }

  private static Optional<Integer> better(
      SortedMap<Integer, Long> movedOn, long notes, long moved) {
    return movedOn.entrySet().stream()
        .filter(entry -> entry.getValue() <= FEW * notes || 2 * entry.getValue() < moved)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Grid grid(Song song) {
    return song.tensor().encoding().grid();
  }

  /** Lines for a log that warn of a poor grid; none when it suits, or is a grid in time. */
  public List<String> lines(Grid grid) {
    List<String> lines = new ArrayList<>();
    if (grid.isTime()) {
      return lines;
    }
    if (moved > FEW * notes) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the notes are moved by a third of a step or more on the grid of"
                  + " stepsPerQuarter=%d; %s",
              100.0 * moved / notes,
              grid.stepsPerQuarter(),
              better
                  .map(
                      steps ->
                          String.format(
                              Locale.ROOT,
                              "stepsPerQuarter=%d moves %.0f %%.",
                              steps,
                              100.0 * movedOn.getOrDefault(steps, 0L) / notes))
                  .orElse(
                      "no usual grid suits them much better; leave out the songs that lie furthest"
                          + " off it, or set timeGrid, such as timeGrid=20ms.")));
    }
    if (!withoutBeat.isEmpty()) {
      int more = withoutBeat.size() - NAMED;
      lines.add(
          withoutBeat.size()
              + (withoutBeat.size() == 1 ? " song keeps" : " songs keep")
              + " no beat ("
              + withoutBeat.stream().limit(NAMED).collect(Collectors.joining(", "))
              + Words.more(more)
              + "); set timeGrid, such as timeGrid=20ms, or leave them out.");
    }
    return lines;
  }
}
