package org.musiclstm.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.UnreadableSongException;
import org.musiclstm.evaluation.Music;
import org.musiclstm.evaluation.PieceReader;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiFormatException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.TooLongException;

/**
 * The pieces in the folder of the generated music, whoever put them there.
 *
 * @param music in order of name
 * @param unreadable files that cannot be read, with the reason, a clause, in order of name
 * @param warnings what is not in the pieces as they were read
 */
record GeneratedPieces(List<Music> music, List<Rejected> unreadable, List<String> warnings) {
  private static final String OPTION = "outputDirectory";

  /**
   * Reads the pieces.
   *
   * @param encoding that of the model that made them
   * @throws org.musiclstm.InputException when there are none
   */
  static GeneratedPieces read(Path directory, Encoding encoding) {
    List<Music> music = new ArrayList<>();
    List<Rejected> unreadable = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (SongFile file : SongFinder.find(folder(directory), OPTION)) {
      try {
        MidiFile midi = MidiReader.read(SongBytes.read(file.path()), file.name());
        PieceReader.Piece piece =
            PieceReader.read(
                midi.score(), PieceFiles.semitones(midi.texts()), file.name(), encoding);
        music.add(piece.music());
        if (piece.notesLeftOut() > 0) {
          warnings.add(
              "Of "
                  + file.name()
                  + ", "
                  + piece.notesLeftOut()
                  + (piece.notesLeftOut() == 1 ? " note is" : " notes are")
                  + " left out, since the model knows no such notes.");
        }
      } catch (MidiFormatException e) {
        unreadable.add(new Rejected(file.name(), e.reason()));
      } catch (TooLongException e) {
        unreadable.add(new Rejected(file.name(), e.reason()));
      } catch (UnreadableSongException e) {
        unreadable.add(new Rejected(file.name(), e.reason()));
      }
    }
    return new GeneratedPieces(music, unreadable, warnings);
  }

  /**
   * Whether there are any.
   *
   * @throws org.musiclstm.InputException when it is no folder or cannot be read
   */
  static boolean areIn(Path directory) {
    return !SongFinder.look(folder(directory), OPTION).isEmpty();
  }

  private static SongFolder folder(Path directory) {
    return new SongFolder(directory, List.of(), List.of());
  }
}
