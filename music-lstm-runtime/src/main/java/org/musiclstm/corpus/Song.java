package org.musiclstm.corpus;

import java.util.List;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.SongReport;
import org.musiclstm.tensor.Style;

/**
 * A song of a build.
 *
 * @param name the file's path relative to its folder, with {@code /} between names, in Unicode NFC
 * @param fileSha256 SHA-256 of the file's bytes in lower-case hexadecimal
 * @param tensor the song on the grid
 * @param style the tempo and the metre that hold longest, and of each part the median velocity and
 *     the most used program
 * @param notes how many notes of the file are in the tensor
 * @param report what the encoding made of the file
 * @param findings what was tolerated, left out or merged, a clause each; empty for most songs
 * @param facts what the song is like as its file says it
 */
public record Song(
    String name,
    String fileSha256,
    NoteTensor tensor,
    Style style,
    int notes,
    SongReport report,
    List<String> findings,
    SongFacts facts) {
  /** Copies the list. */
  public Song {
    findings = List.copyOf(findings);
  }

  /** Songs on the grid, in their order. */
  public static List<NoteTensor> tensors(List<Song> songs) {
    return songs.stream().map(Song::tensor).toList();
  }
}
