package org.musiclstm.plugin.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.junit.jupiter.api.Test;
import org.musiclstm.plugin.PomParts;

class UnseenOptionsTest {
  private static final Set<String> OPTIONS =
      Set.of("hiddenUnits", "iterations", "seed", "includes");

  private final Plugin plugin = new Plugin();

  @Test
  void optionsOfSingleExecutionsAreNamedWithTheCommandThatSeesThem() throws Exception {
    execution("small", "train", "<hiddenUnits>16</hiddenUnits><iterations>20</iterations>");
    execution("large", "train", "<hiddenUnits>2048</hiddenUnits>");

    assertThat(warning())
        .contains(
            "This run does not see the options that the POM sets for one execution alone"
                + " (hiddenUnits in large; hiddenUnits, iterations in small); to use them, run mvn"
                + " music-lstm:train@large or mvn music-lstm:train@small.");
  }

  @Test
  void optionsOfThePluginAreSeenByAll() throws Exception {
    plugin.setConfiguration(
        PomParts.configuration("<seed>7</seed><includes><include>a</include></includes>"));
    // As Maven has merged it.
    execution(
        "small",
        "train",
        "<hiddenUnits>16</hiddenUnits><seed>7</seed><includes><include>a</include></includes>");

    assertThat(warning())
        .hasValueSatisfying(text -> assertThat(text).contains("(hiddenUnits in small)"));
  }

  @Test
  void anOptionThatAnExecutionSetsOtherwiseThanThePluginIsNamed() throws Exception {
    plugin.setConfiguration(
        PomParts.configuration("<seed>7</seed><includes><include>a</include></includes>"));
    execution("small", "train", "<seed>8</seed><includes><include>b</include></includes>");

    assertThat(warning())
        .hasValueSatisfying(text -> assertThat(text).contains("(seed, includes in small)"));
  }

  @Test
  void nothingIsSaidOfOtherGoalsOtherOptionsAndExecutionsWithoutTheirOwn() throws Exception {
    execution("music", "generate", "<hiddenUnits>16</hiddenUnits>");
    execution("pieces", "train", "<pieces>16</pieces>");
    execution(UnseenOptions.COMMAND_LINE, "train", "<hiddenUnits>16</hiddenUnits>");
    execution("default", "train", "");
    PluginExecution bare = new PluginExecution();
    bare.setId("bare");
    bare.addGoal("train");
    plugin.addExecution(bare);

    assertThat(warning()).isEmpty();
  }

  private Optional<String> warning() {
    return UnseenOptions.warning(plugin, "music-lstm", "train", OPTIONS);
  }

  private void execution(String id, String goal, String configuration) throws Exception {
    PomParts.addExecution(plugin, id, goal, configuration);
  }
}
