package org.musiclstm.worker;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.musiclstm.RandomStream;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.BackwardPass;
import org.musiclstm.network.Batch;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.RmsProp;
import org.musiclstm.network.State;

/**
 * Times a training step and a generation step on random piano rolls and prints one {@code
 * name=value} a line; times are milliseconds, the median of the repetitions.
 *
 * <p>Options, each followed by a number: {@code --features 88 --hidden 1024 --batch 32 --steps 128
 * --layers 1 --repeat 8 --threads 0}, where 0 threads are as many as there are processors.
 */
public final class Benchmark {
  /** One feature in 25 is active, as in piano music. */
  private static final double DENSITY = 0.04;

  private static final int WARM_TRAINING = 3;
  private static final int WARM_GENERATION = 300;
  private static final int GENERATION_STEPS = 400;

  private final Map<String, Integer> options =
      new TreeMap<>(
          Map.of(
              "features",
              88,
              "hidden",
              1024,
              "batch",
              32,
              "steps",
              128,
              "layers",
              1,
              "repeat",
              8,
              "threads",
              0));

  private Benchmark(String[] arguments) {
    for (int n = 0; n < arguments.length; n += 2) {
      String name = arguments[n].replaceFirst("^--", "");
      if (!options.containsKey(name) || n + 1 == arguments.length) {
        throw new IllegalArgumentException(
            arguments[n] + " is not an option followed by a number; options are " + options);
      }
      options.put(name, Integer.valueOf(arguments[n + 1]));
    }
  }

  private int option(String name) {
    return options.getOrDefault(name, 0);
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    try {
      new Benchmark(arguments).run();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(Result.Status.INPUT.exitCode());
    }
  }

  private void run() {
    int threads = option("threads");
    Kernel kernel = Kernels.best();
    try (Workers workers =
        new Workers(threads > 0 ? threads : Runtime.getRuntime().availableProcessors())) {
      NetworkShape shape = new NetworkShape(option("features"), option("hidden"), option("layers"));
      print("engine", "jvm, " + kernel.description());
      print("threads", workers.size());
      double milliseconds = trainStep(kernel, workers, shape);
      print("train_step_ms", "%.2f", milliseconds);
      print("gflops", "%.1f", flops(shape) / milliseconds / 1e6);
      print("generate_step_ms", "%.4f", generateStep(kernel, workers, shape, 1));
      print(
          "generate_batch_step_ms", "%.4f", generateStep(kernel, workers, shape, option("batch")));
    }
  }

  /** Two operations for each weight and layer, forward, and twice that, backward. */
  private double flops(NetworkShape shape) {
    return 6.0 * shape.parameters() * option("batch") * option("steps");
  }

  private double trainStep(Kernel kernel, Workers workers, NetworkShape shape) {
    int windows = option("batch");
    int steps = option("steps");
    Parameters parameters = Parameters.initial(shape, 0, new float[shape.features()]);
    ForwardPass forward = new ForwardPass(kernel, workers, shape, windows, windows * steps);
    BackwardPass backward = new BackwardPass(forward);
    RmsProp rmsProp = new RmsProp(kernel, workers, shape, 0.9, 1e-8, 1);
    Batch batch = batch(shape, windows, steps);
    return median(
        WARM_TRAINING,
        option("repeat"),
        () -> {
          forward.run(parameters, batch, new State(shape, windows));
          backward.run(parameters, batch);
          rmsProp.update(parameters, backward.gradient(), backward.norm(), 1e-3);
        });
  }

  private double generateStep(Kernel kernel, Workers workers, NetworkShape shape, int pieces) {
    Parameters parameters = Parameters.initial(shape, 0, new float[shape.features()]);
    ForwardPass forward = new ForwardPass(kernel, workers, shape, pieces, pieces);
    Batch batch = batch(shape, pieces, 1);
    State state = new State(shape, pieces);
    return median(WARM_GENERATION, GENERATION_STEPS, () -> forward.run(parameters, batch, state));
  }

  private Batch batch(NetworkShape shape, int windows, int steps) {
    int[] lengths = new int[windows];
    Arrays.fill(lengths, steps);
    RandomStream random = new RandomStream(0, "benchmark", 0);
    int[] starts = new int[windows * steps + 1];
    int[] active = new int[windows * steps * shape.features()];
    int count = 0;
    for (int row = 0; row < windows * steps; row++) {
      for (int feature = 0; feature < shape.features(); feature++) {
        if (random.nextDouble() < DENSITY) {
          active[count++] = feature;
        }
      }
      starts[row + 1] = count;
    }
    return new Batch(lengths, starts, active, starts, active);
  }

  private static double median(int warm, int repeat, Runnable step) {
    for (int n = 0; n < warm; n++) {
      step.run();
    }
    double[] times = new double[repeat];
    for (int n = 0; n < repeat; n++) {
      long start = System.nanoTime();
      step.run();
      times[n] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return (times[(repeat - 1) / 2] + times[repeat / 2]) / 2;
  }

  private static void print(String name, Object value) {
    System.out.println(name + "=" + value);
  }

  private static void print(String name, String format, double value) {
    print(name, String.format(java.util.Locale.ROOT, format, value));
  }
}
