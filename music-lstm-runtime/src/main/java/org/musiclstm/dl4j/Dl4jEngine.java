package org.musiclstm.dl4j;

import java.io.IOException;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.musiclstm.InputException;
import org.musiclstm.RefusedOptionsException;
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
          + " 1.0.0-M2.1 with the classifier of the machine.";

  /** A jar as repositories name it, such as {@code nd4j-cuda-11.6-1.0.0-M2.1.jar}. */
  private static final Pattern JAR = Pattern.compile(".*?([^/]+?)-(\\d+\\.\\d+\\.\\d[^/]*)\\.jar");

  private final Workers workers;
  private final int threads;
  private final String description;

  private Dl4jEngine(Workers workers, int threads, String description) {
    this.workers = workers;
    this.threads = threads;
    this.description = description;
  }

  /**
   * Starts ND4J.
   *
   * @param workers shares out what is not Deeplearning4j's work; that goes by the environment
   *     variable {@code OMP_NUM_THREADS}
   * @throws InputException when Deeplearning4j, ND4J or its native library cannot be found, one of
   *     their files cannot be opened, they are of versions that do not fit, or an environment
   *     variable is not as ND4J needs it
   * @throws IllegalStateException when they are there, and this machine cannot load or run them
   */
  public static Dl4jEngine start(Workers workers) {
    Set<String> needed = Library.all().stream().map(Library::fileName).collect(Collectors.toSet());
    ClassPath.ofThisJvm().check(needed::contains);
    NativeSettings settings = NativeSettings.of(System.getenv());
    try {
      String version = versionOf(MultiLayerNetwork.class).map(text -> " " + text).orElse("");
      String backend = nameOf(Nd4j.getBackend().getClass());
      int threads = Nd4j.getEnvironment().maxThreads();
      return new Dl4jEngine(
          workers,
          threads,
          "Deeplearning4j" + version + " on " + backend + " (" + settings.describe(threads) + ")");
    } catch (LinkageError | RuntimeException e) {
      throw refusal(e);
    }
  }

  private static RuntimeException refusal(Throwable failure) {
    Throwable root = failure;
    // ND4J wraps whatever happens, the same way.
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (isAbsence(root)) {
      // Another backend's jar may be there and damaged.
      ClassPath.ofThisJvm().check(name -> true);
      return new RefusedOptionsException(
          "The engine dl4j cannot start (" + root + "): " + NEEDED,
          "Put them there, or set engine to jvm.",
          "Put them there, or run the goal on a machine for which there are such libraries.",
          failure);
    }
    if (root instanceof IncompatibleClassChangeError) {
      return new RefusedOptionsException(
          "The engine dl4j cannot start, since its parts are of versions that do not fit ("
              + root
              + ").",
          "Take a backend of version 1.0.0-M2.1, or set engine to jvm.",
          "Take a backend of version 1.0.0-M2.1.",
          failure);
    }
    String unpacking =
        "). Its native libraries are unpacked where the system property"
            + " org.bytedeco.javacpp.cachedir says, "
            + System.getProperty("org.bytedeco.javacpp.cachedir", "by default in the user's home")
            + ", which needs 400 MB of room and programs to be allowed there";
    return new IllegalStateException(
        "the engine dl4j cannot start on this machine ("
            + root
            + (root instanceof IOException || root instanceof UnsatisfiedLinkError
                ? unpacking
                : ")"),
        failure);
  }

  /** Whether a class or a library was not on the class path, rather than there and of no use. */
  private static boolean isAbsence(Throwable root) {
    return root instanceof ClassNotFoundException
        || root.getClass().getSimpleName().equals("NoAvailableBackendException")
        // In the words of JavaCPP, which unpacks libraries.
        || (root instanceof UnsatisfiedLinkError
            && String.valueOf(root.getMessage()).startsWith("Could not find "));
  }

  /** The artifact that a class comes from, if its file says, otherwise the class. */
  private static String nameOf(Class<?> type) {
    return jarOf(type).map(jar -> jar.group(1) + " " + jar.group(2)).orElseGet(type::getSimpleName);
  }

  private static Optional<String> versionOf(Class<?> type) {
    return jarOf(type).map(jar -> jar.group(2));
  }

  private static Optional<Matcher> jarOf(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(location -> JAR.matcher(location.getPath()))
        .filter(Matcher::matches);
  }

  @Override
  public EngineName name() {
    return EngineName.DL4J;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int threads() {
    return threads;
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
