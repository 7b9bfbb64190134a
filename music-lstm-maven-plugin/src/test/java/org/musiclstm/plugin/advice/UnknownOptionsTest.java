package org.musiclstm.plugin.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.Test;
import org.musiclstm.plugin.PomParts;

class UnknownOptionsTest {
  private static final String OLD_MAVEN = "3.8.9";

  private final UnknownOptions options =
      new UnknownOptions(
          Set.of("hiddenUnits", "iterations", "seed"),
          Set.of("hiddenUnits", "iterations", "seed", "jdkToolchain"));

  private static Properties properties(String... names) {
    Properties properties = new Properties();
    for (String name : names) {
      properties.setProperty(name, "1");
    }
    return properties;
  }

  @Test
  void misspeltPropertiesAreReportedWithWhatWasLikelyMeant() {
    assertThat(
            options.inProperties(
                properties("music-lstm.hiddenUnit", "music-lstm.seed", "other"),
                properties("music-lstm.iteration", "music-lstm.hiddenUnits", "project.x")))
        .containsExactly(
            "There is no option music-lstm.hiddenUnit, so it does nothing; did you mean"
                + " music-lstm.hiddenUnits?",
            "There is no option music-lstm.iteration, which is among the properties of the POM, so"
                + " it does nothing; did you mean music-lstm.iterations?");
  }

  @Test
  void ofOptionsThatAreLikeNoneTheHelpIsNamed() {
    assertThat(options.inProperties(properties("music-lstm.colour"), properties()))
        .containsExactly(
            "There is no option music-lstm.colour, so it does nothing; the goal help with -Ddetail"
                + " lists them all.");
  }

  @Test
  void anOptionOfAnotherNameThanBeforeIsReportedWithTheNewOne() {
    UnknownOptions renamed =
        new UnknownOptions(Set.of("windowSteps", "emaDecay"), Set.of("windowSteps"));

    assertThat(
            renamed.inProperties(
                properties("music-lstm.windowLayers"), properties("music-lstm.averaging")))
        .containsExactly(
            "There is no option music-lstm.windowLayers, so it does nothing; it is called"
                + " music-lstm.windowSteps now.",
            "There is no option music-lstm.averaging, which is among the properties of the POM, so"
                + " it does nothing; it is called music-lstm.emaDecay now.");
  }

  @Test
  void aPropertyOfBothIsReportedOnceAndVersionsAreNoOptions() {
    assertThat(
            options.inProperties(
                properties("music-lstm.sed", "music-lstm.version"),
                properties("music-lstm.sed", "music-lstm.version", "music-lstm.pluginVersion")))
        .containsExactly(
            "There is no option music-lstm.sed, so it does nothing; did you mean music-lstm.seed?");
  }

  @Test
  void unknownElementsAreReportedWhereMavenDoesNot() throws Exception {
    Plugin plugin = new Plugin();
    plugin.setConfiguration(PomParts.configuration("<seed>7</seed><hiddenunits>7</hiddenunits>"));
    PomParts.addExecution(
        plugin, "small", "train", "<hiddenunits>7</hiddenunits><iteration>20</iteration>");
    PomParts.addExecution(plugin, "other", "train", "<colour>red</colour>");

    assertThat(options.inConfiguration(plugin, "small", OLD_MAVEN))
        .containsExactly(
            "There is no option hiddenunits, which is in the plugin's <configuration>, so it does"
                + " nothing; did you mean hiddenUnits?",
            "There is no option iteration, which is in the plugin's <configuration>, so it does"
                + " nothing; did you mean iterations?");
    for (String maven : new String[] {"3.9.0", "3.9.11", "3.10.0", "4.0.0-rc-4"}) {
      assertThat(options.inConfiguration(plugin, "small", maven)).as(maven).isEmpty();
    }
    assertThat(options.inConfiguration(new Plugin(), "small", OLD_MAVEN)).isEmpty();
  }

  @Test
  void whatNobodyCanSetIsNoOption() throws Exception {
    UnknownOptions real;
    try (InputStream descriptor =
        UnknownOptionsTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      real =
          UnknownOptions.of(
              new PluginDescriptorBuilder()
                  .build(new InputStreamReader(descriptor, StandardCharsets.UTF_8))
                  .getMojos());
    }

    assertThat(
            real.inProperties(
                properties(
                    "music-lstm.buildDirectory",
                    "music-lstm.engine",
                    "music-lstm.hiddenUnits",
                    "music-lstm.importFile",
                    "music-lstm.jdkToolchain",
                    "music-lstm.session"),
                properties()))
        .extracting(warning -> warning.replaceFirst(", .*", ""))
        .containsExactly(
            "There is no option music-lstm.buildDirectory",
            "There is no option music-lstm.jdkToolchain",
            "There is no option music-lstm.session");
    Plugin plugin = new Plugin();
    plugin.setConfiguration(
        PomParts.configuration("<engine/><jdkToolchain/><pairs/><session/><engin/>"));
    assertThat(real.inConfiguration(plugin, "any", OLD_MAVEN))
        .extracting(warning -> warning.replaceFirst(", .*", ""))
        .containsExactly("There is no option engin", "There is no option session");
  }
}
