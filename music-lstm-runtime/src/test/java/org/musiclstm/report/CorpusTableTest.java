package org.musiclstm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.Duplicate;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.Rejected;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.songs.SplitCorpus;

class CorpusTableTest {
  /** Songs of which every second one has as many findings as its number says. */
  private static List<Song> songs(int count) {
    Random random = new Random(1);
    List<Song> songs = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Song song =
          RandomSongs.song(
              String.format("%03d.mid", n),
              RandomSongs.tensor(random, RandomSongs.ENCODING, 20 + n));
      List<String> findings = new ArrayList<>();
      for (int finding = 0; finding < n && n % 2 == 0; finding++) {
        findings.add("finding " + finding);
      }
      songs.add(
          new Song(
              song.name(),
              song.fileSha256(),
              song.tensor(),
              song.style(),
              song.notes(),
              song.report(),
              findings,
              song.facts()));
    }
    return songs;
  }

  private static CorpusTable table(List<Song> songs, int rejected, List<Duplicate> duplicates) {
    SongSource source =
        new SongSource(
            new SongFolder(Path.of("midi"), List.of(), List.of()),
            List.of(),
            false,
            false,
            RandomSongs.ENCODING);
    List<Rejected> files = new ArrayList<>();
    for (int n = 0; n < rejected; n++) {
      files.add(new Rejected("bad-" + n + ".mid", "it is bad"));
    }
    SplitCorpus corpus =
        new SplitCorpus(
            source,
            0.1,
            new Corpus(songs, files, LeftOut.NOTHING),
            List.of(),
            new Split(songs, List.of()));
    return new CorpusTable(
        CorpusReport.of(corpus, duplicates, song -> Optional.empty(), Optional.empty()));
  }

  @Test
  void ofFewSongsAllAreReported() {
    List<String> lines = table(songs(40), 0, List.of()).songs();

    assertThat(lines).hasSize(41);
    assertThat(lines.get(0)).startsWith("song     parts  notes");
    assertThat(lines.get(1)).startsWith("000.mid ");
    assertThat(lines.get(40)).startsWith("039.mid ");
  }

  @Test
  void ofManySongsTheWorstAreReported() {
    List<String> lines = table(songs(100), 0, List.of()).songs();

    assertThat(lines).hasSize(22);
    assertThat(lines.get(0)).startsWith("Of 100 songs, the 20 of which most is lost;");
    assertThat(lines.get(2)).startsWith("098.mid ").contains(" 98 ");
    assertThat(lines.get(21)).startsWith("060.mid ");
  }

  @Test
  void ofManyRejectedFilesAndDuplicatesTheFirstAreReported() {
    List<Song> songs = songs(50);
    List<Duplicate> duplicates = new ArrayList<>();
    for (Song song : songs.subList(1, 24)) {
      duplicates.add(new Duplicate(song, songs.get(0), Duplicate.Kind.SIMILAR, 0.876, -1));
    }

    CorpusTable table = table(songs, 22, duplicates);

    assertThat(table.rejected())
        .hasSize(23)
        .startsWith(
            "left out 22 of 72 files:",
            "  22 of them for one reason: it is bad",
            "  bad-0.mid: it is bad")
        .endsWith("  and 2 more, which are in the report");
    assertThat(table.duplicates())
        .hasSize(22)
        .startsWith(
            "much the same as another: 23 of 50 songs:",
            "  001.mid: 88 % like 000.mid, 1 semitone lower")
        .endsWith("  and 3 more, which are in the report");
    assertThat(table.totals().get(0)).startsWith("50 songs of 72 files, with ");
  }

  @Test
  void whereNothingIsWrongNothingIsReported() {
    CorpusTable table = table(songs(1), 0, List.of());

    assertThat(table.rejected()).isEmpty();
    assertThat(table.duplicates()).isEmpty();
    assertThat(table.totals()).hasSize(1);
  }
}
