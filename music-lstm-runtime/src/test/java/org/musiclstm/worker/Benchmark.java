package org.musiclstm.worker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.RandomStream;
import org.musiclstm.exchange.Result;
import org.musiclstm.job.Engines;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.BackwardPass;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Descent;
import org.musiclstm.network.Dropout;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Forward;
import org.musiclstm.network.ForwardPass;
import org.musiclstm.network.Learner;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.network.RmsProp;
import org.musiclstm.network.State;

/**
 * Times a training step and a generation step on random piano rolls and prints one {@code
 * name=value} a line; times are milliseconds, the median of the repetitions. {@code gflops} are
 * thousands of millions of additions and multiplications a second; {@code peak_gflops} is what the
 * kernel reaches in the first cache.
 *
 * <p>Options, each followed by a number: {@code --features 88 --hidden 1024 --batch 32 --steps 128
 * --layers 1 --repeat 8 --threads 0 --dl4j 0}, where 0 threads are as many as there are processors.
 * With {@code --dl4j 1}, the same is done once more by Deeplearning4j, which has to be on the class
 * path, with as many threads as the environment variable {@code OMP_NUM_THREADS} says.
 */
public final class Benchmark {
  /** One feature in 25 is active, as in piano music. */
  private static final double DENSITY = 0.04;

  private static final int WARM_TRAINING = 3;

  /** The JIT goes by time, so small networks need more steps before they are measured. */
  private static final long WARM_NANOS = 6_000_000_000L;

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
              0,
              "chain",
              0,
              "dropout",
              0,
              "dl4j",
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
      NetworkShape shape =
          new NetworkShape(option("features"), option("hidden"), option("layers"), option("chain"));
      print("engine", "jvm, " + kernel.description());
      print("threads", workers.size());
      Phases phases = trainStep(kernel, workers, shape);
      double operations = operations(shape);
      print("train_step_ms", "%.2f", phases.step());
      print("gflops", "%.1f", operations / phases.step() / 1e6);
      print("peak_gflops", "%.1f", peak(kernel, workers));
      print("forward_ms", "%.2f", phases.forward());
      print("forward_gflops", "%.1f", operations / 3 / phases.forward() / 1e6);
      print("backward_ms", "%.2f", phases.backward());
      print("backward_gflops", "%.1f", operations * 2 / 3 / phases.backward() / 1e6);
      print("update_ms", "%.2f", phases.update());
      print("generate_step_ms", "%.4f", generateStep(kernel, workers, shape, 1));
      print(
          "generate_batch_step_ms", "%.4f", generateStep(kernel, workers, shape, option("batch")));
      if (option("dl4j") == 1) {
        runOn(Engines.start(EngineName.DL4J, kernel, workers), shape);
      }
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void runOn(Engine engine, NetworkShape shape) {
    print("dl4j", engine.description());
    int windows = option("batch");
    Parameters parameters = Parameters.initial(shape, 0, new float[shape.features()]);
    Learner learner =
        engine.learner(
            shape, windows, windows * option("steps"), new Descent(Loss.MSE, 0.9, 1e-8, 1));
    Batch batch = batch(shape, windows, option("steps"));
    Runnable step =
        () -> {
          learner.run(parameters, batch, new State(shape, windows), Dropout.NONE);
          learner.update(parameters, learner.gradient(), learner.norm(), 1e-3);
        };
    print("dl4j_train_step_ms", "%.2f", median(WARM_TRAINING, option("repeat"), step));
    Forward forward = engine.forward(shape, 1, 1);
    Batch one = batch(shape, 1, 1);
    State state = new State(shape, 1);
    print(
        "dl4j_generate_step_ms",
        "%.4f",
        median(WARM_GENERATION, GENERATION_STEPS, () -> forward.run(parameters, one, state)));
  }

  /** Two operations for each weight and layer, forward, and twice that, backward. */
  private double operations(NetworkShape shape) {
    return 6.0 * shape.parameters() * option("batch") * option("steps");
  }

  /** Medians in milliseconds of a whole training step and of what it consists of. */
  private record Phases(double step, double forward, double backward, double update) {}

  private Phases trainStep(Kernel kernel, Workers workers, NetworkShape shape) {
    int windows = option("batch");
    int steps = option("steps");
    int repeat = option("repeat");
    Parameters parameters = Parameters.initial(shape, 0, new float[shape.features()]);
    ForwardPass forward = new ForwardPass(kernel, workers, shape, windows, windows * steps);
    BackwardPass backward = new BackwardPass(forward, Loss.MSE);
    RmsProp rmsProp = new RmsProp(kernel, workers, shape, 0.9, 1e-8, 1);
    Batch batch = batch(shape, windows, steps);
    double[][] times = new double[4][repeat];
    long begin = System.nanoTime();
    int warmed = 0;
    for (int n = -1; n < repeat; ) {
      State state = new State(shape, windows);
      long start = System.nanoTime();
      Dropout dropout = new Dropout(option("dropout") / 100.0, option("dropout") / 100.0, 0, n);
      forward.run(parameters, batch, state, dropout);
      long told = System.nanoTime();
      backward.run();
      long traced = System.nanoTime();
      rmsProp.update(parameters, backward.gradient(), backward.norm(), 1e-3);
      long end = System.nanoTime();
      if (n >= 0) {
        times[0][n] = (end - start) / 1e6;
        times[1][n] = (told - start) / 1e6;
        times[2][n] = (traced - told) / 1e6;
        times[3][n] = (end - traced) / 1e6;
        n++;
      } else if (++warmed >= WARM_TRAINING && end - begin > WARM_NANOS) {
        n = 0;
      }
    }
    return new Phases(median(times[0]), median(times[1]), median(times[2]), median(times[3]));
  }

  /** What all threads reach in products of what lies in their first caches. */
  private static double peak(Kernel kernel, Workers workers) {
    int depth = 64;
    int rows = 6;
    int calls = 20_000;
    float[][] sums = new float[workers.size()][rows * Kernel.WIDTH];
    float[] left = new float[depth * rows];
    float[] right = new float[depth * Kernel.WIDTH];
    double best = 0;
    for (int n = 0; n < 20; n++) {
      long start = System.nanoTime();
      workers.forEach(
          workers.size(),
          (item, worker) -> {
            for (int call = 0; call < calls; call++) {
              kernel.product(left, 0, depth, 1, depth, right, 0, sums[item], 0, rows);
            }
          });
      double operations = 2.0 * rows * depth * Kernel.WIDTH * calls * workers.size();
      best = Math.max(best, operations / (System.nanoTime() - start));
    }
    return best;
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
    return median(times);
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static void print(String name, Object value) {
    System.out.println(name + "=" + value);
  }

  private static void print(String name, String format, double value) {
    print(name, String.format(Locale.ROOT, format, value));
  }
}
