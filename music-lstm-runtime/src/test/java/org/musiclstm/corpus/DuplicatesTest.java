package org.musiclstm.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musiclstm.RandomSongs;
import org.musiclstm.Sha256;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

class DuplicatesTest {
  private static final Encoding ENCODING = Encoding.DEFAULT;

  /** A song of one random part. */
  private static Score score(int seed, int steps) {
    return Decoder.decode(
        RandomSongs.tensor(new Random(seed), RandomSongs.ENCODING, steps), Style.DEFAULT);
  }

  private static Score changed(Score score, int up, int times) {
    List<Part> parts =
        score.parts().stream()
            .map(
                part ->
                    new Part(
                        part.name(),
                        part.channel(),
                        part.program(),
                        part.notes().stream()
                            .map(
                                note ->
                                    new Note(
                                        times * note.start(),
                                        times * note.duration(),
                                        note.pitch() + up,
                                        note.velocity()))
                            .toList()))
            .toList();
    return new Score(
        score.ticksPerQuarter(), parts, score.tempos(), score.metres(), times * score.end());
  }

  private static Song song(String name, Score score, String... texts) {
    byte[] file = MidiWriter.write(score, List.of(texts));
    Score read = MidiReader.read(file, name).score();
    Encoded encoded = Encoder.encode(read, ENCODING);
    return new Song(
        name,
        Sha256.of(file),
        encoded.tensor(),
        Style.DEFAULT,
        encoded.notes(),
        encoded.report(),
        List.of(),
        SongFacts.of(read, LeftOut.NOTHING));
  }

  @Test
  void whatIsTheSameIsFoundInWhateverOrderTheSongsAre() {
    Score score = score(1, 300);
    Song one = song("a", score);
    Song copy = song("b", score);
    Song exported = song("c", score, "another program");
    Song transposed = song("d", changed(score, -4, 1));
    Song stretched = song("e", changed(score, 0, 3));
    Song other = song("f", score(2, 300));
    List<Song> songs = new ArrayList<>(List.of(one, copy, exported, transposed, stretched, other));
    Random random = new Random(1);
    for (int n = 0; n < 10; n++) {
      Collections.shuffle(songs, random);

      assertThat(Duplicates.among(songs, 0.8))
          .containsExactly(
              new Duplicate(copy, one, Duplicate.Kind.SAME_FILE, 1, 0),
              new Duplicate(exported, one, Duplicate.Kind.SAME_TENSOR, 1, 0),
              new Duplicate(transposed, one, Duplicate.Kind.SIMILAR, 1, -4),
              new Duplicate(stretched, one, Duplicate.Kind.SIMILAR, 1, 0));
    }
  }

  @Test
  void aSongIsADuplicateOfTheOneThatItIsMostLike() {
    Song one = song("a", score(1, 400));
    Song shortened = song("b", shortened(score(1, 400), 0.7));
    Song again = song("c", changed(shortened(score(1, 400), 0.7), 2, 1));

    List<Duplicate> found = Duplicates.among(List.of(one, shortened, again), 0.6);

    assertThat(found).extracting(Duplicate::song).containsExactly(shortened, again);
    assertThat(found).extracting(Duplicate::original).containsExactly(one, shortened);
    assertThat(found.get(0).resemblance()).isBetween(0.6, 0.8);
    assertThat(found.get(1).resemblance()).isEqualTo(1);
    assertThat(Duplicates.among(List.of(one, shortened), 0.9)).isEmpty();
  }

  private static Score shortened(Score score, double share) {
    long end = (long) (score.end() * share);
    List<Part> parts =
        score.parts().stream()
            .map(
                part ->
                    new Part(
                        part.name(),
                        part.channel(),
                        part.program(),
                        part.notes().stream().filter(note -> note.start() < end).toList()))
            .toList();
    return new Score(score.ticksPerQuarter(), parts, score.tempos(), score.metres(), score.end());
  }

  @Test
  void songsAreFoundAsTheComparisonOfAllPairsFindsThem() {
    Random random = new Random(3);
    for (int n = 0; n < 20; n++) {
      List<Song> songs = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Score score = score(random.nextInt(12), 40 + random.nextInt(3) * 120);
        songs.add(
            song(
                String.format("%02d", i),
                changed(shortened(score, 0.6 + 0.4 * random.nextDouble()), random.nextInt(5), 1)));
      }
      double least = 0.5 + 0.5 * random.nextDouble();

      for (Duplicate duplicate : Duplicates.among(songs, least)) {
        if (duplicate.kind() == Duplicate.Kind.SIMILAR) {
          assertThat(duplicate.resemblance()).isGreaterThanOrEqualTo(least);
        }
      }
      List<Song> found = Duplicates.among(songs, least).stream().map(Duplicate::song).toList();
      for (int i = 0; i < songs.size(); i++) {
        Sketch sketch = songs.get(i).facts().sketch();
        assertThat(found.contains(songs.get(i)))
            .isEqualTo(
                songs.subList(0, i).stream()
                    .anyMatch(other -> sketch.resemblance(other.facts().sketch()) >= least));
      }
    }
  }

  @Test
  void whatIsHardlyAlikeCannotBeAskedFor() {
    assertThatThrownBy(() -> Duplicates.among(List.of(), 0.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5 to 1");
  }
}
