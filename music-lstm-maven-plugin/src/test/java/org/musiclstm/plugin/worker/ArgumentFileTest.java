package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {
  @TempDir Path folder;

  @Test
  void everyArgumentIsALineInQuotesWithItsSpecialCharactersEscaped() {
    assertThat(ArgumentFile.text(List.of("-Xmx1g", "a b", "C:\\x \"y\"", "#no comment", "")))
        .isEqualTo(
            """
            "-Xmx1g"
            "a b"
            "C:\\\\x \\"y\\""
            "#no comment"
            ""
            """);
  }

  @Test
  void javaReadsExactlyWhatWasWritten() throws Exception {
    Random random = new Random(1);
    List<String> arguments =
        IntStream.range(0, 200)
            .mapToObj(
                index ->
                    random
                        .ints(random.nextInt(12), 0, 16)
                        .mapToObj(letter -> String.valueOf(" \\\"'#@-\n\r\t\fab$*~".charAt(letter)))
                        .collect(Collectors.joining()))
            .toList();
    List<String> command =
        new ArrayList<>(List.of("-cp", testClasses(), ArgumentFileTest.Echo.class.getName()));
    command.addAll(arguments);
    Path file = folder.resolve("arguments");
    ArgumentFile.write(file, command);
    Path output = folder.resolve("output");

    int exitCode =
        new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "@arguments")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();

    assertThat(output).hasContent(Echo.text(arguments));
    assertThat(exitCode).isZero();
  }

  @Test
  void onlyTheUserReadsItWhateverWasThereBefore() throws Exception {
    Path file = folder.resolve("arguments");
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path theirs = Files.writeString(folder.resolve("theirs"), "theirs");
    Files.createSymbolicLink(file, theirs);

    ArgumentFile.write(file, List.of("-Dx.password=secret"));

    assertThat(theirs).hasContent("theirs");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    ArgumentFile.write(file, List.of("-Dx.password=secret"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static String testClasses() throws Exception {
    return Path.of(
            ArgumentFileTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** Says back what it is given, as numbers, which no charset changes. */
  static final class Echo {
    private Echo() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      System.out.print(text(List.of(arguments)));
    }

    static String text(List<String> arguments) {
      return arguments.stream()
          .map(argument -> argument.chars().boxed().toList().toString() + "\n")
          .collect(Collectors.joining());
    }
  }
}
