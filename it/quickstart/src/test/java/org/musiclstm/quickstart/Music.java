package org.musiclstm.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Score;

/** A MIDI file of one metre, and figures that say music from what is none. */
final class Music {
  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
  private static final int STEPS_PER_QUARTER = 4;

  private final Score score;
  private final List<Note> notes;

  private Music(Score score) {
    this.score = score;
    this.notes = score.parts().stream().flatMap(part -> part.notes().stream()).toList();
  }

  static Music read(Path file) throws IOException {
    return new Music(MidiReader.read(Files.readAllBytes(file), file.toString()).score());
  }

  private long ticksPerBar() {
    MetreChange metre = score.metres().get(0);
    return 4L * score.ticksPerQuarter() * metre.beats() / metre.beatUnit();
  }

  int bars() {
    return (int) ((score.end() + ticksPerBar() - 1) / ticksPerBar());
  }

  int silentBars() {
    int silent = 0;
    for (int bar = 0; bar < bars(); bar++) {
      long begin = bar * ticksPerBar();
      long end = begin + ticksPerBar();
      if (notes.stream().noneMatch(note -> note.start() < end && note.end() > begin)) {
        silent++;
      }
    }
    return silent;
  }

  double longestNoteInBars() {
    return notes.stream().mapToLong(Note::duration).max().orElse(0) / (double) ticksPerBar();
  }

  int pitchClasses() {
    return (int) notes.stream().mapToInt(note -> note.pitch() % 12).distinct().count();
  }

  /** The share of notes that are in the major scale which fits best. */
  double scaleConsistency() {
    long most = 0;
    for (int root = 0; root < 12; root++) {
      BitSet scale = new BitSet();
      for (int step : MAJOR) {
        scale.set((root + step) % 12);
      }
      most = Math.max(most, notes.stream().filter(note -> scale.get(note.pitch() % 12)).count());
    }
    return (double) most / notes.size();
  }

  /** What sounds in each sixteenth. */
  private List<BitSet> steps() {
    int length = (int) (score.end() * STEPS_PER_QUARTER / score.ticksPerQuarter());
    List<BitSet> steps = new ArrayList<>();
    for (int step = 0; step < length; step++) {
      steps.add(new BitSet());
    }
    for (Note note : notes) {
      long end = note.end() * STEPS_PER_QUARTER / score.ticksPerQuarter();
      for (long step = note.start() * STEPS_PER_QUARTER / score.ticksPerQuarter();
          step < end;
          step++) {
        steps.get((int) step).set(note.pitch());
      }
    }
    return steps;
  }

  /** How many quarters in a row sound as they do somewhere in another piece, in any key. */
  double longestRunSharedWith(Music other) {
    List<BitSet> mine = steps();
    int longest = 0;
    for (int shift = -6; shift < 6; shift++) {
      List<BitSet> theirs = new ArrayList<>();
      for (BitSet step : other.steps()) {
        BitSet shifted = new BitSet();
        for (int pitch = step.nextSetBit(0); pitch >= 0; pitch = step.nextSetBit(pitch + 1)) {
          shifted.set(pitch + shift);
        }
        theirs.add(shifted);
      }
      int[] runs = new int[theirs.size() + 1];
      for (BitSet step : mine) {
        int[] next = new int[theirs.size() + 1];
        for (int n = 0; n < theirs.size(); n++) {
          next[n + 1] = step.equals(theirs.get(n)) ? runs[n] + 1 : 0;
          longest = Math.max(longest, next[n + 1]);
        }
        runs = next;
      }
    }
    return longest / (double) STEPS_PER_QUARTER;
  }
}
