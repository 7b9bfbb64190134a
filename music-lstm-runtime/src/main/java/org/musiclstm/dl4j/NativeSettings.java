package org.musiclstm.dl4j;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.musiclstm.InputException;

/**
 * The environment variables that decide which bytes ND4J's native libraries make.
 *
 * @param threads {@code OMP_NUM_THREADS}: how many threads ND4J and OpenBLAS have, if it is said
 * @param coreType {@code OPENBLAS_CORETYPE}: the processor whose kernels OpenBLAS takes, if it is
 *     said
 */
public record NativeSettings(OptionalInt threads, Optional<String> coreType) {
  /** The variable that predicts {@link #threads}. */
  public static final String THREADS = "OMP_NUM_THREADS";

  /** The variable that predicts {@link #coreType}. */
  public static final String CORE_TYPE = "OPENBLAS_CORETYPE";

  /** The most threads that ND4J is asked for. */
  private static final int MOST_THREADS = 999_999;

  /**
   * Those of an environment.
   *
   * @throws InputException when ND4J cannot take the number of threads: OpenMP knows lists, such as
   *     {@code 4,2}, which ND4J does not
   */
  public static NativeSettings of(Map<String, String> environment) {
    return new NativeSettings(
        threads(environment.getOrDefault(THREADS, "")),
        Optional.of(environment.getOrDefault(CORE_TYPE, "")).filter(text -> !text.isEmpty()));
  }

  private static OptionalInt threads(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.matches("0*[1-9]\\d{0,5}")) {
      throw new InputException(
          "The environment variable "
              + THREADS
              + " is \""
              + text
              + "\", but with the engine dl4j it has to be one whole number from 1 to "
              + MOST_THREADS
              + ". Set it to such a number, or unset it.");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /**
   * Predicts them.
   *
   * @param taken how many threads ND4J has taken
   */
  String describe(int taken) {
    return THREADS
        + (threads.isPresent() ? " " + taken : " unset, so that ND4J takes " + taken)
        + ", "
        + CORE_TYPE
        + coreType.map(name -> " " + name).orElse(" unset, so that it is OpenBLAS's own choice");
  }
}
