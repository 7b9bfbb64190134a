package org.musiclstm.provenance;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine that trained a model, which cannot change it with the default engine; without its
 * name, users or paths.
 *
 * @param java the version of Java
 * @param system the operating system
 * @param architecture of its processor
 * @param details whatever else there is to say, by name
 */
public record Machine(
    String java, String system, String architecture, SortedMap<String, String> details) {
  /** The detail that says what does the arithmetic. */
  public static final String KERNEL = "kernel";

  private static final long MEGABYTE = 1_000_000;

  /** Copies the details. */
  public Machine {
    details = new TreeMap<>(details);
  }

  /**
   * This machine.
   *
   * @param kernel what does the arithmetic, as the engine describes it
   * @param threads how many threads do
   */
  public static Machine current(String kernel, int threads) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        new TreeMap<>(
            Map.of(
                "javaVendor",
                System.getProperty("java.vendor", ""),
                "javaVm",
                System.getProperty("java.vm.name", ""),
                "systemVersion",
                System.getProperty("os.version", ""),
                KERNEL,
                kernel,
                "processors",
                Integer.toString(runtime.availableProcessors()),
                "threads",
                Integer.toString(threads),
                "memoryMegabytes",
                Long.toString(runtime.maxMemory() / MEGABYTE))));
  }
}
