package org.musiclstm.kernel;

import java.lang.reflect.InvocationTargetException;
import org.musiclstm.InputException;

/** Chooses the kernel that this JVM runs. */
public final class Kernels {
  /** System property that asks for one kernel: {@code vector} or {@code scalar}. */
  public static final String PROPERTY = "music-lstm.kernel";

  private static final String MODULE = "jdk.incubator.vector";

  private Kernels() {}

  /**
   * The vector kernel where the module {@code jdk.incubator.vector} is there and the processor has
   * a fused multiply-add, else the scalar one; or the one that the system property {@value
   * #PROPERTY} names.
   *
   * @throws InputException when the property names neither
   * @throws IllegalStateException when the vector kernel is asked for and cannot be had
   */
  public static Kernel best() {
    String wanted = System.getProperty(PROPERTY, "");
    return switch (wanted) {
      case "" -> hasVectors() && FusedMultiplyAdd.IN_HARDWARE ? vector() : scalar();
      case "vector" -> vector();
      case "scalar" -> scalar();
      default ->
          throw InputException.option("system property " + PROPERTY, wanted, "vector or scalar");
    };
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** The kernel in plain Java. */
  public static Kernel scalar() {
    return new ScalarKernel();
  }

  /**
   * The kernel on the Vector API. It is looked up by name because its class cannot be loaded, nor
   * compiled with the rest, without the module.
   *
   * @throws IllegalStateException when the module is missing
   */
  public static Kernel vector() {
    if (!hasVectors()) {
      throw new IllegalStateException(
          "The vector kernel needs the option --add-modules " + MODULE + " for java.");
    }
    try {
      return Class.forName("org.musiclstm.kernel.VectorKernel")
          .asSubclass(Kernel.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The vector kernel does not start.", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The vector kernel does not start.", e);
    }
  }
}
