package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.musiclstm.Stop;
import org.musiclstm.Words;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * Turns scores into np-tensors.
 *
 * <p>Starts and ends of notes go to the nearest step, halves up, and every note gets at least one
 * step; what is struck and not held gets that one. Where notes of one pitch and part meet, the
 * pitch sounds as long as any of them, begins anew with each, and is struck as hard as the hardest
 * that begins with it. The tensor lasts as long as the score, rests at the end included; but more
 * than 16 quarters of silence there are no music, and the tensor then ends with the last note,
 * rounded up to 4 quarters.
 *
 * <p>Of a song that is to be learnt from, whole bars of silence before the first note, such as
 * those of a count-in, are no music either: its tensor begins with the bar in which that note does,
 * or with the last bar before it that begins with a step.
 */
public final class Encoder {
  private static final int MOST_QUARTERS_OF_SILENCE = 16;
  private static final int QUARTERS_KEPT_WHOLE = 4;

  // Far more than music has, and little enough for any machine: 22,000 steps are an hour and a
  // half at 4 steps a quarter, in memory a tenth of a megabyte.
  private static final long STEPS_OF_ANY_SONG = 20_000;
  private static final long STEPS_OF_A_NOTE = 2_000;
  private static final long ACTIVE_OF_ANY_SONG = 1_000_000;
  private static final long ACTIVE_OF_A_NOTE = 2_000;

  private record GridNote(int start, int end, int row, int velocity) {
    static final Comparator<GridNote> BY_START = Comparator.comparingInt(GridNote::start);

    GridNote earlier(int steps) {
      return new GridNote(start - steps, end - steps, row, velocity);
    }
  }

  private final Score score;
  private final Encoding encoding;
  private final Steps clock;
  private final Optional<KeyEstimate> key;
  private final int semitones;
  private final List<List<GridNote>> notes = new ArrayList<>();
  private final int[] outOfRange;
  private final List<SongReport.Untaken> untaken = new ArrayList<>();

  /** At which ticks the notes begin that are taken. */
  private final List<Long> starts = new ArrayList<>();

  private int drumNotes;
  private int notesUntaken;
  private int lastEnd;

  private Encoder(Score score, Encoding encoding) {
    this.score = encoding.heard(score);
    this.encoding = encoding;
    this.clock = new Steps(score, encoding.grid());
    this.key = KeyEstimate.of(this.score);
    this.semitones =
        encoding.commonKey() ? key.map(found -> found.key().semitonesToCommon()).orElse(0) : 0;
    this.outOfRange = new int[encoding.parts().size()];
    encoding.parts().forEach(part -> notes.add(new ArrayList<>()));
  }

  /**
   * Encodes a score.
   *
   * @throws TooLongException when the score is longer than a tensor can be, or out of proportion to
   *     its notes
   */
  public static Encoded encode(Score score, Encoding encoding) {
    return new Encoder(score, encoding).encode(false);
  }

  /**
   * Encodes a song without the bars of silence before it.
   *
   * @throws TooLongException when the score is longer than a tensor can be, or out of proportion to
   *     its notes
   */
  public static Encoded encodeSong(Score score, Encoding encoding) {
    return new Encoder(score, encoding).encode(true);
  }

  private Encoded encode(boolean withoutLeadingSilence) {
    score.parts().forEach(this::take);
    LeadingSilence leading = withoutLeadingSilence ? cutLeadingSilence() : LeadingSilence.NONE;
    notes.forEach(part -> part.sort(GridNote.BY_START));

    long whole = Math.max(lastEnd, clock.nearest(score.end()) - leading.steps());
    long kept = whole;
    if (whole - lastEnd > (long) MOST_QUARTERS_OF_SILENCE * encoding.stepsPerQuarter()) {
      int unit = QUARTERS_KEPT_WHOLE * encoding.stepsPerQuarter();
      kept = (long) (lastEnd + unit - 1) / unit * unit;
    }
    checkProportion(kept);
    List<SongReport.PartNotes> parts = new ArrayList<>();
    for (int n = 0; n < outOfRange.length; n++) {
      PartEncoding part = encoding.parts().get(n);
      parts.add(
          new SongReport.PartNotes(
              part.name(), notes.get(n).size(), outOfRange[n], merged(notes.get(n), part)));
    }
    int notesMerged = parts.stream().mapToInt(SongReport.PartNotes::notesMerged).sum();
    return new Encoded(
        tensor((int) kept),
        notes.stream().mapToInt(List::size).sum(),
        Arrays.stream(outOfRange).sum(),
        drumNotes,
        notesUntaken,
        notesMerged,
        whole - kept,
        leading.steps(),
        leading.bars(),
        new SongReport(parts, untaken, gridFit(notesMerged), key, semitones));
  }

  private GridFit gridFit(int notesMerged) {
    long[] ticks = starts.stream().mapToLong(Long::longValue).toArray();
    return GridFit.of(score, ticks, encoding.grid(), notesMerged);
  }

  private LeadingSilence cutLeadingSilence() {
    long first = notes.stream().flatMap(List::stream).mapToLong(GridNote::start).min().orElse(0);
    LeadingSilence silence = LeadingSilence.of(score, clock, encoding.grid(), first);
    int steps = (int) silence.steps();
    if (steps > 0) {
      notes.forEach(part -> part.replaceAll(note -> note.earlier(steps)));
      lastEnd -= steps;
    }
    return silence;
  }

  private void take(Part part) {
    int taker = encoding.partOf(part);
    if (taker < 0) {
      int count = part.notes().size();
      if (part.isDrums()) {
        drumNotes += count;
      } else {
        notesUntaken += count;
      }
      if (count > 0) {
        untaken.add(SongReport.Untaken.of(part));
      }
      return;
    }
    PartEncoding into = encoding.parts().get(taker);
    for (Note note : part.notes()) {
      Stop.check();
      int row = into.row(note.pitch(), semitones);
      if (row < 0) {
        outOfRange[taker]++;
      } else {
        GridNote onGrid = onGrid(note, row, into.planes().hasSounding());
        lastEnd = Math.max(lastEnd, onGrid.end());
        notes.get(taker).add(onGrid);
        starts.add(note.start());
      }
    }
  }

  private GridNote onGrid(Note note, int row, boolean isHeld) {
    long start = clock.nearest(note.start());
    long end = isHeld ? Math.max(start + 1, clock.nearest(note.end())) : start + 1;
    if (end > NoteTensor.MOST_LAYERS) {
      throw new TooLongException(
          "a note sounds until tick "
              + note.end()
              + ", which is step "
              + end
              + ", but a tensor has at most "
              + NoteTensor.MOST_LAYERS
              + " steps",
          "leave the song out or take coarser steps (stepsPerQuarter, timeGrid)");
    }
    return new GridNote((int) start, (int) end, row, note.velocity());
  }

  /** Refuses what a few damaged bytes make huge, before memory is taken for it. */
  private void checkProportion(long steps) {
    // Those that no part takes count too: they say that the song is as long as it seems.
    long count = score.parts().stream().mapToLong(part -> part.notes().size()).sum();
    check(steps, "steps", STEPS_OF_ANY_SONG + STEPS_OF_A_NOTE * count, count);
    long active = 0;
    for (int n = 0; n < notes.size(); n++) {
      active += active(notes.get(n), encoding.parts().get(n));
    }
    check(active, "active features", ACTIVE_OF_ANY_SONG + ACTIVE_OF_A_NOTE * count, count);
  }

  private static void check(long size, String what, long most, long notes) {
    if (size > most) {
      throw new TooLongException(
          "its tensor would have "
              + size
              + " "
              + what
              + ", but that of a song with "
              + Words.count(notes, "note")
              + " has at most "
              + most,
          "mend the wait or the notes that are far too long, leave the song out, or take coarser"
              + " steps (stepsPerQuarter, timeGrid)");
    }
  }

  /** In how many steps rows sound, added up; a row sounds once however many notes it has. */
  private static long active(List<GridNote> notes, PartEncoding part) {
    int[] soundsUntil = new int[part.rows()];
    long active = 0;
    for (GridNote note : notes) {
      int row = note.row();
      active += Math.max(0, note.end() - Math.max(note.start(), soundsUntil[row]));
      soundsUntil[row] = Math.max(soundsUntil[row], note.end());
    }
    return active;
  }

  private NoteTensor tensor(int steps) {
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    List<Cursor> cursors = new ArrayList<>();
    for (int n = 0; n < notes.size(); n++) {
      cursors.add(new Cursor(encoding.parts().get(n), encoding.firstFeature(n), notes.get(n)));
    }
    int[] features = new int[encoding.features()];
    float[] values = new float[features.length];
    Arrays.fill(values, 1f);
    boolean hasVelocity = encoding.hasVelocity();
    for (int step = 0; step < steps; step++) {
      Stop.check();
      int count = 0;
      for (Cursor cursor : cursors) {
        count = cursor.addStep(step, features, values, count);
      }
      builder.addStep(features, values, count);
      if (hasVelocity) {
        Arrays.fill(values, 0, count, 1f);
      }
    }
    return builder.build();
  }

  /** Goes through the notes of a part, step by step. */
  private static final class Cursor {
    private final PartEncoding part;
    private final int firstFeature;
    private final List<GridNote> notes;
    private final int[] soundsUntil;

    /** How hard a row is struck in this step, 0 where nothing begins. */
    private final int[] struck;

    private int next;

    Cursor(PartEncoding part, int firstFeature, List<GridNote> notes) {
      this.part = part;
      this.firstFeature = firstFeature;
      this.notes = notes;
      this.soundsUntil = new int[part.rows()];
      this.struck = new int[part.rows()];
    }

    /** Adds the part's features to a step that has some; how many there are then. */
    int addStep(int step, int[] features, float[] values, int before) {
      int begun = next;
      for (; next < notes.size() && notes.get(next).start() == step; next++) {
        GridNote note = notes.get(next);
        struck[note.row()] = Math.max(struck[note.row()], note.velocity());
        soundsUntil[note.row()] = Math.max(soundsUntil[note.row()], note.end());
      }
      int count = before;
      if (part.planes().hasSounding()) {
        for (int row = 0; row < soundsUntil.length; row++) {
          if (soundsUntil[row] > step) {
            features[count++] = firstFeature + row;
          }
        }
      }
      if (next == begun) {
        return count;
      }
      if (part.planes().hasOnsets()) {
        for (int row = 0; row < struck.length; row++) {
          if (struck[row] > 0) {
            features[count++] = firstFeature + part.onsets() + row;
          }
        }
      }
      if (part.planes().hasVelocity()) {
        for (int row = 0; row < struck.length; row++) {
          if (struck[row] > 0) {
            values[count] = Velocity.value(struck[row]);
            features[count++] = firstFeature + part.velocities() + row;
          }
        }
      }
      Arrays.fill(struck, 0);
      return count;
    }
  }

  /**
   * How many notes are one with another: those that begin with it, and where onsets are not
   * reported, those that begin while it sounds or at the step at which it ends.
   */
  private static int merged(List<GridNote> notes, PartEncoding part) {
    int[] soundsUntil = new int[part.rows()];
    int[] begun = new int[part.rows()];
    Arrays.fill(begun, -1);
    int merged = 0;
    for (GridNote note : notes) {
      int row = note.row();
      boolean follows = begun[row] >= 0 && note.start() <= soundsUntil[row];
      if (part.planes().hasOnsets() ? note.start() == begun[row] : follows) {
        merged++;
      }
      begun[row] = note.start();
      soundsUntil[row] = Math.max(soundsUntil[row], note.end());
    }
    return merged;
  }
}
