package org.musiclstm.network;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.musiclstm.InputException;

/** The engines that there are. */
public enum EngineName {
  /** The runtime's own kernels: no native library, and the same bytes on every machine. */
  JVM("jvm"),

  /** The same network as a {@code MultiLayerNetwork} of Deeplearning4j, if that can be found. */
  DL4J("dl4j");

  /** The option that names an engine. */
  private static final String OPTION = "engine";

  private final String text;

  EngineName(String text) {
    this.text = text;
  }

  /** The name as a user writes it. */
  @JsonValue
  public String text() {
    return text;
  }

  /**
   * Refuses an output that the engine has no layer for.
   *
   * @param chained whether the output is chained
   * @throws InputException when it has none
   */
  public void check(boolean chained) {
    if (this == DL4J && chained) {
      throw new InputException(
          "The engine dl4j has no layer for a chained output. Set engine to jvm, or train with"
              + " output=independent.");
    }
  }

  /**
   * The engine that a model was trained with.
   *
   * @param options those of the model's provenance; of the engine jvm, they tell none
   * @throws InputException when there is none of this name
   */
  public static EngineName of(Map<String, String> options) {
    return parse(options.getOrDefault(OPTION, JVM.text));
  }

  /**
   * Finds an engine by its name.
   *
   * @throws InputException when there is none of this name
   */
  public static EngineName parse(String text) {
    return Arrays.stream(values())
        .filter(name -> name.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                InputException.option(
                    OPTION,
                    text,
                    Arrays.stream(values())
                        .map(EngineName::text)
                        .collect(Collectors.joining(" or "))));
  }
}
