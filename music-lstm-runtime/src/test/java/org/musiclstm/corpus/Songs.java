package org.musiclstm.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.musiclstm.SongReports;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

/** Small songs. */
final class Songs {
  static final Encoding ENCODING = new Encoding(1, 60, 71, Planes.SOUNDING);

  private Songs() {}

  /** A song of quarter notes, given as features. */
  static Song song(String name, Style style, int... features) {
    int[][] steps = Arrays.stream(features).mapToObj(f -> new int[] {f}).toArray(int[][]::new);
    return new Song(
        name,
        "hash of " + name,
        NoteTensor.of(ENCODING, steps),
        style,
        features.length,
        SongReports.onGrid(ENCODING, features.length),
        List.of(),
        SongFacts.of(Decoder.decode(NoteTensor.of(ENCODING, steps), style), LeftOut.NOTHING));
  }

  /** A MIDI file of quarter notes. */
  static byte[] file(int... pitches) {
    return file(new Part("", 0, 0, quarters(pitches)));
  }

  static byte[] file(Part... parts) {
    long end =
        Arrays.stream(parts)
            .flatMap(part -> part.notes().stream())
            .mapToLong(Note::end)
            .max()
            .orElse(0);
    return MidiWriter.write(new Score(4, List.of(parts), List.of(), List.of(), end), List.of());
  }

  static List<Note> quarters(int... pitches) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new Note(i * 4L, 4, pitches[i], 80));
    }
    return notes;
  }

  /** Makes a link, or skips the test where the system does not let it. */
  static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "links are possible here");
    }
  }
}
