package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.option.Option;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;

class RecipeTest {
  private static final List<Encoding> ENCODINGS =
      List.of(
          Encoding.DEFAULT,
          new Encoding(12, 0, 127, Planes.SOUNDING_ONSET_VELOCITY),
          new Encoding(Grid.time(20), false, Encoding.DEFAULT.parts()),
          new Encoding(Grid.beats(3), true, Encoding.DEFAULT.parts()),
          new Encoding(
              Grid.beats(4),
              false,
              PartsText.parse(
                  "\"the lead\": programs 73-80 3, channels 2, program 5, channel 4; bass: tracks"
                      + " \"*bass; low\", pitches 28-60, planes sounding; drums; rest",
                  Planes.SOUNDING_ONSET_VELOCITY,
                  50,
                  75)));

  private static final List<String> WORDS =
      List.of(
          "independent", "autoregressive", "bce", "mse", "auto", "jvm", "dl4j", "-3..4", "0..0");

  /** Options of which every one that can change a model is drawn, so that a new one is, too. */
  private static TrainingOptions random(Random random) {
    TrainingOptions options = TrainingOptions.DEFAULT;
    for (Option<?> option : TrainingOptions.OPTIONS.options()) {
      if (option.decidesBytes()) {
        options = drawn(options, option, random);
      }
    }
    return options;
  }

  private static <T> TrainingOptions drawn(
      TrainingOptions options, Option<T> option, Random random) {
    for (int attempt = 0; attempt < 10_000; attempt++) {
      String text =
          switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(16) - 3);
            case 1 -> Double.toString(random.nextDouble());
            case 2 -> WORDS.get(random.nextInt(WORDS.size()));
            default -> Long.toString(random.nextLong());
          };
      try {
        return options.with(option, option.parse(text));
      } catch (InputException e) {
        // Out of range.
      }
    }
    throw new AssertionError("no value of " + option + " was found");
  }

  @Test
  void everyOptionIsReadBackFromItsText() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      TrainingOptions options = random(random);
      Recipe recipe = new Recipe(ENCODINGS.get(random.nextInt(ENCODINGS.size())), options);

      assertThat(Recipe.parse(recipe.text())).isEqualTo(recipe);
    }
  }

  @Test
  void whatIsMissingUnknownOrOutOfRangeIsRefused() {
    Map<String, String> text = new Recipe(Encoding.DEFAULT, TrainingOptions.DEFAULT).text();
    for (String option : text.keySet()) {
      Map<String, String> without = new TreeMap<>(text);
      without.remove(option);
      refused(without, "lacks the option " + option);
    }
    refused(with(text, "colour", "blue"), "this version of music-lstm does not know: colour");
    refused(with(text, "engine", "steam"), "The option engine is steam");
    refused(with(text, "hiddenUnits", "many"), "The option hiddenUnits is many");
    refused(with(text, "hiddenUnits", "0"), "The option hiddenUnits is 0");
    refused(with(text, "iterations", "99999999999"), "The option iterations is 99999999999");
    refused(with(text, "seed", "x"), "The option seed is x, but has to be a whole number.");
    refused(with(text, "dropout", "x"), "The option dropout is x, but has to be from 0 to 0.9.");
    assertThat(Recipe.parse(with(text, "initialModel", "ab"))).isEqualTo(Recipe.parse(text));
  }

  private static Map<String, String> with(Map<String, String> text, String name, String value) {
    Map<String, String> with = new TreeMap<>(text);
    with.put(name, value);
    return with;
  }

  private static void refused(Map<String, String> text, String reason) {
    assertThatThrownBy(() -> Recipe.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason);
  }
}
