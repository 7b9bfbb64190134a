package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/**
 * Turns np-tensors into scores with one part for each part of the encoding: the inverse of {@link
 * Encoder} for scores on the grid.
 *
 * <p>Where onsets are reported, a note begins at each and lasts while its pitch sounds without
 * another; with {@code sounding} alone, a note is a run of steps in which its pitch sounds; a drum
 * lasts one step.
 */
public final class Decoder {
  private static final int LEAST_TICKS_PER_QUARTER = 480;
  private static final int SILENT = -1;

  private Decoder() {}

  /**
   * Decodes a tensor. On a grid in time, the tempo is the one that gives a step its time, whatever
   * the style says.
   *
   * @param style tempo and metre of the whole score; velocity of the notes of each part where the
   *     tensor does not say, and its program where the encoding does not
   * @throws IllegalArgumentException when a pitch sounds that never began, or begins without
   *     sounding, or is not struck where it begins; or when the style is one of other parts
   */
  public static Score decode(NoteTensor tensor, Style style) {
    Encoding encoding = tensor.encoding();
    int parts = encoding.parts().size();
    if (style.sounds().size() != parts) {
      throw new IllegalArgumentException(
          "the style has "
              + style.sounds().size()
              + " sounds, but the encoding "
              + parts
              + " parts");
    }
    int steps = encoding.stepsPerQuarter();
    int ticksPerStep = (LEAST_TICKS_PER_QUARTER + steps - 1) / steps;
    List<Part> played = new ArrayList<>();
    for (int n = 0; n < parts; n++) {
      PartEncoding part = encoding.parts().get(n);
      Sound sound = style.sounds().get(n);
      int program =
          part.program() == PartEncoding.TYPICAL_PROGRAM ? sound.program() : part.program();
      List<Note> notes =
          new PartDecoder(tensor, part, encoding.firstFeature(n), ticksPerStep, sound.velocity())
              .notes();
      played.add(new Part(part.name(), part.channel(), program, notes));
    }
    Grid grid = encoding.grid();
    return new Score(
        ticksPerStep * steps,
        played,
        List.of(
            new TempoChange(
                0, grid.isTime() ? grid.microsecondsPerQuarter() : style.microsecondsPerQuarter())),
        List.of(new MetreChange(0, style.beats(), style.beatUnit())),
        (long) tensor.steps() * ticksPerStep);
  }

  /** Finds the notes of one part. */
  private static final class PartDecoder {
    private final NoteTensor tensor;
    private final PartEncoding part;
    private final int firstFeature;
    private final int ticksPerStep;
    private final int velocity;
    private final int[] begun;
    private final int[] struck;
    private final List<Note> notes = new ArrayList<>();

    PartDecoder(
        NoteTensor tensor, PartEncoding part, int firstFeature, int ticksPerStep, int velocity) {
      this.tensor = tensor;
      this.part = part;
      this.firstFeature = firstFeature;
      this.ticksPerStep = ticksPerStep;
      this.velocity = velocity;
      this.begun = new int[part.rows()];
      this.struck = new int[part.rows()];
      Arrays.fill(begun, SILENT);
    }

    List<Note> notes() {
      Planes planes = part.planes();
      int rows = part.rows();
      boolean[] sounding = new boolean[rows];
      boolean[] onset = new boolean[rows];
      float[] velocities = new float[rows];
      for (int step = 0; step <= tensor.steps(); step++) {
        Arrays.fill(sounding, false);
        Arrays.fill(onset, false);
        Arrays.fill(velocities, 0);
        for (int i = start(step); i < end(step); i++) {
          int feature = tensor.active(i) - firstFeature;
          if (feature < 0 || feature >= part.features()) {
            continue;
          }
          if (planes.hasVelocity() && feature >= part.velocities()) {
            velocities[feature - part.velocities()] = tensor.value(i);
          } else if (planes.hasOnsets() && feature >= part.onsets()) {
            onset[feature - part.onsets()] = true;
          } else {
            sounding[feature] = true;
          }
        }
        for (int row = 0; row < rows; row++) {
          boolean sounds = planes.hasSounding() ? sounding[row] : onset[row];
          boolean begins = planes.hasOnsets() ? onset[row] : sounds && begun[row] == SILENT;
          check(step, row, sounds, begins, velocities[row]);
          if (begun[row] != SILENT && (begins || !sounds)) {
            end(row, step);
          }
          if (begins) {
            begun[row] = step;
            struck[row] = planes.hasVelocity() ? Velocity.of(velocities[row]) : velocity;
          }
        }
      }
      return notes;
    }

    private int start(int step) {
      return step < tensor.steps() ? tensor.start(step) : 0;
    }

    private int end(int step) {
      return step < tensor.steps() ? tensor.end(step) : 0;
    }

    private void check(int step, int row, boolean sounds, boolean begins, float value) {
      boolean isStruck = !part.planes().hasVelocity() || begins == value > 0;
      if ((begins ? sounds : !sounds || begun[row] != SILENT) && isStruck) {
        return;
      }
      String what =
          !isStruck
              ? (begins ? " begins, but is not struck" : " is struck, but does not begin")
              : sounds ? " sounds, but never began" : " begins, but does not sound";
      throw new IllegalArgumentException("in step " + step + " pitch " + part.key(row) + what);
    }

    private void end(int row, int step) {
      notes.add(
          new Note(
              (long) begun[row] * ticksPerStep,
              (long) (step - begun[row]) * ticksPerStep,
              part.key(row),
              struck[row]));
      begun[row] = SILENT;
    }
  }
}
