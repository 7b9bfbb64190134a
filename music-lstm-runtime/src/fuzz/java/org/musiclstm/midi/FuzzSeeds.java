package org.musiclstm.midi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Writes the files that fuzzing begins with into the folder that the argument names. */
public final class FuzzSeeds {
  private static final int FILES = 300;

  private FuzzSeeds() {}

  /** Writes the files. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.createDirectories(Path.of(arguments[1]));
    Random random = new Random(5);
    for (int n = 0; n < FILES; n++) {
      byte[] bytes =
          n % 30 == 0
              ? MidiWriter.write(RandomScores.next(random), List.of("seed"))
              : HostileBytes.next(random);
      Files.write(folder.resolve("seed-" + n + ".mid"), bytes);
    }
  }
}
