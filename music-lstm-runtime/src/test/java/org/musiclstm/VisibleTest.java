package org.musiclstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "song-1.mid",
        "Für Elise – ça ira (naïve) Ærø Łódź.mid",
        "e\u0301 cafe\u0301, n\u0303",
        "C:\\music\\new \"songs\"",
        "交響曲 第九番.mid",
        "アベ・マリア　全曲",
        "교향곡",
        "Ноктюрн № 2",
        "سلام",
        "می\u200cخواهم",
        "क्\u200dष",
        "שלום",
        "ทำนอง",
        "葛\uDB40\uDD00城",
        "🎵 music 🎹",
        "👨\u200d👩\u200d👧",
        "🏳\uFE0F\u200d🌈",
        "👩🏽\u200d🎤",
        "1\uFE0F\u20E3 ♥\uFE0F",
        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "½ × π ≤ ∞ → ♭♯",
        "a\u00A0b"
      })
  void whatPeopleWriteStaysAsItIs(String text) {
    assertThat(Visible.text(text)).isEqualTo(text);
  }

  @Test
  void whatATerminalObeysOrNobodySeesIsShown() {
    assertThat(Visible.text("a\nb\r\nc\td")).isEqualTo("a\\nb\\r\\nc\\td");
    assertThat(Visible.text("\u001b[2J\u001b]0;title\u0007"))
        .isEqualTo("\\u001b[2J\\u001b]0;title\\u0007");
    assertThat(Visible.text("\u009b31m \u0085 \u007f \u0000"))
        .isEqualTo("\\u009b31m \\u0085 \\u007f \\u0000");
    assertThat(Visible.text("line\u2028paragraph\u2029")).isEqualTo("line\\u2028paragraph\\u2029");
    assertThat(Visible.text("dim\u202e.exe")).isEqualTo("dim\\u202e.exe");
    assertThat(Visible.text("\u2066a\u2069\u200e\u200f\u061c"))
        .isEqualTo("\\u2066a\\u2069\\u200e\\u200f\\u061c");
    assertThat(Visible.text("so\u200bng\u200c.\u200dmid\ufeff\u2060\u00ad"))
        .isEqualTo("so\\u200bng\\u200c.\\u200dmid\\ufeff\\u2060\\u00ad");
    assertThat(Visible.text("👨\u200d")).isEqualTo("👨\\u200d");
    assertThat(Visible.text("\u3164\u115f\uffa0\u034f\u2800"))
        .isEqualTo("\\u3164\\u115f\\uffa0\\u034f\\u2800");
    assertThat(Visible.text("\uFE0F \uFE0F")).isEqualTo("\\ufe0f \\ufe0f");
    assertThat(Visible.text("a\uDB40\uDC67")).isEqualTo("a\\u{e0067}");
    assertThat(Visible.text("half \uD800 and \uDC00")).isEqualTo("half \\ud800 and \\udc00");
    assertThat(Visible.text("\uFFFE\uFFFF")).isEqualTo("\\ufffe\\uffff");
  }

  @Test
  void whatIsShownIsShownOnceAndNeverHoldsAnythingOfTheKind() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String shown = Visible.text("a" + Character.toString(point) + "b");
      assertThat(shown.codePoints())
          .as(Integer.toHexString(point))
          .noneMatch(
              each ->
                  Character.isISOControl(each)
                      || Character.getType(each) == Character.FORMAT
                      || Character.getType(each) == Character.SURROGATE
                      || each == 0x2028
                      || each == 0x2029);
      if (!shown.equals(Visible.text(shown))) {
        throw new AssertionError(Integer.toHexString(point));
      }
    }
    String letters =
        IntStream.rangeClosed(0x21, 0x2FA1F)
            .filter(
                point ->
                    Character.isLetterOrDigit(point) && !Character.isIdentifierIgnorable(point))
            .filter(
                point -> point != 0x115F && point != 0x1160 && point != 0x3164 && point != 0xFFA0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(Visible.text(letters)).isEqualTo(letters);
  }

  @Test
  void anExceptionAndItsCausesAreShown() {
    IOException plain = new IOException("nothing odd", new IllegalStateException("nor here"));
    assertThat(Visible.exception(plain)).isSameAs(plain);

    Exception odd =
        new IOException(
            "no\nfile", new IllegalStateException("\u001b[2J", new InputException("x")));
    odd.addSuppressed(new IllegalStateException("hidden\r"));
    Throwable shown = Visible.exception(odd);
    StringWriter trace = new StringWriter();
    shown.printStackTrace(new PrintWriter(trace, true));

    assertThat(shown).hasMessage("no\\nfile").hasToString("java.io.IOException: no\\nfile");
    assertThat(shown.getCause()).hasMessage("\\u001b[2J");
    assertThat(shown.getStackTrace()).isEqualTo(odd.getStackTrace());
    assertThat(trace.toString())
        .contains(
            "java.io.IOException: no\\nfile",
            "Caused by: java.lang.IllegalStateException: \\u001b[2J",
            "Caused by: org.musiclstm.InputException: x",
            "Suppressed: java.lang.IllegalStateException: hidden\\r")
        .doesNotContain("\u001b");
  }
}
