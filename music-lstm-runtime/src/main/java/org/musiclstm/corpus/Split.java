package org.musiclstm.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.musiclstm.Sha256;
import org.musiclstm.option.Option;
import org.musiclstm.tensor.NoteTensor;

/**
 * Which songs are learnt from and which only judge what was learnt.
 *
 * @param training in the order given
 * @param validation in the order given; may be empty
 */
public record Split(List<Song> training, List<Song> validation) {
  /** The share of the songs that is kept for validation. */
  public static final Option<Double> SHARE =
      Option.number("validationShare", 0, 0.9)
          .decidingBytes(0.1, "The share of the songs that is kept for validation, 0 to 0.9.");

  /** Copies the lists. */
  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Splits songs by their content, so that their names do not matter: those come to validation
   * whose hash is least. Songs with equal tensors stay together.
   *
   * @param share of the different songs that go to validation, 0 to 0.9; the number is rounded, and
   *     there is no validation where it comes to none or to all
   * @throws InputException when the share is another number
   */
  public static Split byShare(List<Song> songs, double share) {
    SHARE.check(share);
    List<String> ranks = songs.stream().map(Split::rank).toList();
    List<String> different = ranks.stream().distinct().sorted().toList();
    int count = (int) Math.round(share * different.size());
    if (count == 0 || count == different.size()) {
      return new Split(songs, List.of());
    }
    Set<String> chosen = Set.copyOf(different.subList(0, count));
    List<Song> training = new ArrayList<>();
    List<Song> validation = new ArrayList<>();
    for (int i = 0; i < songs.size(); i++) {
      (chosen.contains(ranks.get(i)) ? validation : training).add(songs.get(i));
    }
    return new Split(training, validation);
  }

  private static String rank(Song song) {
    return Sha256.of(("split" + song.tensor().sha256()).getBytes(StandardCharsets.UTF_8));
  }

  /** Takes two sets of songs as they are. */
  public static Split given(List<Song> training, List<Song> validation) {
    return new Split(training, validation);
  }

  /** How many songs of the training are in the validation too, so that they judge themselves. */
  public int sharedSongs() {
    Set<NoteTensor> judges = validation.stream().map(Song::tensor).collect(Collectors.toSet());
    return (int) training.stream().filter(song -> judges.contains(song.tensor())).count();
  }
}
