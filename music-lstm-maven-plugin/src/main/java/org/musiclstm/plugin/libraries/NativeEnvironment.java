package org.musiclstm.plugin.libraries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.dl4j.NativeSettings;
import org.musiclstm.dl4j.Platform;
import org.musiclstm.plugin.worker.WorkerEnvironment;

/** The environment variables under which the native libraries of ND4J run well. */
final class NativeEnvironment {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** What the kernels of OpenBLAS for these processors need. */
  private static final Set<String> SKYLAKEX =
      Set.of("avx2", "fma", "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");

  private static final Set<String> HASWELL = Set.of("avx2", "fma");

  private NativeEnvironment() {}

  /**
   * The variables for this machine, by name.
   *
   * @param host what the worker's JDK runs on
   */
  static SortedMap<String, String> ofHost(Platform host, int threads) {
    return of(host, threads, lines(PROCESSORS));
  }

  /**
   * The variables for a machine, by name.
   *
   * @param host what the worker's JDK runs on
   * @param processors what Linux says of its processors
   */
  static SortedMap<String, String> of(Platform host, int threads, List<String> processors) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(NativeSettings.THREADS, Integer.toString(threads));
    // Threads that spin while they wait keep those from working that they wait for: where something
    // else runs on the machine, a step took ten times as long and more.
    variables.put("OMP_WAIT_POLICY", "passive");
    if (host.name().equals("linux-x86_64")) {
      kernels(processors).ifPresent(name -> variables.put(NativeSettings.CORE_TYPE, name));
    }
    return variables;
  }

  /**
   * The variables that other bytes may come of, by name, as they will be.
   *
   * @param ofPlugin what is set where the user has set nothing
   * @param ofUser what the user has set
   */
  static SortedMap<String, String> deciding(
      Map<String, String> ofPlugin, Map<String, String> ofUser) {
    SortedMap<String, String> all = WorkerEnvironment.of(ofPlugin, ofUser);
    SortedMap<String, String> variables = new TreeMap<>();
    for (String name : List.of(NativeSettings.THREADS, NativeSettings.CORE_TYPE)) {
      variables.put(name, all.getOrDefault(name, "as OpenBLAS chooses"));
    }
    return variables;
  }

  /**
   * The kernels of OpenBLAS 0.3.19 that fit, by what a processor can do. By itself it goes by model
   * numbers, and takes those that are newer than itself for older ones, some for ones without AVX.
   */
  private static Optional<String> kernels(List<String> processors) {
    Set<String> flags =
        processors.stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Set.copyOf(List.of(line.replaceFirst(".*?:\\s*", "").split("\\s+", -1))))
            .orElse(Set.of());
    if (flags.containsAll(SKYLAKEX)) {
      return Optional.of("SKYLAKEX");
    }
    return flags.containsAll(HASWELL) ? Optional.of("HASWELL") : Optional.empty();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
