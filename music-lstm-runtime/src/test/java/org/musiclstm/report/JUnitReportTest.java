package org.musiclstm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.musiclstm.Visible;
import org.musiclstm.evaluation.Check;
import org.musiclstm.evaluation.CheckResult;
import org.musiclstm.evaluation.CheckResult.Level;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitReportTest {
  private static CheckResult result(Check check, String subject, Level level, String message) {
    return new CheckResult(check, subject, level, message, List.of());
  }

  @Test
  void everyCheckOfEveryPieceIsATestCase() {
    byte[] xml =
        JUnitReport.write(
            "music",
            List.of(
                result(Check.SILENCE, "piece-001.mid", Level.PASSED, ""),
                result(Check.DRONE, "piece-001.mid", Level.FAILURE, "It drones."),
                result(Check.COPIES, "piece-001.mid", Level.SKIPPED, "No songs."),
                result(Check.CHARACTER, "all pieces", Level.WARNING, "Odd.")));

    assertThat(new String(xml, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="music" tests="4" failures="1" errors="0" skipped="1" time="0">
              <testcase classname="music-lstm.silence" name="piece-001.mid" time="0"/>
              <testcase classname="music-lstm.drone" name="piece-001.mid" time="0">
                <failure type="drone" message="It drones."/>
              </testcase>
              <testcase classname="music-lstm.copies" name="piece-001.mid" time="0">
                <skipped message="No songs."/>
              </testcase>
              <testcase classname="music-lstm.character" name="all pieces" time="0">
                <system-out>Warning: Odd.</system-out>
              </testcase>
            </testsuite>
            """);
  }

  @Test
  void anyNameAndMessageIsRead() throws Exception {
    String name = "a<b>&\"c'\n\té 𝄞 \u202efdp.mid";
    byte[] xml =
        JUnitReport.write(
            name,
            List.of(
                result(Check.COPIES, name, Level.FAILURE, name),
                result(Check.COPIES, "bell \u0007, half \ud834", Level.WARNING, name)));

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml));

    assertThat(document.getDocumentElement().getAttribute("name")).isEqualTo(Visible.text(name));
    Element first = (Element) document.getElementsByTagName("testcase").item(0);
    Element second = (Element) document.getElementsByTagName("testcase").item(1);
    assertThat(first.getAttribute("name")).isEqualTo(Visible.text(name));
    assertThat(((Element) first.getElementsByTagName("failure").item(0)).getAttribute("message"))
        .isEqualTo(Visible.text(name));
    assertThat(second.getAttribute("name")).isEqualTo("bell \\u0007, half \\ud834");
    assertThat(second.getTextContent()).contains("Warning: " + Visible.text(name));
  }

  @Test
  void noChecksAreAnEmptySuite() {
    assertThat(new String(JUnitReport.write("music", List.of()), StandardCharsets.UTF_8))
        .contains("tests=\"0\" failures=\"0\"");
  }
}
