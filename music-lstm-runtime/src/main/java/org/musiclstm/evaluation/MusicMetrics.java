package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.musiclstm.Decimal;
import org.musiclstm.Stop;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;

/**
 * What one piece is like. {@link Measure} and {@link Distribution} predict what each figure is and
 * where its definition is from; a beat is a quarter note.
 *
 * <p>Drums have no pitch: they count for the rhythm, for silence and for what is unchanged, and for
 * nothing else. With planes that do not predict onsets, a repeated note is one long note.
 *
 * @param beats how long it is
 * @param notes how many notes it has on the grid, drums included
 * @param pitchRange in semitones, 0 without a note
 * @param pitchesUsed how many
 * @param pitchClassesUsed how many
 * @param polyphony pitches at once, not a number without a note
 * @param polyphonyRate a share, not a number without a step
 * @param scaleConsistency a share, not a number without a note
 * @param pitchClassEntropy in bits, not a number without a note
 * @param emptyBeatRate a share, not a number without a step
 * @param grooveConsistency 0 to 1, not a number with fewer than two bars
 * @param silence the longest one, the first of several
 * @param unchanged the longest stretch in which one step sounds on and on, the first of several
 * @param repeatedSteps a share, not a number with fewer than two steps; silence counts
 * @param pitchClasses 12 shares
 * @param pitchClassTransitions 144 shares, 12 a row
 * @param noteLengths 12 shares
 * @param interOnsets 12 shares
 */
public record MusicMetrics(
    double beats,
    int notes,
    int pitchRange,
    int pitchesUsed,
    int pitchClassesUsed,
    double polyphony,
    double polyphonyRate,
    double scaleConsistency,
    double pitchClassEntropy,
    double emptyBeatRate,
    double grooveConsistency,
    Stretch silence,
    Stretch unchanged,
    double repeatedSteps,
    List<Double> pitchClasses,
    List<Double> pitchClassTransitions,
    List<Double> noteLengths,
    List<Double> interOnsets) {
  private static final int OCTAVE = 12;
  private static final int PITCHES = 128;
  private static final int SIXTEENTHS_A_QUARTER = 4;
  private static final List<BitSet> SCALES =
      List.of(scale(0, 2, 4, 5, 7, 9, 11), scale(0, 2, 3, 5, 7, 8, 10));

  /** Copies the lists. */
  public MusicMetrics {
    pitchClasses = List.copyOf(pitchClasses);
    pitchClassTransitions = List.copyOf(pitchClassTransitions);
    noteLengths = List.copyOf(noteLengths);
    interOnsets = List.copyOf(interOnsets);
  }

  private static BitSet scale(int... steps) {
    BitSet scale = new BitSet(OCTAVE);
    Arrays.stream(steps).forEach(scale::set);
    return scale;
  }

  /** Measures a song or a piece. */
  public static MusicMetrics of(Music music) {
    Stop.check();
    return new Measuring(music).metrics();
  }

  /** How long the longest silence is, in beats. */
  public double longestSilence() {
    return silence.beats();
  }

  /** How long one step sounds at most, in beats. */
  public double longestUnchanged() {
    return unchanged.beats();
  }

  /** As JSON: every figure that there is, under the keys of measures and distributions. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("beats", Decimal.of(beats));
    json.put("notes", notes);
    for (Measure measure : Measure.values()) {
      measure.of(this).ifPresent(value -> json.put(measure.key(), Decimal.of(value)));
    }
    if (silence.beats() > 0) {
      json.put("silentFrom", silence.from());
    }
    if (unchanged.beats() > 0) {
      json.put("unchangedFrom", unchanged.from());
    }
    for (Distribution distribution : Distribution.values()) {
      List<BigDecimal> shares = distribution.of(this).stream().map(Decimal::of).toList();
      json.put(distribution.key(), shares);
    }
    return json;
  }

  /** Counts what one piece has. */
  private static final class Measuring {
    private final Music music;
    private final int stepsPerBeat;
    private final int steps;
    private final Sounding sounding;
    private final BitSet onsets = new BitSet();
    private final long[] notesOfPitch = new long[PITCHES];
    private final long[] stepsOfClass = new long[OCTAVE];
    private final long[] transitions = new long[OCTAVE * OCTAVE];
    private final LengthCounts lengths;
    private int notes;

    Measuring(Music music) {
      this.music = music;
      this.stepsPerBeat = music.stepsPerBeat();
      this.steps = music.tensor().steps();
      this.lengths = new LengthCounts(stepsPerBeat);
      this.sounding = Sounding.of(music.tensor());
      Score score = Decoder.decode(music.tensor(), music.style());
      int ticksPerStep = score.ticksPerQuarter() / stepsPerBeat;
      for (Part part : score.parts()) {
        count(part, ticksPerStep);
      }
    }

    private void count(Part part, int ticksPerStep) {
      notes += part.notes().size();
      part.notes().forEach(note -> onsets.set((int) (note.start() / ticksPerStep)));
      if (part.isDrums()) {
        return;
      }
      int[][] begun = new int[steps + 1][];
      int[][] ended = new int[steps + 1][];
      for (Note note : part.notes()) {
        int start = (int) (note.start() / ticksPerStep);
        int length = (int) (note.duration() / ticksPerStep);
        int pitchClass = note.pitch() % OCTAVE;
        notesOfPitch[note.pitch()]++;
        stepsOfClass[pitchClass] += length;
        lengths.add(length);
        increment(begun, start, pitchClass);
        increment(ended, start + length, pitchClass);
      }
      for (int step = 0; step <= steps; step++) {
        if (begun[step] != null && ended[step] != null) {
          for (int from = 0; from < OCTAVE; from++) {
            for (int to = 0; to < OCTAVE; to++) {
              transitions[from * OCTAVE + to] += (long) ended[step][from] * begun[step][to];
            }
          }
        }
      }
    }

    private static void increment(int[][] counts, int step, int pitchClass) {
      if (counts[step] == null) {
        counts[step] = new int[OCTAVE];
      }
      counts[step][pitchClass]++;
    }

    MusicMetrics metrics() {
      int lowest = 0;
      int highest = 0;
      int used = 0;
      long[] notesOfClass = new long[OCTAVE];
      for (int pitch = 0; pitch < PITCHES; pitch++) {
        if (notesOfPitch[pitch] > 0) {
          lowest = used == 0 ? pitch : lowest;
          highest = pitch;
          used++;
          notesOfClass[pitch % OCTAVE] += notesOfPitch[pitch];
        }
      }
      long pitches = 0;
      int sounds = 0;
      int chords = 0;
      int repeated = 0;
      for (int step = 0; step < steps; step++) {
        int together = sounding.pitches(step).length;
        pitches += together;
        sounds += together > 0 ? 1 : 0;
        chords += together > 1 ? 1 : 0;
        repeated += step > 0 && sounding.isAsBefore(step) ? 1 : 0;
      }
      return new MusicMetrics(
          (double) steps / stepsPerBeat,
          notes,
          highest - lowest,
          used,
          (int) Arrays.stream(notesOfClass).filter(count -> count > 0).count(),
          share(pitches, sounds),
          share(chords, steps),
          scaleConsistency(notesOfClass),
          entropy(notesOfClass),
          emptyBeatRate(),
          grooveConsistency(),
          longest(true),
          longest(false),
          share(repeated, steps - 1),
          shares(stepsOfClass),
          shares(transitions),
          shares(lengths.counts()),
          shares(interOnsets()));
    }

    /** Not a number where there is nothing to have a share of. */
    private static double share(long some, long all) {
      return all > 0 ? (double) some / all : Double.NaN;
    }

    private static List<Double> shares(long[] counts) {
      long all = Arrays.stream(counts).sum();
      return Arrays.stream(counts).mapToObj(count -> all == 0 ? 0 : (double) count / all).toList();
    }

    private static double scaleConsistency(long[] notesOfClass) {
      long most = 0;
      for (int root = 0; root < OCTAVE; root++) {
        for (BitSet scale : SCALES) {
          long inside = 0;
          for (int degree = scale.nextSetBit(0); degree >= 0; ) {
            inside += notesOfClass[(root + degree) % OCTAVE];
            degree = scale.nextSetBit(degree + 1);
          }
          most = Math.max(most, inside);
        }
      }
      return share(most, Arrays.stream(notesOfClass).sum());
    }

    private static double entropy(long[] counts) {
      long all = Arrays.stream(counts).sum();
      if (all == 0) {
        return Double.NaN;
      }
      double entropy = 0;
      for (long count : counts) {
        if (count > 0) {
          double share = (double) count / all;
          entropy -= share * StrictMath.log(share) / StrictMath.log(2);
        }
      }
      // A single pitch class would give -0.
      return Math.max(0, entropy);
    }

    private double emptyBeatRate() {
      int beats = (steps + stepsPerBeat - 1) / stepsPerBeat;
      BitSet filled = new BitSet(beats);
      for (int step = 0; step < steps; step++) {
        if (!sounding.isSilent(step)) {
          filled.set(step / stepsPerBeat);
        }
      }
      return share(beats - filled.cardinality(), beats);
    }

    /**
     * Wu and Yang, "The Jazz Transformer on the front line", ISMIR 2020, section 4, in the form of
     * MusPy: 1 less the mean, over neighbouring bars, of the share of sixteenths at which one of
     * the two has an onset and the other has none.
     */
    private double grooveConsistency() {
      // A bar in steps, times the unit of the metre: whole for every metre and grid.
      long unit = music.style().beatUnit();
      long bar = 4L * music.style().beats() * stepsPerBeat;
      int bars = (int) ((steps * unit + bar - 1) / bar);
      if (bars < 2) {
        return Double.NaN;
      }
      long sixteenth = stepsPerBeat * unit;
      int positions = (int) ((bar * SIXTEENTHS_A_QUARTER + sixteenth - 1) / sixteenth);
      List<BitSet> grooves = new ArrayList<>();
      for (int n = 0; n < bars; n++) {
        grooves.add(new BitSet(positions));
      }
      for (int step = onsets.nextSetBit(0); step >= 0; step = onsets.nextSetBit(step + 1)) {
        long at = step * unit;
        long inBar = at % bar;
        grooves.get((int) (at / bar)).set((int) (inBar * SIXTEENTHS_A_QUARTER / sixteenth));
      }
      long different = 0;
      for (int n = 1; n < bars; n++) {
        BitSet difference = grooves.get(n - 1);
        difference.xor(grooves.get(n));
        different += difference.cardinality();
      }
      return 1 - (double) different / ((long) positions * (bars - 1));
    }

    /** The longest run of silence, or of one step that sounds. */
    private Stretch longest(boolean silence) {
      int longest = 0;
      int from = 0;
      int run = 0;
      for (int step = 0; step < steps; step++) {
        boolean goesOn = run > 0 && sounding.isAsBefore(step);
        run = sounding.isSilent(step) != silence ? 0 : goesOn ? run + 1 : 1;
        if (run > longest) {
          longest = run;
          from = step + 1 - run;
        }
      }
      return new Stretch((double) longest / stepsPerBeat, Place.of(music, from));
    }

    private long[] interOnsets() {
      LengthCounts intervals = new LengthCounts(stepsPerBeat);
      int before = onsets.nextSetBit(0);
      int next = before < 0 ? before : onsets.nextSetBit(before + 1);
      while (next >= 0) {
        intervals.add(next - before);
        before = next;
        next = onsets.nextSetBit(before + 1);
      }
      return intervals.counts();
    }
  }
}
