package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the worker is asked to do, as it stands in {@code request.json}. Each kind has the name of
 * its goal; which job carries it out is what the registry of jobs knows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "goal")
public interface Request {
  /**
   * How many threads do arithmetic, 1 where there is hardly any; cannot change what comes out of
   * the engine {@code jvm}.
   */
  default int threads() {
    return 1;
  }

  /** The texts of the options that decide what is made, by their names. */
  default SortedMap<String, String> decisive() {
    return new TreeMap<>();
  }

  /** Whether a network runs, so that it is worth a word which kernel it runs on. */
  default boolean runsKernel() {
    return true;
  }
}
