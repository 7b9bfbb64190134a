package org.musiclstm.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.musiclstm.BoundedFile;
import org.musiclstm.LongPath;
import org.musiclstm.Sha256;
import org.musiclstm.format.Remedy;
import org.musiclstm.midi.MidiFile;

/** Reads files that may hold songs, be they pipes, sparse or growing. */
public final class SongBytes {
  /** No song is longer than this. */
  public static final long MOST = MidiFile.MOST_BYTES;

  private static final String TOO_MANY = "it has more than " + MOST + " bytes, which no song has";

  private SongBytes() {}

  /**
   * Reads a file whole.
   *
   * @throws UnreadableSongException when it cannot be opened, is no regular file or has too many
   *     bytes
   */
  public static byte[] read(Path file) throws UnreadableSongException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // To open a pipe would be to wait for ever.
        throw new UnreadableSongException("it is no regular file", null);
      }
      Optional<byte[]> bytes = BoundedFile.read(file, MOST);
      if (bytes.isEmpty()) {
        throw new UnreadableSongException(TOO_MANY, null);
      }
      return bytes.get();
    } catch (IOException e) {
      throw new UnreadableSongException(
          isOfAnnex(file)
              ? "it is a link of git-annex to a song that is not here; " + Remedy.FETCH_WITH_ANNEX
              : LongPath.reason(file, e).orElse("it cannot be opened"),
          e);
    }
  }

  /**
   * The hash of a file's content, as {@link Song#fileSha256} has it.
   *
   * @return nothing for a file that can be no song
   * @throws IOException when it cannot be read
   */
  public static Optional<String> sha256(Path file) throws IOException {
    return Files.isRegularFile(file) ? Sha256.of(file, MOST) : Optional.empty();
  }

  private static boolean isOfAnnex(Path file) {
    try {
      return Files.isSymbolicLink(file)
          && Files.readSymbolicLink(file).toString().replace('\\', '/').contains("/annex/objects/");
    } catch (IOException e) {
      return false;
    }
  }
}
