package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.musiclstm.InputException;
import org.musiclstm.midi.Note;
import org.musiclstm.midi.Part;
import org.musiclstm.midi.Score;

/**
 * Turns scores into np-tensors.
 *
 * <p>Starts and ends of notes go to the nearest step, halves up, and every note gets at least one
 * step. All parts but drums become one. Where notes of one pitch meet, the pitch sounds as long as
 * any of them, and begins anew with each. The tensor lasts as long as the score, rests at the end
 * included; but more than 16 quarters of silence there are no music, and the tensor then ends with
 * the last note, rounded up to 4 quarters.
 */
public final class Encoder {
  private static final int MOST_QUARTERS_OF_SILENCE = 16;
  private static final int QUARTERS_KEPT_WHOLE = 4;
  private static final long LAST_TICK = 1L << 50;

  private record GridNote(int start, int end, int pitch) {
    static final Comparator<GridNote> BY_START = Comparator.comparingInt(GridNote::start);
  }

  private Encoder() {}

  /**
   * Encodes a score.
   *
   * @throws InputException when the score is longer than a tensor can be
   */
  public static Encoded encode(Score score, Encoding encoding) {
    int drums = 0;
    int outOfRange = 0;
    List<GridNote> notes = new ArrayList<>();
    int lastEnd = 0;
    for (Part part : score.parts()) {
      if (part.isDrums()) {
        drums += part.notes().size();
        continue;
      }
      for (Note note : part.notes()) {
        if (note.pitch() < encoding.lowestPitch() || note.pitch() > encoding.highestPitch()) {
          outOfRange++;
        } else {
          GridNote onGrid = onGrid(note, score.ticksPerQuarter(), encoding.stepsPerQuarter());
          lastEnd = Math.max(lastEnd, onGrid.end());
          notes.add(onGrid);
        }
      }
    }
    notes.sort(GridNote.BY_START);

    long whole =
        Math.max(lastEnd, steps(score.end(), score.ticksPerQuarter(), encoding.stepsPerQuarter()));
    long kept = whole;
    if (whole - lastEnd > (long) MOST_QUARTERS_OF_SILENCE * encoding.stepsPerQuarter()) {
      int unit = QUARTERS_KEPT_WHOLE * encoding.stepsPerQuarter();
      kept = (long) (lastEnd + unit - 1) / unit * unit;
    }
    return new Encoded(
        tensor(notes, (int) kept, encoding),
        notes.size(),
        outOfRange,
        drums,
        merged(notes, encoding),
        whole - kept);
  }

  private static GridNote onGrid(Note note, int ticksPerQuarter, int stepsPerQuarter) {
    long start = steps(note.start(), ticksPerQuarter, stepsPerQuarter);
    long end = Math.max(start + 1, steps(note.end(), ticksPerQuarter, stepsPerQuarter));
    if (end > NoteTensor.MOST_LAYERS) {
      throw new InputException(
          "A note sounds until tick "
              + note.end()
              + ", which is layer "
              + end
              + ", but a tensor has at most "
              + NoteTensor.MOST_LAYERS
              + " layers; leave the song out or take fewer stepsPerQuarter.");
    }
    return new GridNote((int) start, (int) end, note.pitch());
  }

  /** The step nearest to a tick, halves up. */
  private static long steps(long tick, int ticksPerQuarter, int stepsPerQuarter) {
    if (tick > LAST_TICK) {
      throw new InputException(
          "The song lasts until tick " + tick + ", but may not pass " + LAST_TICK + ".");
    }
    return (2 * tick * stepsPerQuarter + ticksPerQuarter) / (2L * ticksPerQuarter);
  }

  private static NoteTensor tensor(List<GridNote> notes, int layers, Encoding encoding) {
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    int pitches = encoding.pitches();
    int[] soundsUntil = new int[pitches];
    boolean[] begins = new boolean[pitches];
    int[] features = new int[encoding.features()];
    int next = 0;
    for (int layer = 0; layer < layers; layer++) {
      for (; next < notes.size() && notes.get(next).start() == layer; next++) {
        GridNote note = notes.get(next);
        int pitch = note.pitch() - encoding.lowestPitch();
        begins[pitch] = true;
        soundsUntil[pitch] = Math.max(soundsUntil[pitch], note.end());
      }
      int count = 0;
      for (int pitch = 0; pitch < pitches; pitch++) {
        if (soundsUntil[pitch] > layer) {
          features[count++] = pitch;
        }
      }
      if (encoding.hasOnsets()) {
        for (int pitch = 0; pitch < pitches; pitch++) {
          if (begins[pitch]) {
            features[count++] = pitches + pitch;
            begins[pitch] = false;
          }
        }
      }
      builder.addLayer(features, count);
    }
    return builder.build();
  }

  /**
   * How many notes are one with another: those that begin with it, and where onsets are not told,
   * those that begin while it sounds or at the step at which it ends.
   */
  private static int merged(List<GridNote> notes, Encoding encoding) {
    int[] soundsUntil = new int[encoding.pitches()];
    int[] begun = new int[encoding.pitches()];
    Arrays.fill(begun, -1);
    int merged = 0;
    for (GridNote note : notes) {
      int pitch = note.pitch() - encoding.lowestPitch();
      boolean follows = begun[pitch] >= 0 && note.start() <= soundsUntil[pitch];
      if (encoding.hasOnsets() ? note.start() == begun[pitch] : follows) {
        merged++;
      }
      begun[pitch] = note.start();
      soundsUntil[pitch] = Math.max(soundsUntil[pitch], note.end());
    }
    return merged;
  }
}
