package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;

class JvmArgumentsTest {
  @Test
  void whiteSpaceSeparatesArgumentsUnlessItIsQuoted() {
    JvmArguments arguments = new JvmArguments();
    arguments.set(" -Xmx2g\n\t-Da=\"b c\"  '-Dd=\"e\"' \"\" -Xlog:gc,heap=info -Df=C:\\g ");

    assertThat(arguments.toList())
        .containsExactly("-Xmx2g", "-Da=b c", "-Dd=\"e\"", "", "-Xlog:gc,heap=info", "-Df=C:\\g");
  }

  @Test
  void anElementIsOneArgumentWhateverIsInIt() {
    JvmArguments arguments = new JvmArguments();
    arguments.addArg(" -Da=b c ");
    arguments.addJvmArg("-Dd='");

    assertThat(arguments.toList()).containsExactly("-Da=b c", "-Dd='");
  }

  @Test
  void aQuoteThatIsNotClosedIsRefused() {
    JvmArguments arguments = new JvmArguments();
    arguments.set("-Da='b");

    assertThatThrownBy(arguments::toList)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option jvmArgs is -Da='b, but has to be text in which every quote is closed.");
    JvmArguments secret = new JvmArguments();
    secret.set("-Xmx1g -Dpassword='hidden and more");
    assertThatThrownBy(secret::toList)
        .message()
        .contains("-Dpassword=...")
        .doesNotContain("hidden");
  }
}
