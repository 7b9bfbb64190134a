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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musiclstm.BoundedFile;
import org.musiclstm.FileSwap;
import org.musiclstm.FreshFolder;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiFormatException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.ZipWriter;
import org.musiclstm.tensor.Style;

/** Pieces as MIDI files, and all of them in one zip. */
public final class PieceFiles {
  /** What a run that was killed left of a file. */
  private static final Pattern HALF = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.part");

  private PieceFiles() {}

  /**
   * Encodes pieces as MIDI files by name. Each says in its first text where it came from.
   *
   * @param style tempo, metre and sounds of the pieces
   */
  public static Map<String, byte[]> encode(
      List<Piece> pieces, PieceName names, Style style, PieceOrigins origins) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      files.put(names.of(piece.number()), encode(piece, style, origins));
    }
    return files;
  }

  /** Encodes pieces as MIDI files of the default names. */
  public static Map<String, byte[]> encode(List<Piece> pieces, Style style, PieceOrigins origins) {
    return encode(pieces, PieceName.DEFAULT, style, origins);
  }

  /** Encodes a piece as a MIDI file. */
  static byte[] encode(Piece piece, Style style, PieceOrigins origins) {
    return MidiWriter.write(piece.score(style), List.of(origins.of(piece).text()));
  }

  /**
   * By how many semitones a piece was moved up when it was written, to be in the key that was asked
   * for.
   *
   * @param texts what its MIDI file says of itself
   * @return 0 too where no text says so
   */
  public static int semitones(List<String> texts) {
    return Origin.find(texts).map(Origin::semitones).orElse(0);
  }

  /** Whether a file is a piece that was generated, by what it says of itself. */
  public static boolean isGenerated(Path file) {
    try {
      Optional<byte[]> bytes =
          Files.isRegularFile(file)
              ? BoundedFile.read(file, MidiFile.MOST_BYTES)
              : Optional.empty();
      return bytes.isPresent()
          && Origin.find(MidiReader.read(bytes.get(), file.toString()).texts()).isPresent();
    } catch (IOException | MidiFormatException e) {
      return false;
    }
  }

  /**
   * Writes the files into a folder and into a zip, all of them or none. They are made in a fresh
   * folder beside it before the first takes its place, so that a full disk, or a program that has
   * one of them open, leaves the music of an earlier run whole. Pieces of that run that are not
   * among these are removed: files that are called so, and say that they were generated. Nothing
   * else is touched.
   *
   * @param names how pieces are called
   * @throws InputException when something cannot be written
   */
  public static void write(
      Map<String, byte[]> files, PieceName names, Path directory, Path archive) {
    write(files, names, directory, archive, new FileSwap());
  }

  /** Writes the files, and has them put in their places by a swap. */
  static void write(
      Map<String, byte[]> files, PieceName names, Path directory, Path archive, FileSwap swap) {
    makeDirectory(directory);
    for (String name : files.keySet()) {
      if (Files.isDirectory(directory.resolve(name))) {
        throw new InputException(
            "The piece "
                + directory.resolve(name)
                + " cannot be written: a folder has its name. Remove it, or set outputDirectory.");
      }
    }
    try (FreshFolder fresh =
            FreshFolder.beside(directory, name -> names.isOne(name) || isHalf(name, names));
        WholeFile.Half zip = WholeFile.writeBeside(archive, out -> writeArchive(files, out))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path made = fresh.path().resolve(file.getKey());
        WholeFile.write(made, out -> out.write(file.getValue()));
        swap.put(made, directory.resolve(file.getKey()));
      }
      swap.put(zip.path(), archive);
      old(directory, files.keySet(), names).forEach(swap::takeAway);
      swap.run();
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static void writeArchive(Map<String, byte[]> files, OutputStream out) throws IOException {
    try (ZipWriter zip = new ZipWriter(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.add(file.getKey(), file.getValue());
      }
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

  private static boolean isHalf(String name, PieceName names) {
    Matcher half = HALF.matcher(name);
    return half.matches() && names.isOne(half.group(1));
  }

  private static List<Path> old(Path directory, Set<String> made, PieceName names) {
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if ((names.isOne(name) && !made.contains(name) && isGenerated(file))
            || isHalf(name, names)) {
          old.add(file);
        }
      }
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
    return old;
  }
}
