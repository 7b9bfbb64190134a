package org.musiclstm.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a Java virtual machine says of itself, as far as it decides how fast vectors are.
 *
 * @param property system properties by name, empty for one that is not there
 * @param flag options of the virtual machine by name, nothing for one that it does not know or show
 */
record VirtualMachine(Function<String, String> property, Function<String, Optional<String>> flag) {
  /** The one that runs this. */
  static final VirtualMachine THIS =
      new VirtualMachine(name -> System.getProperty(name, ""), VirtualMachine::flagOfThis);

  /** Processors for which C2 has had instructions for the Vector API since JDK 17. */
  private static final Set<String> KNOWN_PROCESSORS = Set.of("amd64", "x86_64", "aarch64");

  /** Fewer bytes than these hold two floats, which are no vector. */
  private static final int LEAST_BYTES = 16;

  private static final Set<String> BELOW_C2 = Set.of("0", "1", "2", "3");

  private static Optional<String> flagOfThis(String name) {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm == null ? Optional.empty() : Optional.of(vm.getVMOption(name).getValue());
    } catch (IllegalArgumentException | LinkageError e) {
      // Another virtual machine, or one without the module that says.
      return Optional.empty();
    }
  }

  /** Whether the JIT has an instruction for a fused multiply-add, as far as is known. */
  boolean hasFusedMultiplyAdd() {
    return !isOff("UseFMA");
  }

  /** Why the JIT has no instructions for vectors, if it is known to have none: a clause. */
  Optional<String> lackOfVectors() {
    if (isOff("UseCompiler") || information().startsWith("interpreted mode")) {
      return Optional.of("this Java only interprets, without a JIT");
    }
    if (stopsBeforeC2()) {
      return Optional.of("the JIT of this Java stops before C2, which alone knows vectors");
    }
    if (isOff("EnableVectorSupport")) {
      return Optional.of("the support of vectors is off (EnableVectorSupport)");
    }
    return flag.apply("MaxVectorSize")
        .filter(bytes -> Long.parseLong(bytes) < LEAST_BYTES)
        .map(bytes -> "the JIT of this Java has no vectors on this processor (" + arch() + ")");
  }

  private boolean stopsBeforeC2() {
    boolean lowLevel =
        flag.apply("TieredStopAtLevel").filter(BELOW_C2::contains).isPresent()
            && !isOff("TieredCompilation");
    return lowLevel
        || information().contains("emulated-client")
        || flag.apply("CompilationMode").filter("quick-only"::equals).isPresent();
  }

  /**
   * Whether the JIT is one that is known to have instructions for vectors, where nothing is lacking
   * that is known: HotSpot's C2 on the processors of most machines.
   */
  boolean isKnownToHaveVectors() {
    String name = property.apply("java.vm.name").toLowerCase(Locale.ROOT);
    String version = property.apply("java.vm.version").toLowerCase(Locale.ROOT);
    String vendor = property.apply("java.vendor.version").toLowerCase(Locale.ROOT);
    return KNOWN_PROCESSORS.contains(arch())
        && (name.contains("openjdk") || name.contains("hotspot"))
        && name.contains("server vm")
        // Graal's compiler, which not in all editions knows vectors.
        && !version.contains("jvmci")
        && !vendor.contains("graal")
        && flag.apply("UseJVMCICompiler").filter("true"::equals).isEmpty();
  }

  private boolean isOff(String name) {
    return flag.apply(name).filter("false"::equals).isPresent();
  }

  private String information() {
    return property.apply("java.vm.info");
  }

  private String arch() {
    return property.apply("os.arch");
  }
}
