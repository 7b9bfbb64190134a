package org.musiclstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
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

  /**
   * A record whose components are all drawn, so that one that is added to it has a value that
   * nothing but the text can tell.
   */
  private static <T extends Record> T random(Class<T> type, Random random) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int attempt = 0; attempt < 10_000; attempt++) {
      Object[] values = Arrays.stream(types).map(each -> value(each, random)).toArray();
      try {
        return type.getConstructor(types).newInstance(values);
      } catch (InvocationTargetException e) {
        // Out of range.
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the record cannot be made", e);
      }
    }
    throw new AssertionError("no " + type + " is within its ranges");
  }

  private static Object value(Class<?> type, Random random) {
    if (type == int.class) {
      return random.nextInt(16) - 3;
    }
    if (type == long.class) {
      return random.nextLong();
    }
    if (type == double.class) {
      return random.nextInt(5) == 0 ? random.nextInt(9) / 10.0 : random.nextDouble() * 0.9;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type.isRecord()) {
      return random(type.asSubclass(Record.class), random);
    }
    throw new AssertionError("no value of " + type + " can be drawn");
  }

  /** Checkpoints cannot change a model, so that no text tells them. */
  private static TrainingOptions withUsualCheckpoints(TrainingOptions options) {
    Schedule schedule = options.schedule();
    return options.with(
        new Schedule(
            schedule.iterations(),
            schedule.batchSize(),
            schedule.windowLayers(),
            schedule.validateEvery(),
            schedule.patience(),
            TrainingOptions.DEFAULT.schedule().checkpointEvery()));
  }

  @Test
  void everyOptionIsReadBackFromItsText() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      TrainingOptions options = withUsualCheckpoints(random(TrainingOptions.class, random));
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
      if (!option.equals("chainUnits")) {
        refused(without, "does not tell the option " + option);
      }
    }
    refused(with(text, "colour", "blue"), "this version of music-lstm does not know: colour");
    refused(with(text, "engine", "steam"), "The option engine is steam");
    refused(with(text, "hiddenUnits", "many"), "The option hiddenUnits is many");
    refused(with(text, "hiddenUnits", "0"), "The option hiddenUnits is 0");
    refused(with(text, "iterations", "99999999999"), "The option iterations is 99999999999");
    refused(with(text, "seed", "x"), "The option seed is x, but has to be a whole number.");
    refused(with(text, "dropout", "x"), "The option dropout is x, but has to be a number.");
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
