package org.musiclstm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Puts some files in their places, in which others may be, and takes others away: all of it or
 * nothing. What was there before is put aside first, so that while a file of them cannot be moved,
 * as when a program has it open, none has been replaced; when anything fails, all of it is put
 * back.
 */
public final class FileSwap {
  /** Moves and removes files. */
  interface Moves {
    void move(Path from, Path to) throws IOException;

    void remove(Path file) throws IOException;
  }

  /** As the system does it. */
  private static final Moves OF_THE_SYSTEM =
      new Moves() {
        @Override
        public void move(Path from, Path to) throws IOException {
          OpenFiles.move(from, to);
        }

        @Override
        public void remove(Path file) throws IOException {
          OpenFiles.remove(file);
        }
      };

  /** A file that goes from one place to another. */
  private record Move(Path from, Path to) {}

  private final Moves moves;
  private final List<Move> fresh = new ArrayList<>();
  private final List<Path> old = new ArrayList<>();

  /** Begins with nothing to do. */
  public FileSwap() {
    this(OF_THE_SYSTEM);
  }

  /** Begins with nothing to do, and will do it so. */
  FileSwap(Moves moves) {
    this.moves = moves;
  }

  /**
   * Plans to put a file in a place.
   *
   * @param file on the same disk, best beside the place
   */
  public void put(Path file, Path place) {
    fresh.add(new Move(file, place));
    old.add(place);
  }

  /** Plans to take a file away, if it is there. */
  public void takeAway(Path file) {
    old.add(file);
  }

  /**
   * Does what is planned, whoever asks to {@linkplain Stop stop}.
   *
   * @throws InputException when it cannot be done; all is then as it was before
   */
  public void run() {
    Stop.ignoring(this::swap);
  }

  private void swap() {
    for (Path file : old) {
      if (Files.isDirectory(file)) {
        throw new InputException(
            "The file " + file + " cannot be written: a folder has its name. Choose another name.");
      }
    }
    Deque<Move> done = new ArrayDeque<>();
    List<Path> aside = new ArrayList<>();
    for (Path file : old) {
      if (Files.exists(file)) {
        Path other = file.resolveSibling("." + name(file) + "." + UUID.randomUUID() + ".part");
        move(new Move(file, other), file, done);
        aside.add(other);
      }
    }
    for (Move move : fresh) {
      move(move, move.to(), done);
    }
    for (Path file : aside) {
      try {
        moves.remove(file);
      } catch (IOException e) {
        // What takes its place is there; whoever comes next looks for what was left.
      }
    }
  }

  /** Of a file that was put aside by a run that was killed, the name that it had before. */
  private static String name(Path file) {
    return file.getFileName()
        .toString()
        .replaceFirst("^\\.", "")
        .replaceFirst("\\.[0-9a-f-]{36}\\.part$", "");
  }

  private void move(Move move, Path concerned, Deque<Move> done) {
    try {
      moves.move(move.from(), move.to());
      done.push(move);
    } catch (IOException e) {
      String state = putBack(done);
      throw new InputException(
          "The file "
              + concerned
              + " cannot be replaced: "
              + OpenFiles.reason(concerned, e)
              + ", and run the build again"
              + state
              + ".",
          e);
    }
  }

  /** Undoes what was done, and says in how far that worked. */
  private String putBack(Deque<Move> done) {
    List<Path> lost = new ArrayList<>();
    for (Move move : done) {
      try {
        moves.move(move.to(), move.from());
      } catch (IOException e) {
        lost.add(move.from());
      }
    }
    return lost.isEmpty()
        ? "; nothing was replaced"
        : "; "
            + lost.get(0)
            + (lost.size() == 1 ? "" : " and " + (lost.size() - 1) + " more files")
            + " could not be put back, so what lies there is of two runs until then";
  }
}
