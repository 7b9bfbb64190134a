package org.musiclstm.songs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.UnreadableSongException;
import org.musiclstm.generation.Origin;
import org.musiclstm.network.EngineName;

/**
 * A generated piece, wherever somebody found it.
 *
 * @param name its path below the folder that was looked into, or its file's name
 * @param bytes the file
 * @param origin where it says that it came from
 */
public record PieceOnDisk(String name, byte[] bytes, Origin origin) {
  /**
   * Finds the files of pieces.
   *
   * @param music a file, or a folder with all folders in it
   * @param option the option that names it, for messages
   * @return in order of name
   * @throws InputException when there are none
   */
  public static List<SongFile> find(Path music, String option) {
    if (Files.isDirectory(music)) {
      return SongFinder.find(new SongFolder(music, List.of(), List.of()), option);
    }
    if (!Files.exists(music)) {
      throw new InputException(
          "There is no file "
              + music
              + ". Set "
              + option
              + " to a MIDI file that generate wrote, or to a folder of them.");
    }
    return List.of(new SongFile(SongFinder.name(music), music));
  }

  /**
   * Reads a piece.
   *
   * @throws InputException when it cannot be read, or does not say where it came from
   */
  public static PieceOnDisk read(SongFile file) {
    try {
      byte[] bytes = SongBytes.read(file.path());
      return new PieceOnDisk(file.name(), bytes, Origin.of(bytes, file.name()));
    } catch (UnreadableSongException e) {
      throw new InputException(
          file.name()
              + " is no piece that can be read: "
              + e.reason()
              + ". Take the file as generate wrote it.",
          e);
    }
  }

  /**
   * What has to run the network to make pieces again: an engine that needs libraries if any of them
   * was made with it. Of those that cannot be read, nothing is said yet.
   *
   * @param music a file, or a folder with all folders in it
   * @param option the option that names it, for messages
   * @throws InputException when there are none
   */
  public static EngineName engine(Path music, String option) {
    List<EngineName> engines = new ArrayList<>();
    for (SongFile file : find(music, option)) {
      try {
        engines.add(read(file).origin().engine());
      } catch (InputException e) {
        // The worker says so, with what can be said of the others.
      }
    }
    return engines.stream()
        .filter(engine -> !engine.libraries().isEmpty())
        .findFirst()
        .orElseGet(EngineName::byDefault);
  }
}
