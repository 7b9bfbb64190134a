package org.musiclstm.midi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times reading a thousand files from disk, side by side on all processors, with this project's
 * reader, which makes scores of them, and with the JDK's, which makes lists of events. The files are
 * the first thousand below a folder, or a thousand scores at random.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(2)
public class MidiReaderBenchmark {
  private static final int FILES = 1000;

  /** Where the files are, or nothing for scores at random. */
  @Param("")
  public String folder = "";

  private List<Path> files = List.of();

  /** Finds or writes the files. */
  @Setup
  public void prepare() throws IOException {
    if (!folder.isEmpty()) {
      try (Stream<Path> found = Files.walk(Path.of(folder))) {
        files = found.filter(MidiReaderBenchmark::isMidi).sorted().limit(FILES).toList();
      }
      return;
    }
    Path directory = Files.createTempDirectory("midi-reader");
    directory.toFile().deleteOnExit();
    Random random = new Random(1);
    files = new ArrayList<>();
    for (int n = 0; n < FILES; n++) {
      Path file = directory.resolve(n + ".mid");
      file.toFile().deleteOnExit();
      files.add(Files.write(file, MidiWriter.write(RandomScores.next(random), List.of("x"))));
    }
  }

  private static boolean isMidi(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mid") || name.endsWith(".midi");
  }

  /** With this project's reader. */
  @Benchmark
  public long ours() {
    return files.parallelStream()
        .mapToLong(
            file -> {
              try {
                return MidiReader.read(bytes(file), "song.mid").score().end();
              } catch (MidiFormatException e) {
                return 0;
              }
            })
        .sum();
  }

  /** With the JDK's. */
  @Benchmark
  public long jdks() {
    return files.parallelStream()
        .mapToLong(
            file -> {
              try {
                return MidiSystem.getSequence(new ByteArrayInputStream(bytes(file)))
                    .getTickLength();
              } catch (InvalidMidiDataException | IOException e) {
                return 0;
              }
            })
        .sum();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
