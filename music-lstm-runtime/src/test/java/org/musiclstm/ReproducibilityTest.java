package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.Split;
import org.musiclstm.generation.Generator;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.Primer;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.Fingerprint;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingPlan;

/** The same MIDI files, options and seed give the same bytes, whatever runs them. */
class ReproducibilityTest {
  @TempDir Path folder;

  /** Puts songs into a folder. */
  private Path songs() throws IOException {
    Path songs = Files.createDirectories(folder.resolve("songs"));
    List<NoteTensor> tensors =
        RandomSongs.tensors(7, RandomSongs.ENCODING, 40, 33, 64, 12, 51, 24, 40);
    for (int n = 0; n < tensors.size(); n++) {
      Files.write(songs.resolve("song ü" + n + ".mid"), RandomSongs.midi(tensors.get(n)));
    }
    return songs;
  }

  /** From MIDI files to a model file and new MIDI files; the hash of all their bytes. */
  private static String run(Path songs, Path work, Kernel kernel, int threads, int iterations)
      throws IOException {
    Split split =
        Split.byShare(
            CorpusReader.read(
                    new SongFolder(songs, List.of(), List.of()), RandomSongs.ENCODING, true)
                .songs(),
            0.3);
    TrainingPlan plan =
        new TrainingPlan(
            RandomSongs.ENCODING,
            SmallTraining.DEFAULT
                .units(70)
                .layers(2)
                .iterations(iterations)
                .batchSize(4)
                .windowLayers(16)
                .validateEvery(6)
                .options(),
            split,
            List.of());
    Path file = work.resolve("model.zip");
    try (Workers workers = new Workers(threads)) {
      ModelFile.write(file, plan.model(plan.start(kernel, workers, List.of()).run(() -> false)));
      MusicModel model = ModelFile.read(file);
      List<Primer> primers = new ArrayList<>(Collections.nCopies(2, silence(model)));
      primers.add(Primer.beginning("x", split.validation().get(0).tensor(), 8));
      Fingerprint print = new Fingerprint();
      print.add("model", Fingerprint.of(Files.readAllBytes(file)));
      for (double temperature : new double[] {0.8, 1}) {
        List<Piece> pieces =
            new Generator(model, kernel, workers)
                .generate(primers, 24, temperature, 3, () -> false);
        Map<String, byte[]> files = PieceFiles.encode(pieces, model, 3);
        files.forEach((name, bytes) -> print.add(name, Fingerprint.of(bytes)));
        PieceFiles.write(files, work.resolve("music"), work.resolve("midi.zip"));
        print.add("archive", Fingerprint.of(Files.readAllBytes(work.resolve("midi.zip"))));
      }
      return print.hex();
    }
  }

  private static Primer silence(MusicModel model) {
    return Primer.silence(model.encoding());
  }

  @Test
  void kernelsAndThreadsDoNotChangeAByte() throws IOException {
    Path songs = songs();
    String expected = run(songs, folder, Kernels.scalar(), 1, 24);
    for (int threads : new int[] {1, 2, 3, 7}) {
      assertThat(run(songs, folder, Kernels.vector(), threads, 24))
          .as("%s threads", threads)
          .isEqualTo(expected);
    }
    assertThat(run(songs, folder, Kernels.scalar(), 3, 24)).isEqualTo(expected);
    assertThat(run(songs, folder, Kernels.scalar(), 1, 23)).isNotEqualTo(expected);
  }

  @Test
  void lanesLocalesTimeZonesAndCharsetsDoNotChangeAByte() throws Exception {
    Path songs = songs();
    String expected = run(songs, folder, Kernels.vector(), 2, 4);
    List<List<String>> cases =
        List.of(
            List.of("-XX:MaxVectorSize=16", "-Duser.language=tr", "-Duser.country=TR"),
            List.of("-XX:MaxVectorSize=32", "-Duser.timezone=Asia/Kolkata", "-Duser.language=ar"),
            List.of("-XX:MaxVectorSize=64", "-Dfile.encoding=UTF-16", "-Duser.language=th"),
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=ISO-8859-1",
                "-Dmusic-lstm.kernel=scalar"));
    List<ChildJvm> children = new ArrayList<>();
    for (int n = 0; n < cases.size(); n++) {
      Path work = Files.createDirectories(folder.resolve("case " + n));
      children.add(
          ChildJvm.start(
              work.resolve("output.txt"),
              cases.get(n),
              Program.class,
              songs.toString(),
              work.toString()));
    }
    for (int n = 0; n < cases.size(); n++) {
      int code = children.get(n).exitCode();
      assertThat(code).as("%s: %s", cases.get(n), children.get(n).output()).isZero();
      assertThat(folder.resolve("case " + n).resolve("hash.txt"))
          .as("%s", cases.get(n))
          .hasContent(expected);
    }
  }

  /** What the child JVMs run. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Path work = Path.of(arguments[1]);
      Files.writeString(
          work.resolve("hash.txt"), run(Path.of(arguments[0]), work, Kernels.best(), 2, 4));
    }
  }

  @Test
  void theOrderInWhichFilesWereMadeAndTheirTimesDoNotMatter() throws IOException {
    Path songs = songs();
    Path others = Files.createDirectories(folder.resolve("others"));
    List<Path> files;
    try (Stream<Path> found = Files.list(songs)) {
      files = found.sorted(Collections.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.write(others.resolve(file.getFileName().toString()), Files.readAllBytes(file));
    }

    assertThat(run(others, folder, Kernels.vector(), 2, 4))
        .isEqualTo(run(songs, folder, Kernels.vector(), 2, 4));
  }
}
