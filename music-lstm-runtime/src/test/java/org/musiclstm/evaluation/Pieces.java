package org.musiclstm.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.NoteSelection;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

/** Music to measure. */
final class Pieces {
  /** Sixteenths, onsets predicted, all pitches. */
  static final Encoding ENCODING = new Encoding(4, 0, 127, Planes.SOUNDING_ONSET);

  private static final int TICKS = 48;

  private Pieces() {}

  /** A piece of the notes of one part in 4/4. */
  static Music piece(Note... notes) {
    return piece(ENCODING, 4, 4, new Part("", 0, 0, List.of(notes)));
  }

  static Music piece(Encoding encoding, int beats, int beatUnit, Part... parts) {
    long end =
        Arrays.stream(parts)
            .flatMap(part -> part.notes().stream())
            .mapToLong(Note::end)
            .max()
            .orElse(0);
    Score score = new Score(TICKS, List.of(parts), List.of(), List.of(), end);
    return new Music(
        "piece", Encoder.encode(score, encoding).tensor(), style(encoding, beats, beatUnit));
  }

  static Style style(Encoding encoding, int beats, int beatUnit) {
    return new Style(500_000, beats, beatUnit, Style.ofParts(encoding.parts().size()).sounds());
  }

  /** A note, its times in quarters. */
  static Note note(double start, double quarters, int pitch) {
    return new Note(Math.round(start * TICKS), Math.round(quarters * TICKS), pitch, 80);
  }

  /** Pitched notes as one part, and drums. */
  static Encoding withDrums() {
    return new Encoding(
        Grid.beats(4),
        false,
        List.of(
            new PartEncoding("all", NoteSelection.REST, Planes.SOUNDING_ONSET, 21, 108, -1, 0),
            PartEncoding.drums("drums", Planes.ONSET)));
  }

  /** A piece of steps that are given by their pitches, in 4/4. */
  static Music steps(String name, int stepsPerQuarter, int[]... steps) {
    Encoding encoding = new Encoding(stepsPerQuarter, 0, 127, Planes.SOUNDING);
    return new Music(name, NoteTensor.of(encoding, steps), style(encoding, 4, 4));
  }

  /** A melody over a bass that wanders; no two are alike. */
  static Music tune(String name, long seed, int bars) {
    Random random = new Random(seed);
    List<Note> notes = new ArrayList<>();
    int melody = 65 + random.nextInt(10);
    for (int beat = 0; beat < 4 * bars; beat++) {
      int[] scale = {0, 2, 4, 5, 7, 9, 11};
      if (random.nextBoolean()) {
        notes.add(note(beat, 1, melody));
      } else {
        notes.add(note(beat, 0.5, melody));
        notes.add(note(beat + 0.5, 0.5, 12 * (melody / 12) + scale[random.nextInt(7)]));
      }
      melody = 60 + 12 * random.nextInt(2) + scale[random.nextInt(7)];
      if (beat % 2 == 0) {
        notes.add(note(beat, 2, 36 + scale[random.nextInt(7)]));
      }
    }
    return named(name, piece(notes.toArray(Note[]::new)));
  }

  static List<Music> tunes(String name, int count, int bars) {
    List<Music> tunes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      tunes.add(tune(name + n, name.hashCode() * 1000L + n, bars));
    }
    return tunes;
  }

  static Music named(String name, Music music) {
    return new Music(name, music.tensor(), music.style());
  }

  /** Steps of up to three of a few pitches, of which many are the same. */
  static int[][] randomSteps(Random random, int count) {
    int[][] steps = new int[count][];
    for (int n = 0; n < count; n++) {
      TreeSet<Integer> pitches = new TreeSet<>();
      for (int notes = random.nextInt(4); notes > 0; notes--) {
        pitches.add(60 + random.nextInt(3));
      }
      steps[n] =
          n > 0 && random.nextInt(3) == 0
              ? steps[n - 1]
              : pitches.stream().mapToInt(Integer::intValue).toArray();
    }
    return steps;
  }

  static int[][] moved(int[][] steps, int semitones) {
    return Arrays.stream(steps)
        .map(step -> Arrays.stream(step).map(pitch -> pitch + semitones).toArray())
        .toArray(int[][]::new);
  }

  /** The songs of a folder. */
  static List<Music> read(Path folder, Encoding encoding) {
    return CorpusReader.read(new SongFolder(folder, List.of(), List.of()), encoding, true)
        .songs()
        .stream()
        .map(Music::of)
        .toList();
  }
}
