package org.musiclstm.network;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Set;
import org.musiclstm.InputException;
import org.musiclstm.option.Option;

/** The engines that there are. */
public enum EngineName {
  /** The runtime's own kernels: no native library, and the same bytes on every machine. */
  JVM("jvm"),

  /** The same network as a {@code MultiLayerNetwork} of Deeplearning4j, if that can be found. */
  DL4J("dl4j");

  /** What runs the network. */
  public static final Option<EngineName> OPTION =
      Option.word("engine", EngineName.class, EngineName::text)
          .decidingBytes(
              JVM,
              "What runs the network: jvm, which makes the same bytes on every machine, or dl4j,"
                  + " which is Deeplearning4j. Its libraries are downloaded when they are asked"
                  + " for, some 125 MB.");

  private final String text;

  EngineName(String text) {
    this.text = text;
  }

  /** The name as a user writes it. */
  @JsonValue
  public String text() {
    return text;
  }

  /** The one that runs where none is asked for. */
  public static EngineName byDefault() {
    return JVM;
  }

  /** Whether it is the one that runs where none is asked for. */
  public boolean isDefault() {
    return this == JVM;
  }

  /** The libraries that it needs and that are no part of the runtime, by their names. */
  public Set<String> libraries() {
    return switch (this) {
      case JVM -> Set.of();
      case DL4J -> Set.of("deeplearning4j");
    };
  }

  /** Whether it makes the same bytes on every machine, with any number of threads. */
  public boolean repeatsOnEveryMachine() {
    return switch (this) {
      case JVM -> true;
      case DL4J -> false;
    };
  }

  /** What it makes again of the same inputs, and where: an object for the verb "makes". */
  public String sameness() {
    return switch (this) {
      case JVM -> "the same bytes on every machine";
      case DL4J ->
          "the same bytes only on the same machine, with the same number of threads, the same"
              + " kernels of OpenBLAS and the same backend of ND4J";
    };
  }

  /** Whether it has a layer for autoregressive outputs. */
  public boolean takesChainedOutput() {
    return switch (this) {
      case JVM -> true;
      case DL4J -> false;
    };
  }

  /** Whether options can be compared with it. */
  public boolean canTune() {
    return switch (this) {
      case JVM -> true;
      case DL4J -> false;
    };
  }

  /**
   * Refuses an output that the engine has no layer for.
   *
   * @param autoregressive whether the output is autoregressive
   * @throws InputException when it has none
   */
  public void check(boolean autoregressive) {
    if (autoregressive && !takesChainedOutput()) {
      throw new InputException(
          "The engine "
              + text
              + " has no layer for an autoregressive output. Set engine to jvm, or train with"
              + " output=independent.");
    }
  }

  /**
   * The engine that a model was trained with.
   *
   * @param options those of the model's provenance; of the engine jvm, they say none
   * @throws InputException when there is none of this name
   */
  public static EngineName of(Map<String, String> options) {
    return OPTION.parse(options.getOrDefault(OPTION.name(), JVM.text));
  }
}
