package org.musiclstm.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.WholeFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.EngineName;
import org.musiclstm.plugin.console.Console;
import org.musiclstm.plugin.console.NamedLog;
import org.musiclstm.plugin.console.Terminal;
import org.musiclstm.plugin.console.VisibleLog;
import org.musiclstm.plugin.dl4j.Deeplearning4j;
import org.musiclstm.plugin.dl4j.LibraryResolver;
import org.musiclstm.plugin.repository.ArtifactSource;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.plugin.uptodate.Made;
import org.musiclstm.plugin.worker.WorkerJdk;
import org.musiclstm.plugin.worker.WorkerJob;
import org.musiclstm.plugin.worker.WorkerProcess;
import org.musiclstm.sharing.Lease;
import org.musiclstm.sharing.OwnFolder;
import org.musiclstm.sharing.WaitReport;
import org.musiclstm.worker.Request;
import org.musiclstm.worker.Result;

/** What the goals have in common: their shared parameters and the way from them to the worker. */
abstract class MusicMojo extends AbstractMojo {
  private static final String PREFIX = "music-lstm.";
  private static final String SNAPSHOT = "-SNAPSHOT";

  /** System property of the worker with the folder where the trainings of this machine queue. */
  private static final String MACHINE = PREFIX + "machine";

  /** Where warnings are remembered that have been given. */
  private static final String TOLD = PREFIX + "told";

  /** What Maven 3 leaves in the build folder's path where there is no POM. */
  private static final String UNRESOLVED = "${project.basedir}";

  /**
   * Does nothing but use what an earlier build left: a model or music that is there is still
   * attached and on the class path.
   */
  @Parameter(property = "music-lstm.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Arguments for the JVM that does the work, such as -Xmx8g for more memory: a text in which white
   * space separates them unless it is in quotes, or a list of elements arg. Relative paths in them
   * start at target/music-lstm/, in the folder of the goal and its execution.
   */
  @Parameter(property = "music-lstm.jvmArgs")
  private @Nullable JvmArguments jvmArgs;

  /**
   * The JDK that does the work, as requirements on a jdk toolchain: version, vendor and whatever
   * else the toolchains.xml says of it. When nothing is asked for, it is the toolchain of the build
   * if there is one, and else the JDK that Maven runs on. It has to be JDK 17 or newer. It is set
   * in the POM only.
   */
  @Parameter private @Nullable Map<String, String> jdkToolchain;

  @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
  private File basedir;

  @Parameter(
      defaultValue = "${project.build.directory}/music-lstm",
      readonly = true,
      required = true)
  private File buildDirectory;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts;

  private final MavenProjectHelper projectHelper;
  private final ToolchainManager toolchains;
  private final RepositorySystem system;

  MusicMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    this.projectHelper = projectHelper;
    this.toolchains = toolchains;
    this.system = system;
  }

  /** One line that says what begins. */
  abstract String announcement();

  /**
   * The files that are made, and made again only when something that decides them has changed; none
   * when the goal tells something, which it does each time, whatever an earlier build made.
   */
  List<Path> madeFiles() {
    return List.of();
  }

  /** The files that are made, in a few words. */
  String product() {
    return madeFiles().stream().map(this::shown).collect(Collectors.joining(", "));
  }

  /**
   * Adds everything of the request that decides the files that are made. A goal that makes any has
   * to say so, or what it has once made would be up to date for ever.
   */
  void addInputs(Inputs.Builder inputs, Request request) {
    throw new IllegalStateException(
        "the goal " + execution.getGoal() + " does not say what decides " + madeFiles());
  }

  /**
   * What the worker is asked to do.
   *
   * @throws InputException when an option is out of range
   */
  abstract Request request();

  /**
   * Does what needs no worker.
   *
   * @return whether that was all
   * @throws MojoFailureException when it fails
   */
  boolean isDoneAtOnce() throws MojoFailureException {
    return false;
  }

  /**
   * Removes what an earlier build left that would be taken for what this one says, should it fail.
   *
   * @throws InputException when it cannot be removed
   */
  void removeOldResults() {}

  /**
   * What the goal would need and does not have, where the default is not there and this project
   * does not set another, in a few words: a plugin of a parent POM then passes the project by.
   */
  Optional<String> missing() {
    return Optional.empty();
  }

  /** Whether songs lie in the folder of the project. */
  boolean hasOwnSongs() {
    return Applicability.hasDefaultSongs(project);
  }

  /** Whether the project's own POM or the command line sets an option. */
  final boolean isSetHere(String option) {
    return applicability().isSetHere(option);
  }

  private Applicability applicability() {
    return Applicability.of(session, project, execution);
  }

  /** Whether a file is one that the goal reads, as far as its options tell. */
  boolean reads(Path file) {
    return false;
  }

  /**
   * Refuses to replace what is read.
   *
   * @throws InputException when an output is a file that the goal reads
   */
  final void checkOutputs() {
    outputs()
        .forEach(
            (file, options) -> {
              if (reads(file)) {
                throw InputException.option(
                    options.get(0),
                    shown(file),
                    "another file than those that are read, which stay as they are");
              }
            });
  }

  /**
   * Whether two paths are those of one file: links lead to it, or its name may be written so too.
   */
  static boolean isSame(Path one, Path other) {
    try {
      return one.equals(other)
          || (Files.exists(one)
              && Files.exists(other)
              && one.toRealPath().equals(other.toRealPath()));
    } catch (IOException e) {
      return false;
    }
  }

  /** What runs the network of a request. */
  EngineName engine(Request request) {
    return EngineName.JVM;
  }

  /** Whether a file that an earlier build made goes when this one makes others. */
  boolean isReplaced(Path earlier) {
    return false;
  }

  /** The file that can be attached, if the goal makes one. */
  Optional<Attachment> attachment() {
    return Optional.empty();
  }

  /** Everything that is written, each with the parameters that have it written elsewhere. */
  abstract Map<Path, List<String>> outputs();

  /** What another execution of the build has to write to replace an output. */
  Path replaced(Path output) {
    return output;
  }

  /**
   * The first file that the goal puts on the class path of the project, as class loaders take it,
   * with the parameters that give it another name there; nothing where there is none.
   */
  Map<String, List<String>> resources() {
    return Map.of();
  }

  /** Makes what has been written a part of the project, apart from the attached file. */
  void publish(Products products) {}

  @Override
  public final void execute() throws MojoFailureException, MojoExecutionException {
    setLog(NamedLog.of(new VisibleLog(getLog()), session, project, execution));
    Products products = new Products(project, projectHelper);
    try {
      warnOfUnknownOptions();
      if (!skip && isPassedBy()) {
        return;
      }
      Optional<Attachment> attachment = attachment();
      attachment.ifPresent(
          file -> Products.checkClassifier(file.classifierParameter(), file.classifier()));
      attachment = attachment.filter(Attachment::isWanted);
      warnOfUnseenOptions();
      if (skip) {
        getLog().info("Skipped: what an earlier build left is used.");
      } else if (!isDoneAtOnce()) {
        removeOldResults();
        Request request = request();
        checkOutputs();
        attachment.ifPresent(
            file -> products.checkFree(file.file(), file.classifier(), file.classifierParameter()));
        warnOfOverwriting();
        makeInTurn(request);
      }
      publish(products);
      attachment.ifPresent(file -> products.attach(file.file(), file.classifier()));
    } catch (InputException e) {
      throw Failure.of(e);
    } catch (InvalidPathException e) {
      throw Failure.of(ForeignPath.refused(e));
    }
  }

  /** Whether the project is one that the goal has nothing to do in, and says so. */
  private boolean isPassedBy() {
    Optional<Applicability.Skip> skipped = applicability().skip(missing(), hasOwnSongs());
    skipped.ifPresent(
        reason -> {
          if (reason.notable()) {
            getLog().warn(reason.reason());
          } else {
            getLog().info(reason.reason());
          }
          boolean earlier = Files.exists(recordFile());
          outputs().keySet().forEach(path -> written().not(path, earlier));
        });
    return skipped.isPresent();
  }

  /** Waits until no other build of the project makes the same, and makes it if it has to. */
  private void makeInTurn(Request request) throws MojoFailureException, MojoExecutionException {
    Optional<Lease> turn;
    WaitReport waiting = new WaitReport(getLog()::info, System::nanoTime, Clock.systemUTC());
    try {
      turn =
          Lease.take(
              lockFile(),
              others ->
                  waiting.begin(
                      others, who -> "Waiting for another build of this project: " + who + "."),
              waiting.during(() -> false));
      if (turn.isEmpty()) {
        throw new MojoExecutionException("The build was interrupted while it waited for another.");
      }
    } catch (IOException e) {
      getLog().debug("Other builds of this project cannot be waited for: " + e);
      turn = Optional.empty();
    }
    try {
      makeIfNeeded(request);
    } finally {
      turn.ifPresent(Lease::close);
    }
  }

  /** Outside of the build folder, which another build may clean while this one works. */
  private Path lockFile() {
    String build = Sha256.of(exchangeDirectory().toString().getBytes(StandardCharsets.UTF_8));
    return localRepository().resolve(".cache").resolve("music-lstm-builds").resolve(build);
  }

  private void makeIfNeeded(Request request) throws MojoFailureException, MojoExecutionException {
    WorkerJob job = job(request);
    List<Path> files = madeFiles();
    if (files.isEmpty()) {
      getLog().info(announcement());
      Outcome.report(run(whole(job)), getLog());
      return;
    }
    Made made = new Made(recordFile(), this::shown);
    Inputs inputs = inputs(job);
    List<String> reasons = made.reasons(inputs, files);
    if (reasons.isEmpty()) {
      getLog().info("Up to date: " + product());
      return;
    }
    getLog().info(announcement());
    getLog().info("Why: " + String.join("; ", reasons) + ".");
    WorkerJob whole = whole(job);
    made.begin();
    Result result = run(whole);
    Outcome.report(result, getLog());
    made.unchanged(name -> absolute(new File(name))).stream()
        .filter(earlier -> !files.contains(earlier) && isReplaced(earlier))
        .forEach(WholeFile::removeOld);
    List<String> changes = inputs(job).changesSince(inputs);
    if (changes.isEmpty()) {
      made.remember(inputs, madeFiles(), result.unfinished());
    } else {
      getLog()
          .warn(
              "While this was made, something changed: "
                  + String.join("; ", changes)
                  + ". The next build makes it again.");
    }
  }

  private Inputs inputs(WorkerJob job) {
    Request request = job.request();
    Inputs.Builder inputs = new Inputs.Builder();
    String version = execution.getVersion();
    inputs.value("music-lstm", version);
    inputs.value("runtime format", ModelFile.FORMAT);
    if (isSnapshot()) {
      for (Path path : classPath()) {
        inputs.library(path);
      }
    }
    if (engine(request).needsLibraries()) {
      // Another backend makes other bytes, and so do threads and kernels.
      inputs.value("backends of ND4J", Deeplearning4j.backends(runtime()));
      inputs.value("platform of ND4J", Deeplearning4j.platform(job).name());
      Deeplearning4j.variables(job, System.getenv())
          .forEach((name, value) -> inputs.value(name + " of ND4J", value));
    }
    addInputs(inputs, request);
    return inputs.build();
  }

  /** A job with Deeplearning4j where it needs that, which Maven may have to download. */
  private WorkerJob whole(WorkerJob job) {
    return engine(job.request()).needsLibraries()
        ? deeplearning4j().addTo(job, runtime(), System.getenv())
        : job;
  }

  private Deeplearning4j deeplearning4j() {
    return new Deeplearning4j(
        new LibraryResolver(artifacts(project.getRemotePluginRepositories()), getLog()::info),
        localRepository().resolve(".cache").resolve("music-lstm-natives"));
  }

  private Result run(WorkerJob job) {
    getLog().debug("Java: " + job.jdk().java() + " (" + job.jdk().origin() + ")");
    getLog().debug("Log of the worker: " + job.logFile());
    WorkerProcess worker = new WorkerProcess(WorkerProcess.MAIN_CLASS, WorkerProcess.GRACE);
    worker.describe(job).forEach(getLog()::debug);
    try (Console console = new Console(getLog(), Terminal.of(session), System::nanoTime)) {
      return worker.run(job, console::show);
    }
  }

  /** The folder that this execution alone uses. */
  private Path exchangeDirectory() {
    return buildDirectory()
        .resolve(ExecutionFolder.name(execution.getGoal(), execution.getExecutionId()));
  }

  /** Where it is on record what this execution has made. */
  private Path recordFile() {
    return exchangeDirectory().resolve("made.json");
  }

  /** Where it is on record what this execution has put on the class path. */
  final Path classPathRecord() {
    return exchangeDirectory().resolve("class-path.txt");
  }

  /** The resource folder of this execution, where what is made is not one itself. */
  final Path classPathDirectory() {
    return exchangeDirectory().resolve("class-path");
  }

  private WorkerJob job(Request request) {
    List<String> arguments = new ArrayList<>();
    // The user's own arguments stand behind it, and win.
    arguments.add("-D" + MACHINE + "=" + OwnFolder.ofMachine(localRepository().resolve(".cache")));
    if (jvmArgs != null) {
      arguments.addAll(jvmArgs.toList());
    }
    return new WorkerJob(
        request,
        exchangeDirectory(),
        WorkerJdk.choose(toolchains, session, jdkToolchain == null ? Map.of() : jdkToolchain),
        classPath(),
        arguments);
  }

  /** The runtime and whatever the user has added to the plugin, without the plugin itself. */
  private List<Path> classPath() {
    return runtime().stream().map(artifact -> artifact.getFile().toPath()).toList();
  }

  private List<Artifact> runtime() {
    String plugin = execution.getArtifactId();
    return pluginArtifacts.stream()
        .filter(artifact -> !artifact.getArtifactId().equals(plugin))
        .toList();
  }

  /** A misspelt option would do nothing without a word; one word of it is enough in a project. */
  @SuppressWarnings("unchecked") // Maven's context is a raw map.
  private void warnOfUnknownOptions() {
    Set<String> told =
        (Set<String>) getPluginContext().computeIfAbsent(TOLD, name -> new HashSet<String>());
    UnknownOptions unknown =
        UnknownOptions.of(execution.getMojoDescriptor().getPluginDescriptor().getMojos());
    List<String> warnings =
        new ArrayList<>(unknown.inProperties(session.getUserProperties(), project.getProperties()));
    Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
    if (plugin != null) {
      warnings.addAll(
          unknown.inConfiguration(
              plugin,
              execution.getExecutionId(),
              session.getSystemProperties().getProperty("maven.version", "")));
    }
    warnings.stream().filter(told::add).forEach(getLog()::warn);
  }

  private void warnOfUnseenOptions() {
    Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
    if (plugin == null || !execution.getExecutionId().equals(UnseenOptions.COMMAND_LINE)) {
      return;
    }
    Set<String> options = new TreeSet<>(execution.getMojoDescriptor().getParameterMap().keySet());
    options.removeIf(name -> session.getUserProperties().containsKey(PREFIX + name));
    UnseenOptions.warning(
            plugin,
            execution.getMojoDescriptor().getPluginDescriptor().getGoalPrefix(),
            execution.getGoal(),
            options)
        .ifPresent(getLog()::warn);
  }

  @SuppressWarnings("unchecked") // Maven's context is a raw map.
  private Written written() {
    return new Written(getPluginContext());
  }

  /** Whether a file or folder is one that nothing makes in this project. */
  final boolean isNotMade(Path path) {
    return written().isNotMade(path);
  }

  private void warnOfOverwriting() {
    Written written = written();
    String id = execution.getExecutionId();
    List<String> warnings = new ArrayList<>();
    outputs()
        .forEach(
            (path, parameters) ->
                written
                    .by(id, replaced(path))
                    .ifPresent(
                        earlier ->
                            warnings.add(Written.warning(id, earlier, shown(path), parameters))));
    if (project.getFile() != null) {
      Path classes = Path.of(project.getBuild().getOutputDirectory());
      resources()
          .forEach(
              (name, parameters) ->
                  written
                      .by(id, classes.resolve(name))
                      // What is replaced is not on the class path twice.
                      .filter(earlier -> warnings.isEmpty())
                      .ifPresent(
                          earlier -> warnings.add(Written.hiding(id, earlier, name, parameters))));
    }
    warnings.forEach(getLog()::warn);
  }

  /** The folder of Maven's local repository. */
  private Path localRepository() {
    return session.getRepositorySession().getLocalRepository().getBasedir().toPath();
  }

  /** The folder of the cache, for a parameter that may name another. */
  final Path cacheDirectory(@Nullable String directory) {
    return CacheMojo.directory(session, directory);
  }

  /** What the project is called among the modules of a build. */
  final String module() {
    return project.getArtifactId();
  }

  /** Whether the tool is one whose code changes while its version does not. */
  final boolean isSnapshot() {
    return execution.getVersion().endsWith(SNAPSHOT);
  }

  /** Finds models that are artifacts. */
  final ModelResolver models() {
    return new ModelResolver(
        artifacts(project.getRemoteProjectRepositories()), session.getProjects());
  }

  private ArtifactSource artifacts(List<RemoteRepository> repositories) {
    return new ArtifactSource(system, session.getRepositorySession(), repositories);
  }

  /** The folder of songs where no option names another. */
  final Path defaultSongs() {
    return absolute(Applicability.SONGS.toFile());
  }

  /** Whether something lies in the folder of the project. */
  final boolean isInProject(Path path) {
    return path.startsWith(absolute(new File("")));
  }

  /** The folder of everything that the plugin keeps in the project's build folder. */
  final Path buildDirectory() {
    return absolute(buildDirectory);
  }

  /**
   * How many threads do arithmetic.
   *
   * @param threads the option of that name
   * @throws InputException when it is negative
   */
  static int threadCount(int threads) {
    if (threads < 0) {
      throw InputException.option("threads", threads, "0 for all processors, or more");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /**
   * A path from the project's folder on as an absolute one.
   *
   * @throws InputException when it cannot be a path on this system
   */
  final Path absolute(File file) {
    try {
      return fromBase(file);
    } catch (InvalidPathException e) {
      throw ForeignPath.refused(e);
    }
  }

  private Path fromBase(File file) {
    String path = file.getPath();
    int unresolved = path.indexOf(UNRESOLVED);
    Path fromBase =
        unresolved < 0
            ? FileOptions.path(this, file)
            : Path.of(basedir + path.substring(unresolved + UNRESOLVED.length()));
    return basedir.toPath().toAbsolutePath().resolve(fromBase).normalize();
  }

  /**
   * A path from the project's folder on as an absolute one.
   *
   * @throws InputException when the text cannot be a path on this system
   */
  final Path absolute(String option, String path) {
    try {
      return fromBase(Path.of(path).toFile());
    } catch (InvalidPathException e) {
      throw ForeignPath.refused(option, path, e);
    }
  }

  /** A path as the user would write it: from the project's folder on where it lies in there. */
  final String shown(Path path) {
    Path base = basedir.toPath().toAbsolutePath().normalize();
    if (path.equals(base)) {
      return ".";
    }
    return (path.startsWith(base) ? base.relativize(path) : path).toString();
  }
}
