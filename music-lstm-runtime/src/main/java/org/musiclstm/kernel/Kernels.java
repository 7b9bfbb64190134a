package org.musiclstm.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.musiclstm.InputException;

/** Chooses the kernel that this JVM runs. The choice never changes a byte, only the time. */
public final class Kernels {
  /** System property that asks for one kernel: {@code vector} or {@code scalar}. */
  public static final String PROPERTY = "music-lstm.kernel";

  private static final String MODULE = "jdk.incubator.vector";

  /** On a JIT that is not known: as long as most take until they have compiled a loop. */
  private static final long RACE_MILLISECONDS = 250;

  private Kernels() {}

  /**
   * The fastest kernel, as {@link #choose} finds it.
   *
   * @throws InputException when the property names neither
   * @throws IllegalStateException when the vector kernel is asked for and cannot be had
   */
  public static Kernel best() {
    return choose().kernel();
  }

  /**
   * The vector kernel where the module {@code jdk.incubator.vector} is there and the JIT has
   * instructions for vectors and for a fused multiply-add, else the scalar one; or the one that the
   * system property {@value #PROPERTY} names. For HotSpot's C2 on x86-64 and ARM it is known from
   * the options of the JVM; where the JIT is another one, a race of a quarter of a second decides,
   * once in a JVM.
   *
   * @throws InputException when the property names neither
   * @throws IllegalStateException when the vector kernel is asked for and cannot be had
   */
  public static KernelChoice choose() {
    String wanted = System.getProperty(PROPERTY, "");
    return switch (wanted) {
      case "" ->
          slow()
              .map(slow -> new KernelChoice(scalar(), Optional.of(remark(slow))))
              .orElseGet(() -> new KernelChoice(vector(), Optional.empty()));
      case "vector" ->
          new KernelChoice(
              vector(),
              slow()
                  .map(
                      slow ->
                          "The arithmetic runs on the vector kernel, for which the system property "
                              + PROPERTY
                              + " asks, though "
                              + slow.reason()
                              + ": the scalar kernel would be faster and makes the same bytes."));
      case "scalar" ->
          new KernelChoice(
              scalar(),
              Optional.of(remark(Slow.known("the system property " + PROPERTY + " asks for it"))));
      default ->
          throw InputException.option("system property " + PROPERTY, wanted, "vector or scalar");
    };
  }

  /**
   * Why a kernel is not taken.
   *
   * @param reason a clause
   * @param measured whether vectors would run here, and were slower
   */
  record Slow(String reason, boolean measured) {
    private static Slow known(String reason) {
      return new Slow(reason, false);
    }
  }

  /** What is said of the scalar kernel. */
  static String remark(Slow vectors) {
    String speed = "";
    if (!FusedMultiplyAdd.IN_HARDWARE) {
      speed = ", and each multiply-add takes some ten operations";
    } else if (!vectors.measured()) {
      speed = ". It takes a few times as long as with vectors";
    }
    return "The arithmetic runs on the scalar kernel, since "
        + vectors.reason()
        + speed
        + "; the bytes are the same.";
  }

  /** Why the vector kernel is the slower one, if it is. */
  private static Optional<Slow> slow() {
    if (!hasVectors()) {
      return Optional.of(Slow.known("Java runs without --add-modules " + MODULE));
    }
    VirtualMachine vm = VirtualMachine.THIS;
    if (!vm.hasFusedMultiplyAdd()) {
      return Optional.of(
          Slow.known("this Java has no fused multiply-add on this processor (UseFMA)"));
    }
    Optional<Slow> lack = vm.lackOfVectors().map(Slow::known);
    if (lack.isPresent() || vm.isKnownToHaveVectors() || Measured.VECTORS_ARE_FASTER) {
      return lack;
    }
    return Optional.of(
        new Slow("vectors were measured to be slower on the JIT of this Java", true));
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

  /** What is measured at most once, when it is first asked for. */
  private static final class Measured {
    static final boolean VECTORS_ARE_FASTER =
        new Race(System::nanoTime, TimeUnit.MILLISECONDS.toNanos(RACE_MILLISECONDS))
            .isFaster(product(vector()), product(scalar()));

    /** A product small enough for an interpreter and large enough for a clock. */
    private static Runnable product(Kernel kernel) {
      int rows = 6;
      int depth = 8;
      float[] left = new float[rows * depth];
      float[] right = new float[depth * Kernel.WIDTH];
      float[] result = new float[rows * Kernel.WIDTH];
      return () -> kernel.product(left, 0, depth, 1, depth, right, 0, result, 0, rows);
    }
  }
}
