package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.musiclstm.midi.MetreChange;
import org.musiclstm.midi.Note;
import org.musiclstm.midi.Part;
import org.musiclstm.midi.Score;
import org.musiclstm.midi.TempoChange;

/**
 * Turns np-tensors into scores of one part: the inverse of {@link Encoder} for scores on the grid.
 *
 * <p>With the planes {@code sounding,onset} a note begins at each onset and lasts while its pitch
 * sounds without another; with {@code sounding} alone, a note is a run of layers in which its pitch
 * sounds.
 */
public final class Decoder {
  private static final int LEAST_TICKS_PER_QUARTER = 480;
  private static final int SILENT = -1;

  private Decoder() {}

  /**
   * Decodes a tensor.
   *
   * @param style tempo and metre of the whole score, velocity of every note, program of the part
   * @throws IllegalArgumentException when a pitch sounds that never began, or begins without
   *     sounding
   */
  public static Score decode(NoteTensor tensor, Style style) {
    Encoding encoding = tensor.encoding();
    int steps = encoding.stepsPerQuarter();
    int ticksPerStep = (LEAST_TICKS_PER_QUARTER + steps - 1) / steps;
    int pitches = encoding.pitches();
    int[] begun = new int[pitches];
    Arrays.fill(begun, SILENT);
    boolean[] sounding = new boolean[pitches];
    boolean[] onset = new boolean[pitches];
    List<Note> notes = new ArrayList<>();
    for (int layer = 0; layer <= tensor.layers(); layer++) {
      Arrays.fill(sounding, false);
      Arrays.fill(onset, false);
      if (layer < tensor.layers()) {
        for (int i = tensor.start(layer); i < tensor.end(layer); i++) {
          int feature = tensor.active(i);
          if (feature < pitches) {
            sounding[feature] = true;
          } else {
            onset[feature - pitches] = true;
          }
        }
      }
      for (int pitch = 0; pitch < pitches; pitch++) {
        boolean sounds = sounding[pitch];
        boolean begins = encoding.hasOnsets() ? onset[pitch] : sounds && begun[pitch] == SILENT;
        if (begins ? !sounds : sounds && begun[pitch] == SILENT) {
          throw new IllegalArgumentException(
              "in layer "
                  + layer
                  + " pitch "
                  + (encoding.lowestPitch() + pitch)
                  + (sounds ? " sounds, but never began" : " begins, but does not sound"));
        }
        if (begun[pitch] != SILENT && (begins || !sounds)) {
          notes.add(
              new Note(
                  (long) begun[pitch] * ticksPerStep,
                  (long) (layer - begun[pitch]) * ticksPerStep,
                  encoding.lowestPitch() + pitch,
                  style.velocity()));
        }
        if (begins) {
          begun[pitch] = layer;
        } else if (!sounds) {
          begun[pitch] = SILENT;
        }
      }
    }
    return new Score(
        ticksPerStep * steps,
        List.of(new Part("", 0, style.program(), notes)),
        List.of(new TempoChange(0, style.microsecondsPerQuarter())),
        List.of(new MetreChange(0, style.beats(), style.beatUnit())),
        (long) tensor.layers() * ticksPerStep);
  }
}
