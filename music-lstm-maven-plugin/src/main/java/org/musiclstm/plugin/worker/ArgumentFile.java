package org.musiclstm.plugin.worker;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file of arguments that {@code java @file} reads. */
final class ArgumentFile {
  private ArgumentFile() {}

  /**
   * Writes the arguments, among which may be secrets, to a file that only this user can read.
   *
   * @throws IOException when the file cannot be written
   */
  static void write(Path file, List<String> arguments) throws IOException {
    PrivateFile.write(file, text(arguments).getBytes(charsetOfTheLauncher()));
  }

  /** The text of a file with these arguments, one quoted argument a line. */
  static String text(List<String> arguments) {
    return arguments.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String quoted(String argument) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < argument.length(); index++) {
      char character = argument.charAt(index);
      switch (character) {
        case '\\' -> quoted.append("\\\\");
        case '"' -> quoted.append("\\\"");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\f' -> quoted.append("\\f");
        default -> quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }

  // The launcher takes the bytes of the file as it takes those of a command line, whatever
  // file.encoding says.
  private static Charset charsetOfTheLauncher() {
    String name = System.getProperty("sun.jnu.encoding", "");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }
}
