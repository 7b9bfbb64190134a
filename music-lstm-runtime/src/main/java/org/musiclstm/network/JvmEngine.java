package org.musiclstm.network;

import java.util.SortedMap;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/** The runtime's own kernels. */
public final class JvmEngine implements Engine {
  private static final long MEGABYTE = 1_000_000;

  private final Kernel kernel;
  private final Workers workers;
  private final Optimizer.Factory optimizers;

  /** Makes an engine of a kernel, whose work is shared out. */
  public JvmEngine(Kernel kernel, Workers workers) {
    this(
        kernel,
        workers,
        (shape, descent) ->
            new RmsProp(
                kernel, workers, shape, descent.decay(), descent.epsilon(), descent.clipNorm()));
  }

  /** Trains with another optimizer. */
  public JvmEngine(Kernel kernel, Workers workers, Optimizer.Factory optimizers) {
    this.kernel = kernel;
    this.workers = workers;
    this.optimizers = optimizers;
  }

  @Override
  public EngineName name() {
    return EngineName.JVM;
  }

  @Override
  public String description() {
    return kernel.description();
  }

  @Override
  public int threads() {
    return workers.size();
  }

  @Override
  public Forward forward(NetworkShape shape, int maxWindows, int maxRows) {
    return new ForwardPass(kernel, workers, shape, maxWindows, maxRows);
  }

  @Override
  public Learner learner(NetworkShape shape, int maxWindows, int maxRows, Descent descent) {
    return new JvmLearner(
        new ForwardPass(kernel, workers, shape, maxWindows, maxRows),
        descent.loss(),
        optimizers.make(shape, descent));
  }

  /** Everything lies on the heap. */
  @Override
  public Footprint footprint(NetworkShape shape, BatchSize batch, int copies) {
    return new Footprint(
        Memory.ofTraining(shape, batch, copies) + workers.size() * Memory.ofThread(shape, batch),
        0);
  }

  @Override
  public boolean fitsArrays(NetworkShape shape, BatchSize batch) {
    return Memory.fitsArrays(shape, batch);
  }

  @Override
  public long mostOutside() {
    return 0;
  }

  @Override
  public String allowing(long heap, long outside) {
    return "-Xmx" + heap / MEGABYTE + "m";
  }

  /** A forward pass, the way back through it, and the optimizer. */
  private static final class JvmLearner implements Learner {
    private final ForwardPass forward;
    private final BackwardPass backward;
    private final Optimizer optimizer;

    JvmLearner(ForwardPass forward, Loss loss, Optimizer optimizer) {
      this.forward = forward;
      this.backward = new BackwardPass(forward, loss);
      this.optimizer = optimizer;
    }

    @Override
    public Forward forward() {
      return forward;
    }

    @Override
    public Fit run(Parameters parameters, Batch batch, State state, Dropout dropout) {
      forward.run(parameters, batch, state, dropout);
      return backward.run();
    }

    @Override
    public Parameters gradient() {
      return backward.gradient();
    }

    @Override
    public double norm() {
      return backward.norm();
    }

    @Override
    public void update(Parameters parameters, Parameters gradient, double norm, double rate) {
      optimizer.update(parameters, gradient, norm, rate);
    }

    @Override
    public SortedMap<String, Parameters> optimizerMemory() {
      return optimizer.memory();
    }
  }
}
