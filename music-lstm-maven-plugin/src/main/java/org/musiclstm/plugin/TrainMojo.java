package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.plugin.model.ModelCoordinates;
import org.musiclstm.plugin.model.ModelResolver;
import org.musiclstm.plugin.project.Attachment;
import org.musiclstm.plugin.project.ClassPathFolder;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.project.OutputTimestamp;
import org.musiclstm.plugin.project.Products;
import org.musiclstm.plugin.project.ProjectPaths;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.sharing.ByteSize;

/**
 * Trains an LSTM on the MIDI files of the project and writes the model, the same bytes on every
 * machine. Training that is interrupted goes on from its last checkpoint in the next build.
 */
@Mojo(
    name = "train",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    requiresProject = false)
public final class TrainMojo extends PlanningMojo {
  /** The file that the trained model goes to. */
  @Parameter(
      property = "music-lstm.modelFile",
      defaultValue = "${project.build.directory}/music-lstm/model.zip",
      required = true)
  private File modelFile;

  /** Whether the model is attached to the project, to be installed and deployed with it. */
  @Parameter(property = "music-lstm.attach", defaultValue = "true")
  private boolean attach;

  /**
   * The classifier under which the model is attached, as type zip: letters, digits, ".", "-", "_".
   */
  @Parameter(property = "music-lstm.modelClassifier", defaultValue = "model", required = true)
  private String modelClassifier;

  /**
   * The file of a model to begin with instead of random parameters: training goes on from what it
   * has learnt, with these songs. Its encoding and network have to be those of this training.
   */
  @Parameter(property = "music-lstm.initialModel")
  private @Nullable File initialModel;

  /**
   * The model to begin with as an artifact instead of a file: groupId:artifactId:version for that
   * of another project or module, or groupId:artifactId:extension:classifier:version where it is no
   * zip with the classifier model. Maven takes it from the build or from repositories.
   */
  @Parameter(property = "music-lstm.initialModelArtifact")
  private @Nullable String initialModelArtifact;

  /**
   * Whether the model goes on the class path of the project, under modelResourcePrefix and the name
   * of its file, for programs that make music themselves.
   */
  @Parameter(property = "music-lstm.embedModel", defaultValue = "false")
  private boolean embedModel;

  /**
   * The folder of the class path that embedModel puts the model into, such as com/example/game. It
   * keeps the models of two projects apart that are on one class path.
   */
  @Parameter(property = "music-lstm.modelResourcePrefix", defaultValue = "music-lstm")
  private @Nullable String modelResourcePrefix;

  /** How many iterations lie between two checkpoints, 0 to 10000000; 0 for none. */
  @Parameter(property = "music-lstm.checkpointEvery", defaultValue = "100")
  int checkpointEvery;

  /**
   * Whether finished models and checkpoints are kept for other builds, which then need not train
   * again: after clean, on another branch, in another module.
   */
  @Parameter(property = "music-lstm.cache", defaultValue = "true")
  private boolean cache;

  /**
   * Where they are kept: a folder, relative ones from the root of the whole build on. When nothing
   * is given, in .cache/music-lstm of Maven's local repository. Several machines may share it.
   */
  @Parameter(property = "music-lstm.cacheDirectory")
  private @Nullable String cacheDirectory;

  /**
   * A file with a key of 32 bytes or more that nobody can guess, best outside of the project. With
   * it, models and checkpoints are taken from the cache only if who put them there had the same
   * key. Without it, whoever may write to the folder decides what models builds get.
   */
  @Parameter(property = "music-lstm.cacheKeyFile")
  private @Nullable File cacheKeyFile;

  /** How much may be kept, such as 500m or 2g. What was longest of no use goes first. */
  @Parameter(property = "music-lstm.cacheMaxSize", defaultValue = "2g", required = true)
  private String cacheMaxSize;

  /**
   * How long training may take in one build, as an ISO 8601 duration such as PT20M; as long as it
   * does when nothing is given. The next build goes on where this one ended.
   */
  @Parameter(property = "music-lstm.timeBudget")
  private @Nullable String timeBudget;

  /**
   * What happens when the time budget is used up: finish takes the best parameters so far as the
   * model, which then is the one that so many iterations make; fail ends the build.
   */
  @Parameter(property = "music-lstm.onTimeBudget", defaultValue = "finish", required = true)
  private String onTimeBudget;

  /**
   * Whether training waits while other trainings on the machine use the processors or the memory
   * that it needs.
   */
  @Parameter(property = "music-lstm.queue", defaultValue = "true")
  private boolean queue;

  /**
   * The time that the model says of itself in its provenance, as ISO 8601 or in seconds since 1970,
   * as other plugins take it from the POM; 1980-01-01T00:00:00Z when it is not set or no time. It
   * changes nothing of what is learnt.
   */
  @Parameter(
      property = "music-lstm.outputTimestamp",
      defaultValue = "${project.build.outputTimestamp}")
  private @Nullable String outputTimestamp;

  /**
   * What runs the network: jvm, which makes the same bytes on every machine, or dl4j, which is
   * Deeplearning4j. Its libraries are downloaded when they are asked for, some 125 MB.
   */
  @Parameter(property = "music-lstm.engine", defaultValue = "jvm", required = true)
  String engine;

  /** Maven makes the goal. */
  @Inject
  public TrainMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  @Override
  public String announcement() {
    return "Training on the MIDI files in "
        + shown(songs().directory())
        + "; the model goes to "
        + shown(modelFile());
  }

  @Override
  public Request request() {
    classPathFolder();
    return new TrainRequest(
        source(),
        options(),
        initialModel(),
        modelFile(),
        paths().buildDirectory().resolve("checkpoints"),
        new TrainRequest.Cache(
            cache,
            MavenBuild.cacheDirectory(build().session(), cacheDirectory),
            ByteSize.parse("cacheMaxSize", cacheMaxSize),
            !build().isSnapshot(),
            cacheKeyFile == null ? List.of() : List.of(absolute(cacheKeyFile))),
        new TrainRequest.Limits(
            timeBudget == null ? 0 : milliseconds("timeBudget", timeBudget),
            failWhenTimeIsUp(),
            queue),
        OutputTimestamp.parse(outputTimestamp, getLog()::warn).toString(),
        threads());
  }

  @Override
  public Set<String> libraries(Request request) {
    return ((TrainRequest) request).options().engine().libraries();
  }

  private boolean failWhenTimeIsUp() {
    return switch (onTimeBudget.strip()) {
      case "finish" -> false;
      case "fail" -> true;
      default -> throw InputException.option("onTimeBudget", onTimeBudget, "finish or fail");
    };
  }

  @Override
  public void addInputs(Inputs.Builder inputs, Request request) {
    TrainRequest training = (TrainRequest) request;
    inputs.options(request.decisive());
    addSongs(inputs);
    training.initialModel().forEach(file -> inputs.model("initial model", shown(file), file));
  }

  @Override
  public List<Path> madeFiles() {
    return List.of(modelFile());
  }

  /** The model to begin with, if there is one. */
  private List<Path> initialModel() {
    if (initialModel == null) {
      return initialModelArtifact == null
          ? List.of()
          : List.of(
              ModelResolver.of(build())
                  .resolve(
                      "initialModelArtifact",
                      ModelCoordinates.parse("initialModelArtifact", initialModelArtifact)));
    }
    Path file = absolute(initialModel);
    if (initialModelArtifact != null) {
      throw new InputException(
          "Both initialModel ("
              + shown(file)
              + ") and initialModelArtifact ("
              + initialModelArtifact
              + ") are set, but training begins with one model. Remove one of them.");
    }
    if (ProjectPaths.isSame(file, modelFile())) {
      throw InputException.option(
          "initialModel", shown(file), "another file than modelFile, which training replaces");
    }
    return List.of(file);
  }

  @Override
  public Optional<Attachment> attachment() {
    return Optional.of(new Attachment(modelFile(), modelClassifier, "modelClassifier", attach));
  }

  @Override
  public Map<Path, List<String>> outputs() {
    return Map.of(modelFile(), List.of("modelFile", "modelClassifier"));
  }

  @Override
  public Map<String, List<String>> resources() {
    return embedModel ? Map.of(resource(), List.of("modelResourcePrefix")) : Map.of();
  }

  private String resource() {
    return classPathFolder().resource(modelFile().getFileName().toString());
  }

  @Override
  public void publish(Products products) {
    String resource = resource();
    if (embedModel) {
      products.addResources(modelFile(), classPathFolder(), build().classPathDirectory());
    }
    products.keepCopies(
        build().classPathRecord(),
        embedModel ? List.of(resource) : List.of(),
        List.of(resource),
        copy -> true);
  }

  private ClassPathFolder classPathFolder() {
    return ClassPathFolder.parse("modelResourcePrefix", modelResourcePrefix);
  }

  private Path modelFile() {
    return absolute(modelFile);
  }
}
