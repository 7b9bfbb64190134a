package org.musiclstm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;
import org.musiclstm.RandomSongs;
import org.musiclstm.Sha256;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Style;

/** How much memory models of many songs need to be written and read. */
class ProvenanceMemoryTest {
  private static final int SONGS = 20_000;
  private static final int HEAP = 40;

  @TempDir Path folder;

  @Test
  void whatAModelCameFromNeverLiesInMemoryAsText() throws Exception {
    Path file = folder.resolve("model.zip");

    for (String what : List.of("write", "read", "options")) {
      ChildJvm child =
          ChildJvm.start(
              folder.resolve("output.txt"),
              List.of("-Xmx" + HEAP + "m", "-XX:+UseSerialGC"),
              Program.class,
              what,
              file.toString(),
              Integer.toString(SONGS));
      assertThat(child.exitCode()).as(child.output()).isZero();
    }

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getEntry("provenance.json").getSize()).isGreaterThan(3L * HEAP * 500_000);
    }
  }

  /**
   * Writes or reads a model of so many songs with three findings each; with other {@code -Xmx}, it
   * finds what either needs at least, and says the seconds of processor time.
   *
   * <pre>
   * java -Xmx68m -XX:+UseSerialGC -cp ... org.musiclstm.model.ProvenanceMemoryTest$Program \
   *     write model.zip 100000
   * </pre>
   */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[1]);
      int songs = Integer.parseInt(arguments[2]);
      int found =
          switch (arguments[0]) {
            case "write" -> {
              ModelFile.write(file, model(songs));
              yield songs;
            }
            case "read" -> ModelFile.read(file).provenance().songs().size();
            case "options" -> ModelFile.options(file).isEmpty() ? 0 : songs;
            default -> throw new IllegalArgumentException(arguments[0]);
          };
      if (found != songs) {
        throw new IllegalStateException(found + " songs");
      }
      System.out.println(
          arguments[0]
              + " "
              + ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis()
              + " ms");
    }

    private static MusicModel model(int songs) {
      MusicModel model = SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 8, 1);
      Provenance one = model.provenance();
      List<Provenance.SongOrigin> origins = new ArrayList<>();
      for (int n = 0; n < songs; n++) {
        String name = "folder/song " + n + ".mid";
        origins.add(
            new Provenance.SongOrigin(
                name,
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                Provenance.Side.TRAINING,
                1000 + n % 1000,
                n % 5000,
                List.of("first finding", "second finding", "third finding")));
      }
      return new MusicModel(
          model.encoding(),
          model.style(),
          model.parameters(),
          model.log(),
          new Provenance(
              one.fingerprint(),
              one.making(),
              origins,
              one.rejected(),
              one.options(),
              one.results()));
    }
  }
}
