package org.musiclstm.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times each operation of the kernels on one thread, at 1024 units and 32 windows: one panel of a
 * time step, of which a layer has 64.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {
  private static final int UNITS = 1024;
  private static final int STRIDE = UNITS + Kernel.UNITS;
  private static final int ROWS = 32;
  private static final int DEPTH = 512;

  /** Which kernel. */
  @Param({"vector", "scalar"})
  public String kernel = "";

  private Kernel operations = Kernels.scalar();
  private final Random random = new Random(1);
  private float[] outputs = values(2 * ROWS * STRIDE);
  private final float[] cells = values(2 * ROWS * STRIDE);
  private final float[] weights = values(UNITS * Kernel.WIDTH);
  private final float[] panel = values(DEPTH * Kernel.WIDTH);
  private final float[] packed = values(DEPTH * 6);
  private final float[] gradient = values(6 * Kernel.WIDTH);
  private final float[] gates = values(ROWS * Kernel.WIDTH);
  private final float[] cellGradient = values(ROWS * STRIDE);
  private final float[] flat = values(ROWS * Kernel.WIDTH);
  private final float[] squares = new float[UNITS * Kernel.WIDTH];

  /** Chooses the kernel. */
  @Setup
  public void choose() {
    operations = kernel.equals("vector") ? Kernels.vector() : Kernels.scalar();
    outputs = values(2 * ROWS * STRIDE);
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int n = 0; n < count; n++) {
      values[n] = (float) (0.1 * random.nextGaussian());
    }
    return values;
  }

  /** A panel's recurrent product: 4.2 million operations. */
  @Benchmark
  public void recurrentProduct() {
    operations.product(outputs, 0, STRIDE, 1, UNITS, weights, 0, gates, 0, ROWS);
  }

  /** The same for one row, as in generating one piece: 131 thousand operations. */
  @Benchmark
  public void recurrentProductOfOneRow() {
    operations.product(outputs, 0, STRIDE, 1, UNITS, weights, 0, gates, 0, 1);
  }

  /** Six rows of a weight gradient over 512 layers: 393 thousand operations. */
  @Benchmark
  public void weightGradientTile() {
    operations.product(packed, 0, 1, 6, DEPTH, panel, 0, gradient, 0, 6);
  }

  /** The gate functions of a panel: 512 units. */
  @Benchmark
  public void gates() {
    operations.gates(gates, 0, ROWS, cells, 0, ROWS * STRIDE, outputs, ROWS * STRIDE, STRIDE);
  }

  /** The way back through them. */
  @Benchmark
  public void gatesBackward() {
    operations.gatesBackward(
        gates,
        0,
        ROWS,
        panel,
        0,
        cells,
        0,
        ROWS * STRIDE,
        cellGradient,
        0,
        STRIDE,
        flat,
        0,
        Kernel.WIDTH);
  }

  /** An update of 65536 parameters. */
  @Benchmark
  public void rmsProp() {
    operations.rmsProp(
        weights, squares, weights, 0, UNITS * Kernel.WIDTH, 1f, 1e-9f, 0.9f, 1e-8f);
  }
}
