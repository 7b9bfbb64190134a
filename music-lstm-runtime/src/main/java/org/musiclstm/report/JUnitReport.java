package org.musiclstm.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.musiclstm.Visible;
import org.musiclstm.evaluation.CheckResult;

/**
 * Checks as the XML in which JUnit predicts its results, so that CI servers show them: one test
 * case a check and piece. Warnings pass and stand in the case's output. The same checks give the
 * same bytes; no time is predicted.
 */
public final class JUnitReport {
  private JUnitReport() {}

  /**
   * Writes results.
   *
   * @param suite the name of the test suite, such as that of the project
   * @return XML in UTF-8
   */
  public static byte[] write(String suite, List<CheckResult> results) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuite name=\"").append(escaped(suite));
    xml.append("\" tests=\"").append(results.size());
    xml.append("\" failures=\"").append(count(results, CheckResult.Level.FAILURE));
    xml.append("\" errors=\"0\" skipped=\"").append(count(results, CheckResult.Level.SKIPPED));
    xml.append("\" time=\"0\">\n");
    results.forEach(result -> append(xml, result));
    xml.append("</testsuite>\n");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long count(List<CheckResult> results, CheckResult.Level level) {
    return results.stream().filter(result -> result.level() == level).count();
  }

  private static void append(StringBuilder xml, CheckResult result) {
    String message = escaped(result.message());
    xml.append("  <testcase classname=\"music-lstm.").append(result.check().key());
    xml.append("\" name=\"").append(escaped(result.subject())).append("\" time=\"0\"");
    switch (result.level()) {
      case PASSED -> xml.append("/>\n");
      case SKIPPED ->
          xml.append(">\n    <skipped message=\"").append(message).append("\"/>\n  </testcase>\n");
      case WARNING ->
          xml.append(">\n    <system-out>Warning: ")
              .append(message)
              .append("</system-out>\n  </testcase>\n");
      case FAILURE ->
          xml.append(">\n    <failure type=\"")
              .append(result.check().key())
              .append("\" message=\"")
              .append(message)
              .append("\"/>\n  </testcase>\n");
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Visible.text(text)
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(point);
              }
            });
    return escaped.toString();
  }
}
