package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Duplicates;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.evaluation.Baseline;
import org.musiclstm.evaluation.Music;
import org.musiclstm.evaluation.MusicMetrics;
import org.musiclstm.evaluation.SongIndex;
import org.musiclstm.midi.Strictness;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.SmallModels;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Style;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingPlan;

/**
 * Work of every kind asks the more often whether to stop the more there is of it, and ends once it
 * is reported to. How long it is between two questions, no test can say: the program StopLatency
 * measures it.
 */
class StopEverywhereTest {
  @TempDir static Path folder;

  private static final int SONG = 200;

  private static List<NoteTensor> tensors(int count) {
    Random random = new Random(1);
    return Stream.generate(() -> RandomSongs.tensor(random, RandomSongs.ENCODING, SONG))
        .limit(count)
        .toList();
  }

  private static List<Song> songs(int count) {
    List<NoteTensor> tensors = tensors(count);
    return IntStream.range(0, count)
        .mapToObj(n -> RandomSongs.song("song " + n, tensors.get(n)))
        .toList();
  }

  /** A folder with so many songs. */
  private static Path files(int count) {
    Path songs = folder.resolve("songs-" + count);
    try {
      if (!Files.isDirectory(songs)) {
        Files.createDirectories(songs);
        List<NoteTensor> tensors = tensors(count);
        for (int n = 0; n < count; n++) {
          Files.write(songs.resolve(n + ".mid"), RandomSongs.midi(tensors.get(n)));
        }
      }
      return songs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SongFile> found(int count) {
    return SongFinder.look(new SongFolder(files(count), List.of(), List.of()), "midiDirectory");
  }

  private static Path file(int units) {
    return folder.resolve("model-" + units + ".zip");
  }

  private static void writeModel(int units) {
    ModelFile.write(
        file(units), SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 8 * units, 2));
  }

  private static void hash(int megabytes) {
    Path file = folder.resolve("large-" + megabytes);
    try {
      if (!Files.exists(file)) {
        Files.write(file, new byte[megabytes << 18]);
      }
      Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void json(int thousands) {
    try {
      JsonText.of(Collections.nCopies(thousands * 1000, "a value"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingPlan plan(int songs) {
    return new TrainingPlan(
        RandomSongs.ENCODING,
        SmallTraining.DEFAULT.iterations(50 * songs).options(),
        Split.given(songs(songs), List.of()),
        List.of());
  }

  private static Arguments work(String name, IntConsumer work) {
    return Arguments.of(name, work);
  }

  static final List<Arguments> WORK =
      List.of(
          work("finding files", StopEverywhereTest::found),
          work(
              "reading files",
              count -> CorpusReader.read(found(count), RandomSongs.ENCODING, Strictness.TOLERANT)),
          work("hashing", StopEverywhereTest::hash),
          work("looking for duplicates", count -> Duplicates.among(songs(count), 0.5)),
          work(
              "indexing songs",
              count ->
                  new SongIndex(tensors(count).stream().map(StopEverywhereTest::music).toList())),
          work(
              "looking songs up",
              count -> {
                List<Music> all = tensors(count).stream().map(StopEverywhereTest::music).toList();
                SongIndex index = new SongIndex(all);
                all.forEach(index::of);
              }),
          work(
              "measuring songs",
              count -> tensors(count).forEach(tensor -> MusicMetrics.of(music(tensor)))),
          work(
              "baselines",
              count -> Baseline.all(tensors(count)).forEach(b -> b.forecast(tensors(count)))),
          work("how much there is to compute", count -> plan(count).work()),
          work("writing models", StopEverywhereTest::writeModel),
          work(
              "reading models",
              units -> {
                Stop.ignoring(() -> writeModel(units));
                ModelFile.read(file(units));
              }),
          work("JSON", StopEverywhereTest::json));

  private static Music music(NoteTensor tensor) {
    return new Music("a song", tensor, Style.DEFAULT);
  }

  private static int asked(IntConsumer work, int amount) {
    AtomicInteger asked = new AtomicInteger();
    Stop.heeding(
        () -> asked.incrementAndGet() < 0,
        () -> {
          work.accept(amount);
          return "";
        });
    return asked.get();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("WORK")
  void theMoreWorkThereIsTheMoreOftenItAsksAndItEndsWhenItIsReported(
      String name, IntConsumer work) {
    int little = asked(work, 4);
    int much = asked(work, 40);

    assertThat(little).as("questions of little work").isPositive();
    assertThat(much).as("questions of much work").isGreaterThan(3 * little);
    for (int after : new int[] {0, little, much / 2, much - 1}) {
      AtomicInteger left = new AtomicInteger(after);
      assertThatThrownBy(
              () ->
                  Stop.heeding(
                      () -> left.decrementAndGet() < 0,
                      () -> {
                        work.accept(40);
                        return "";
                      }))
          .as("reported after %d questions", after)
          .isInstanceOf(StoppedException.class);
    }
  }
}
