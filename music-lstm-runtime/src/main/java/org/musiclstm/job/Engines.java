package org.musiclstm.job;

import org.musiclstm.InputException;
import org.musiclstm.dl4j.Dl4jEngine;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.JvmEngine;

/** Starts the engine that a request names. */
public final class Engines {
  private Engines() {}

  /**
   * Starts an engine.
   *
   * @throws InputException when what it needs is not on the class path
   * @throws IllegalStateException when that is there, and this machine cannot run it
   */
  public static Engine start(EngineName name, Kernel kernel, Workers workers) {
    return switch (name) {
      case JVM -> new JvmEngine(kernel, workers);
      case DL4J -> Dl4jEngine.start(workers);
    };
  }

  /** The end of a line that says of work: nothing where the engine is the default one. */
  static String mention(Engine engine) {
    return engine.name().isDefault() ? "" : ", with " + engine.description();
  }
}
