package org.musiclstm.generation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musiclstm.FileSwap;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.ZipWriter;

/** Pieces as MIDI files: {@code piece-001.mid} and so on, and all of them in one zip. */
public final class PieceFiles {
  /** A piece, or what a run that was killed left of one. */
  private static final Pattern NAME = Pattern.compile("piece-[0-9]{3,}\\.mid|\\.piece-.*\\.part");

  private PieceFiles() {}

  /** Encodes pieces as MIDI files by name. Each tells in its first text where it came from. */
  public static Map<String, byte[]> encode(List<Piece> pieces, MusicModel model) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      files.put(name(piece.number()), encode(piece, model));
    }
    return files;
  }

  /** Encodes a piece as a MIDI file. */
  static byte[] encode(Piece piece, MusicModel model) {
    String origin =
        new Origin(
                model.provenance().fingerprint(),
                piece.seed(),
                piece.number(),
                piece.semitones(),
                piece.primer().name())
            .text();
    return MidiWriter.write(piece.score(model.style()), List.of(origin));
  }

  /**
   * By how many semitones a piece was moved up when it was written, to be in the key that was asked
   * for.
   *
   * @param texts what its MIDI file says of itself
   * @return 0 too where no text says so
   */
  public static int semitones(List<String> texts) {
    return texts.stream().findFirst().flatMap(Origin::parse).map(Origin::semitones).orElse(0);
  }

  /** Whether a file's name is that of a piece. */
  public static boolean isPiece(String name) {
    return NAME.matcher(name).matches();
  }

  /** The name of a piece's file. */
  public static String name(int number) {
    String digits = Integer.toString(number);
    return "piece-" + "0".repeat(Math.max(0, 3 - digits.length())) + digits + ".mid";
  }

  /**
   * Writes the files into a folder and into a zip, all of them or none. They are made in a fresh
   * folder beside it before the first takes its place, so that a full disk, or a program that has
   * one of them open, leaves the music of an earlier run whole. Pieces of that run that are not
   * among these are removed; nothing else is touched.
   *
   * @throws InputException when something cannot be written
   */
  public static void write(Map<String, byte[]> files, Path directory, Path archive) {
    write(files, directory, archive, new FileSwap());
  }

  /** Writes the files, and has them put in their places by a swap. */
  static void write(Map<String, byte[]> files, Path directory, Path archive, FileSwap swap) {
    makeDirectory(directory);
    for (String name : files.keySet()) {
      if (Files.isDirectory(directory.resolve(name))) {
        throw new InputException(
            "The piece "
                + directory.resolve(name)
                + " cannot be written: a folder has its name. Remove it, or set outputDirectory.");
      }
    }
    Path fresh = directory.resolveSibling("." + directory.getFileName() + "." + UUID.randomUUID());
    Path zip = WholeFile.writeBeside(archive, out -> writeArchive(files, out));
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        WholeFile.write(fresh.resolve(file.getKey()), out -> out.write(file.getValue()));
        swap.put(fresh.resolve(file.getKey()), directory.resolve(file.getKey()));
      }
      swap.put(zip, archive);
      for (Path old : pieces(directory)) {
        if (!files.containsKey(old.getFileName().toString())) {
          swap.takeAway(old);
        }
      }
      swap.run();
    } finally {
      remove(files.keySet(), fresh, zip);
    }
  }

  private static void writeArchive(Map<String, byte[]> files, OutputStream out) throws IOException {
    try (ZipWriter zip = new ZipWriter(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.add(file.getKey(), file.getValue());
      }
    }
  }

  private static void remove(Set<String> names, Path fresh, Path zip) {
    try {
      Files.deleteIfExists(zip);
      for (String name : names) {
        Files.deleteIfExists(fresh.resolve(name));
      }
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // A folder beside the music, which the next clean takes away.
    }
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
    if (!Files.isWritable(directory)) {
      throw unwritable(directory, null);
    }
  }

  private static InputException unwritable(Path directory, @Nullable IOException cause) {
    return new InputException(
        "The folder "
            + directory
            + " cannot be written"
            + (cause == null ? "" : ": " + cause)
            + ". Set outputDirectory to a folder that can.",
        cause);
  }

  private static List<Path> pieces(Path directory) {
    List<Path> pieces = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          pieces.add(file);
        }
      }
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
    return pieces;
  }
}
