package org.musiclstm.plugin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;
import org.musiclstm.plugin.RecordingLog;

class VisibleLogTest {
  private static final String ODD = "song\n[ERROR] \u001b[31mBUILD FAILURE\u202e.mid ü 曲 🎵";
  private static final String SHOWN = "song\\n[ERROR] \\u001b[31mBUILD FAILURE\\u202e.mid ü 曲 🎵";

  private final RecordingLog lines = new RecordingLog(false);
  private final Log log = new VisibleLog(lines);

  @Test
  void eachLineIsOneAndEverythingInItIsToBeSeen() {
    log.debug(ODD);
    log.info(ODD);
    log.warn(ODD);
    log.error(ODD);

    assertThat(lines.lines()).hasSize(4).allMatch(line -> line.endsWith(SHOWN));
  }

  @Test
  void causesAreShownToo() {
    IllegalStateException error = new IllegalStateException(ODD);
    log.debug(ODD, error);
    log.info(ODD, error);
    log.warn(ODD, error);
    log.error(ODD, error);
    log.debug(error);
    log.info(error);
    log.warn(error);
    log.error(error);

    assertThat(lines.lines())
        .hasSize(8)
        .allMatch(line -> line.contains(SHOWN))
        .noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
  }

  @Test
  void whatIsNotWantedIsAsked() {
    Log quiet = new VisibleLog(new RecordingLog(false));
    assertThat(quiet.isDebugEnabled()).isEqualTo(new RecordingLog(false).isDebugEnabled());
    assertThat(quiet.isInfoEnabled()).isEqualTo(new RecordingLog(false).isInfoEnabled());
    assertThat(quiet.isWarnEnabled()).isEqualTo(new RecordingLog(false).isWarnEnabled());
    assertThat(quiet.isErrorEnabled()).isEqualTo(new RecordingLog(false).isErrorEnabled());
  }
}
