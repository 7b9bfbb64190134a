package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;

class SplitTest {
  private static List<Song> songs(Random random, int count) {
    List<Song> songs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      songs.add(Songs.song(i + ".mid", Style.DEFAULT, random.ints(2, 0, 6).toArray()));
    }
    return songs;
  }

  private static Set<NoteTensor> tensors(List<Song> songs) {
    return songs.stream().map(Song::tensor).collect(Collectors.toSet());
  }

  @Test
  void everySongIsOnOneSideAndExactDuplicatesAreOnTheSame() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      List<Song> songs = songs(random, 1 + random.nextInt(40));
      double share = 0.9 * random.nextDouble();

      Split split = Split.byShare(songs, share);

      List<Song> all = new ArrayList<>(split.training());
      all.addAll(split.validation());
      assertThat(all).containsExactlyInAnyOrderElementsOf(songs);
      assertThat(split.training()).isNotEmpty();
      assertThat(split.sharedSongs()).isZero();
      Set<NoteTensor> both = new HashSet<>(tensors(split.training()));
      both.retainAll(tensors(split.validation()));
      assertThat(both).isEmpty();
      int different = tensors(songs).size();
      long wanted = Math.round(share * different);
      assertThat(tensors(split.validation())).hasSize(wanted == different ? 0 : (int) wanted);
    }
  }

  @Test
  void neitherNamesNorOrderDecide() {
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      List<Song> songs = songs(random, 20);
      Split split = Split.byShare(songs, 0.3);
      List<Song> renamed =
          new ArrayList<>(
              songs.stream()
                  .map(
                      song ->
                          new Song(
                              "x" + song.name(),
                              song.fileSha256(),
                              song.tensor(),
                              song.style(),
                              song.notes(),
                              song.report(),
                              song.findings(),
                              song.facts()))
                  .toList());
      Collections.shuffle(renamed, random);

      assertThat(tensors(Split.byShare(renamed, 0.3).validation()))
          .isEqualTo(tensors(split.validation()));
    }
  }

  @Test
  void theSplitIsTheSameInEveryRelease() {
    List<Song> songs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      songs.add(Songs.song(i + ".mid", Style.DEFAULT, i, 0));
    }

    // The least three of sha256("split" + sha256 of the tensor), computed with Python.
    assertThat(Split.byShare(songs, 0.25).validation())
        .extracting(Song::name)
        .containsExactly("4.mid", "6.mid", "7.mid");
  }

  @Test
  void tooFewSongsAreNotSplit() {
    List<Song> two =
        List.of(Songs.song("a", Style.DEFAULT, 1, 2), Songs.song("b", Style.DEFAULT, 3, 4));

    assertThat(Split.byShare(two, 0.2)).isEqualTo(new Split(two, List.of()));
    assertThat(Split.byShare(two, 0.8)).isEqualTo(new Split(two, List.of()));
    assertThat(Split.byShare(two, 0.5).validation()).hasSize(1);
    assertThat(Split.byShare(two, 0)).isEqualTo(new Split(two, List.of()));
  }

  @Test
  void aShareOutOfRangeIsRefused() {
    for (double share : new double[] {-0.1, 0.91, 1, Double.NaN}) {
      assertThatThrownBy(() -> Split.byShare(List.of(), share))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("validationShare");
    }
  }

  @Test
  void songsThatAreOnBothSidesOfAGivenSplitAreCounted() {
    Song one = Songs.song("a", Style.DEFAULT, 1, 2);
    Song same = Songs.song("b", Style.DEFAULT, 1, 2);
    Song other = Songs.song("c", Style.DEFAULT, 3, 4);

    Split split =
        Split.given(List.of(one, same, other), List.of(Songs.song("d", Style.DEFAULT, 1, 2)));

    assertThat(split.training()).containsExactly(one, same, other);
    assertThat(split.sharedSongs()).isEqualTo(2);
  }
}
