package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dx.password=HIDDEN",
        "-Dx.pass=HIDDEN",
        "-DdbPwd=HIDDEN",
        "-Dapi.key=HIDDEN",
        "-DAPI_KEY=HIDDEN",
        "-Djavax.net.ssl.keyStorePassword=HIDDEN",
        "-Dgithub.token=HIDDEN",
        "-DclientSecret=HIDDEN",
        "-Daws.credentials=HIDDEN",
        "-DPASSPHRASE=HIDDEN",
        "--token=HIDDEN",
        "-token:HIDDEN",
        "-Dtoken=a=HIDDEN",
        "-javaagent:agent.jar=user=me,password=HIDDEN,host=h",
        "-Durl=https://me:HIDDEN@example.org/x",
        "-Durl=https://HIDDEN@example.org/x",
        "https://me:p@HIDDEN@example.org",
        "jdbc:postgresql://me:HIDDEN@db/music",
        "https://me:pa/HIDDEN@example.org",
        "-Dheader=Bearer_no,Bearer HIDDEN",
        "Authorization=Basic HIDDEN"
      })
  void secretsAreHidden(String argument) {
    assertThat(Secrets.hiddenIn(List.of("java", argument, "Main")).toString())
        .startsWith("[java, ")
        .endsWith(", Main]")
        .doesNotContain("HIDDEN");
    assertThat(Secrets.hiddenIn("-Xmx1g " + argument + " -Da=b"))
        .startsWith("-Xmx1g ")
        .endsWith(" -Da=b")
        .doesNotContain("HIDDEN");
  }

  @Test
  void whatIsNoSecretStays() {
    List<String> arguments =
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-Dfile.encoding=UTF-8",
            "-Durl=https://example.org/music",
            "-classpath",
            "class-path.jar",
            "a b");
    assertThat(Secrets.hiddenIn(arguments)).isEqualTo(arguments);
    String text = "java.security.InvalidKeyException: the key of the song is C major";
    assertThat(Secrets.hiddenIn(text)).isEqualTo(text);
  }

  @Test
  void aValueThatIsAnArgumentOfItsOwnIsHidden() {
    assertThat(Secrets.hiddenIn(List.of("--token", "HIDDEN", "-password", "HIDDEN", "--key", "-x")))
        .containsExactly("--token", "...", "-password", "...", "--key", "-x");
    assertThat(Secrets.hiddenIn("--token HIDDEN -x --password 'HID DEN' y"))
        .isEqualTo("--token ... -x --password ... y");
  }

  @Test
  void whatStandsInQuotesIsHiddenUpToTheirEndOrThatOfTheText() {
    assertThat(Secrets.hiddenIn("-Dpassword=\"HID DEN\" b")).isEqualTo("-Dpassword=... b");
    assertThat(Secrets.hiddenIn("'-Dpassword=HID DEN' b")).startsWith("'-Dpassword=...");
    assertThat(Secrets.hiddenIn("-Dpassword='HIDDEN and HIDDEN")).isEqualTo("-Dpassword=...");
    assertThat(Secrets.hiddenIn(List.of("-Dpassword=HID DEN\nHIDDEN")))
        .containsExactly("-Dpassword=...");
  }
}
