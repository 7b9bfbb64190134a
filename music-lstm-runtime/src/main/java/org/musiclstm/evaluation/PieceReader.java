package org.musiclstm.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.musiclstm.corpus.TypicalStyle;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteSelection;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.Span;

/**
 * Reads generated music back, as it was generated: in the key in which it was generated, each part
 * from the channel on which it was written, and with all its silence. Unlike songs that are to be
 * learnt from, music without a note is music, too.
 */
public final class PieceReader {
  /** More silence at the end predicts no more of a piece. */
  private static final int MOST_SILENT_STEPS = 1 << 16;

  private PieceReader() {}

  /**
   * A piece.
   *
   * @param music what it is on the grid
   * @param notesLeftOut how many notes are not on the grid, because no part of the encoding has
   *     them
   */
  public record Piece(Music music, int notesLeftOut) {}

  /**
   * Reads a piece.
   *
   * @param file the music of its file
   * @param semitones by how much its pitches were moved up when it was written, which is taken back
   *     where that leaves MIDI's pitches to all notes
   * @param name what it is called
   * @param encoding that of the model that made it
   * @throws org.musiclstm.tensor.TooLongException when it is too long
   */
  public static Piece read(Score file, int semitones, String name, Encoding encoding) {
    int taken = file.canMove(-semitones) ? semitones : 0;
    Score score = taken == 0 ? file : file.moved(-taken);
    Encoding written = asWritten(encoding, score);
    Encoded encoded = Encoder.encode(score, written);
    NoteTensor.Builder tensor = NoteTensor.builder(encoding);
    for (int step = 0; step < encoded.tensor().steps(); step++) {
      tensor.addStep(encoded.tensor(), step);
    }
    for (int n = 0; n < Math.min(encoded.trimmedSteps(), MOST_SILENT_STEPS); n++) {
      tensor.addStep();
    }
    return new Piece(
        new Music(name, tensor.build(), TypicalStyle.of(score, written), taken),
        encoded.notesOutOfRange() + encoded.drumNotes() + encoded.notesUntaken());
  }

  /**
   * The same features, but nothing is moved to another key; and where a score has no channels but
   * those of the parts, the channel predicts the part, however songs' parts are predicted.
   */
  private static Encoding asWritten(Encoding encoding, Score score) {
    Set<Integer> channels =
        encoding.parts().stream().map(PartEncoding::channel).collect(Collectors.toSet());
    boolean byChannel = score.parts().stream().map(Part::channel).allMatch(channels::contains);
    List<PartEncoding> parts = new ArrayList<>();
    for (PartEncoding part : encoding.parts()) {
      parts.add(byChannel ? onItsChannel(part) : part);
    }
    return new Encoding(encoding.grid(), false, parts);
  }

  private static PartEncoding onItsChannel(PartEncoding part) {
    NoteSelection notes =
        part.isDrums()
            ? NoteSelection.DRUMS
            : new NoteSelection(
                NoteSelection.Kind.CHOSEN,
                List.of(),
                List.of(new Span(part.channel(), part.channel())),
                List.of());
    return new PartEncoding(
        part.name(),
        notes,
        part.planes(),
        part.lowestPitch(),
        part.highestPitch(),
        part.program(),
        part.channel());
  }
}
