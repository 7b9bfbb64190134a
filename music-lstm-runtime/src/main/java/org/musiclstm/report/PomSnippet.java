package org.musiclstm.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.musiclstm.WholeFile;

/**
 * Options as the {@code <configuration>} of a POM. Only those stand in it that have to: those that
 * differ from the defaults, and those that differ from what is set now, which may be set to
 * something else where the configuration does not say so.
 *
 * @param lines of XML
 */
public record PomSnippet(List<String> lines) {
  /** Copies the lines. */
  public PomSnippet {
    lines = List.copyOf(lines);
  }

  /**
   * Chooses what has to stand in it.
   *
   * @param wanted options by name
   * @param now what is set now
   * @param defaults what holds where nothing is set
   */
  public static PomSnippet of(
      SortedMap<String, String> wanted,
      SortedMap<String, String> now,
      SortedMap<String, String> defaults) {
    List<String> lines = new ArrayList<>();
    lines.add("<configuration>");
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(defaults.get(name)) || !value.equals(now.getOrDefault(name, value))) {
            lines.add("  <" + name + ">" + escaped(value) + "</" + name + ">");
          }
        });
    lines.add("</configuration>");
    return new PomSnippet(lines);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Writes it. */
  public void write(Path file) {
    WholeFile.write(
        file, out -> out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
