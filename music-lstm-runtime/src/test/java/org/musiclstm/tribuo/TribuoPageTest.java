package org.musiclstm.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.RandomSongs;
import org.musiclstm.tensor.Encoding;
import org.tribuo.sequence.SequenceModel;

/** Compiles and runs the program that users copy from the page. */
class TribuoPageTest {
  private static final Path PAGE = Path.of("../docs/tribuo.md");

  @TempDir Path folder;

  private static String program() throws IOException {
    Matcher matcher = Pattern.compile("(?s)```java\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private Path songs(String name, int seed, int count) throws IOException {
    Path songs = Files.createDirectories(folder.resolve(name));
    Random random = new Random(seed);
    for (int n = 0; n < count; n++) {
      Files.write(
          songs.resolve(n + ".mid"),
          RandomSongs.midi(RandomSongs.tensor(random, Encoding.DEFAULT, 20 + n)));
    }
    return songs;
  }

  @Test
  void theProgramOfThePageTrainsAndEvaluates() throws Exception {
    Path source = folder.resolve("Tunes.java");
    Files.writeString(source, program());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        compiler.run(
            null,
            messages,
            messages,
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            source.toString());
    assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    Path stored = folder.resolve("model.protobuf");

    List<String> lines = run(songs("songs", 1, 5), songs("unseen", 2, 2), stored);

    assertThat(lines.get(0))
        .matches("41 steps, \\d+\\.\\d{3} nats per time step, precision .*, recall .*, F1 .*");
    assertThat(lines.get(1)).startsWith("Evaluation(").contains("name=1.mid", "fingerprint");
    assertThat(lines.get(2)).matches("\\(.*\\)");
    assertThat(SequenceModel.deserializeFromFile(stored)).isInstanceOf(MusicSequenceModel.class);
  }

  private List<String> run(Path... arguments) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, TribuoPageTest.class.getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      String[] texts = List.of(arguments).stream().map(Path::toString).toArray(String[]::new);
      loader.loadClass("Tunes").getMethod("main", String[].class).invoke(null, (Object) texts);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
