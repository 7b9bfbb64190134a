package org.musiclstm.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.musiclstm.BoundedFile;
import org.musiclstm.InputException;
import org.musiclstm.midi.MidiFile;

/**
 * The MIDI files that were made beside those that are expected, byte by byte; all lists in order of
 * name.
 *
 * @param same the files that are the same
 * @param different the files that are not
 * @param notMade the files that are expected, but were not made
 * @param notExpected the files that were made, but are not expected
 */
public record MusicComparison(
    List<String> same, List<Difference> different, List<String> notMade, List<String> notExpected) {
  /**
   * A file that is there twice and not the same.
   *
   * @param name the file's name
   * @param how in what the one that was made differs: clauses without a full stop
   */
  public record Difference(String name, String how) {}

  /** Copies the lists. */
  public MusicComparison {
    same = List.copyOf(same);
    different = List.copyOf(different);
    notMade = List.copyOf(notMade);
    notExpected = List.copyOf(notExpected);
  }

  /**
   * Compares the MIDI files of two folders, without the folders in them. A folder that is not there
   * has none.
   *
   * @throws InputException when a file or folder cannot be read
   */
  public static MusicComparison of(Path expected, Path made) {
    Map<String, Path> expectedFiles = midiFiles(expected);
    Map<String, Path> madeFiles = midiFiles(made);
    List<String> same = new ArrayList<>();
    List<Difference> different = new ArrayList<>();
    List<String> notMade = new ArrayList<>();
    expectedFiles.forEach(
        (name, file) -> {
          Path other = madeFiles.remove(name);
          if (other == null) {
            notMade.add(name);
            return;
          }
          difference(name, read(file), read(other))
              .ifPresentOrElse(
                  how -> different.add(new Difference(name, how)), () -> same.add(name));
        });
    return new MusicComparison(same, different, notMade, List.copyOf(madeFiles.keySet()));
  }

  /**
   * In what a MIDI file differs that was made from one that is expected.
   *
   * @param name what both are called
   * @return clauses in one line, without a full stop; nothing where all bytes are the same
   */
  public static Optional<String> difference(String name, byte[] expected, byte[] made) {
    return Arrays.equals(expected, made)
        ? Optional.empty()
        : Optional.of(PieceDifference.between(name, expected, made));
  }

  /** Whether all that is expected was made, and nothing else. */
  public boolean isSame() {
    return different.isEmpty() && notMade.isEmpty() && notExpected.isEmpty();
  }

  private static Map<String, Path> midiFiles(Path folder) {
    Map<String, Path> byName = new TreeMap<>();
    if (!Files.exists(folder)) {
      return byName;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> isMidi(file.getFileName().toString()) && Files.isRegularFile(file))
          .forEach(file -> byName.put(file.getFileName().toString(), file));
    } catch (IOException e) {
      throw new InputException(
          "The folder " + folder + " cannot be read: " + e + ". Make it a folder that can.", e);
    }
    return byName;
  }

  /** Hidden files are what a run that was killed has left. */
  private static boolean isMidi(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (lower.endsWith(".mid") || lower.endsWith(".midi"));
  }

  private static byte[] read(Path file) {
    try {
      return BoundedFile.read(file, MidiFile.MOST_BYTES)
          .orElseThrow(
              () ->
                  new InputException(
                      "The file "
                          + file
                          + " has more than "
                          + MidiFile.MOST_BYTES
                          + " bytes, which no piece has. Remove it."));
    } catch (IOException e) {
      throw new InputException(
          "The file " + file + " cannot be read: " + e + ". Make it readable.", e);
    }
  }
}
