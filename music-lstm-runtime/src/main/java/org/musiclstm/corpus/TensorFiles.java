package org.musiclstm.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.musiclstm.InputException;
import org.musiclstm.OpenFiles;
import org.musiclstm.Sha256;
import org.musiclstm.WholeFile;
import org.musiclstm.tensor.NoteTensor;

/**
 * Songs as {@code .npy} files in one folder. A file is called by the song's path, as far as it
 * consists of letters and digits that every file system takes, and by a hash of path and content,
 * which distinguishes songs whose paths then look the same.
 */
public final class TensorFiles {
  private static final int HASH = 12;
  private static final int MOST_LETTERS = 80;
  private static final String END = ".npy";

  /** A file of a song, or what a run that was killed left of one. */
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9_-]{0,80}-[0-9a-f]{12}(-inputs|-targets)?\\.npy|\\..*-[0-9a-f]{12}.*\\.npy\\.part");

  private static final Pattern ENDING =
      Pattern.compile("(?i)\\.(" + String.join("|", SongFolder.MIDI_ENDINGS) + ")$");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9-]+");

  /** Which steps of a song a file holds. */
  public enum Content {
    /** All of them. */
    WHOLE(""),
    /** All but the last one. */
    INPUTS("-inputs"),
    /** All but the first one, so that each is what follows the input of the same number. */
    TARGETS("-targets");

    private final String suffix;

    Content(String suffix) {
      this.suffix = suffix;
    }
  }

  private TensorFiles() {}

  /** The name of a song's file. */
  public static String name(Song song, Content content) {
    String path = ENDING.matcher(song.name()).replaceFirst("");
    String plain = MARKS.matcher(Normalizer.normalize(path, Normalizer.Form.NFKD)).replaceAll("");
    String safe = UNSAFE.matcher(plain).replaceAll("_");
    String hash =
        Sha256.of((song.name() + "\n" + song.fileSha256()).getBytes(StandardCharsets.UTF_8));
    return safe.substring(Math.max(0, safe.length() - MOST_LETTERS))
        + "-"
        + hash.substring(0, HASH)
        + content.suffix
        + END;
  }

  /**
   * Writes a song's file.
   *
   * @return how many bytes it has
   * @throws InputException when it cannot be written
   */
  public static long write(Song song, Content content, Path directory) {
    NoteTensor tensor = song.tensor();
    int begin = content == Content.TARGETS ? 1 : 0;
    int end = tensor.steps() - (content == Content.INPUTS ? 1 : 0);
    Path file = directory.resolve(name(song, content));
    WholeFile.write(file, out -> tensor.writeNpy(begin, end, out));
    return file.toFile().length();
  }

  /**
   * Removes the files of songs that are no longer there; nothing else is touched.
   *
   * @param names the names of the files that stay
   * @throws InputException when one cannot be removed
   */
  public static void removeOthers(Path directory, Set<String> names) {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (NAME.matcher(name).matches() && !names.contains(name)) {
          others.add(file);
        }
      }
      for (Path other : others) {
        OpenFiles.remove(other);
      }
    } catch (IOException e) {
      throw new InputException(
          "The tensors that an earlier run left in "
              + directory
              + " cannot be removed: "
              + e
              + ". Remove them, or set tensorDirectory to another folder.",
          e);
    }
  }
}
