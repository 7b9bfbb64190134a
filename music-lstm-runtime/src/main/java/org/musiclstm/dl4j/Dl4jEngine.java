package org.musiclstm.dl4j;

import org.musiclstm.InputException;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.BatchSize;
import org.musiclstm.network.Descent;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Footprint;
import org.musiclstm.network.Forward;
import org.musiclstm.network.Learner;
import org.musiclstm.network.Loss;
import org.musiclstm.network.NetworkShape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;

/** Deeplearning4j on whatever backend of ND4J is on the class path. */
public final class Dl4jEngine implements Engine {
  private static final String NEEDED =
      "it needs Deeplearning4j and a backend of ND4J for this machine on the class path, such as"
          + " org.deeplearning4j:deeplearning4j-nn and org.nd4j:nd4j-native of version"
          + " 1.0.0-M2.1 with the classifier of the machine; put them there, or set engine to jvm.";

  private final Workers workers;
  private final String backend;

  private Dl4jEngine(Workers workers, String backend) {
    this.workers = workers;
    this.backend = backend;
  }

  /**
   * Starts ND4J.
   *
   * @param workers shares out what is not Deeplearning4j's work; that goes by the environment
   *     variable {@code OMP_NUM_THREADS}
   * @throws InputException when Deeplearning4j, ND4J or its native library cannot be found
   */
  public static Dl4jEngine start(Workers workers) {
    try {
      return new Dl4jEngine(workers, Nd4j.getBackend().getClass().getSimpleName());
    } catch (LinkageError | RuntimeException e) {
      throw new InputException("The engine dl4j cannot start (" + e + "): " + NEEDED, e);
    }
  }

  @Override
  public EngineName name() {
    return EngineName.DL4J;
  }

  @Override
  public String description() {
    return "Deeplearning4j on " + backend;
  }

  @Override
  public Forward forward(NetworkShape shape, int maxWindows, int maxRows) {
    name().check(shape.isChained());
    return new Dl4jForward(new Lstm(shape, Loss.MSE, new RmsProp(), false));
  }

  @Override
  public Learner learner(NetworkShape shape, int maxWindows, int maxRows, Descent descent) {
    name().check(shape.isChained());
    return new Dl4jLearner(shape, descent, workers);
  }

  @Override
  public Footprint footprint(NetworkShape shape, BatchSize batch, int copies) {
    return Dl4jMemory.ofTraining(shape, batch, copies);
  }

  @Override
  public boolean fitsArrays(NetworkShape shape, BatchSize batch) {
    return Dl4jMemory.fitsArrays(shape, batch);
  }

  @Override
  public long mostOutside() {
    return Dl4jMemory.mostOutside();
  }

  @Override
  public String allowing(long heap, long outside) {
    return Dl4jMemory.allowing(heap, outside);
  }
}
