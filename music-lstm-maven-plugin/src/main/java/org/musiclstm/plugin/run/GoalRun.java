package org.musiclstm.plugin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.WholeFile;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.plugin.advice.OptionAdvice;
import org.musiclstm.plugin.console.Console;
import org.musiclstm.plugin.console.Terminal;
import org.musiclstm.plugin.project.Applicability;
import org.musiclstm.plugin.project.Attachment;
import org.musiclstm.plugin.project.ForeignPath;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.project.Products;
import org.musiclstm.plugin.project.Written;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.plugin.uptodate.Made;
import org.musiclstm.plugin.worker.WorkerJob;
import org.musiclstm.plugin.worker.WorkerProcess;
import org.musiclstm.sharing.Lease;
import org.musiclstm.sharing.WaitReport;

/**
 * One run of a goal: whether it has anything to do, its turn among builds of the project, whether
 * what it makes is up to date, the worker, and what becomes a part of the project.
 */
public final class GoalRun {
  private final Goal goal;
  private final MavenBuild build;
  private final WorkerPlan plan;
  private final Map<Object, Object> context;
  private final Log log;

  /**
   * A run that has not begun.
   *
   * @param context what the plugin keeps for all goals of a project
   */
  public GoalRun(
      Goal goal, MavenBuild build, WorkerPlan plan, Map<Object, Object> context, Log log) {
    this.goal = goal;
    this.build = build;
    this.plan = plan;
    this.context = context;
    this.log = log;
  }

  /**
   * Runs the goal.
   *
   * @param skip whether it only uses what an earlier build left
   * @throws MojoFailureException when the user can mend what is wrong
   * @throws MojoExecutionException when the tool or the machine broke, or the build was interrupted
   */
  public void execute(boolean skip, Products products)
      throws MojoFailureException, MojoExecutionException {
    OptionAdvice advice = new OptionAdvice(build.session(), build.project(), build.execution());
    try {
      advice.ofUnknown(context).forEach(log::warn);
      if (!skip && isPassedBy()) {
        return;
      }
      Optional<Attachment> attachment = goal.attachment();
      attachment.ifPresent(
          file -> Products.checkClassifier(file.classifierParameter(), file.classifier()));
      attachment = attachment.filter(Attachment::isWanted);
      advice.ofUnseen().forEach(log::warn);
      if (skip) {
        log.info("Skipped: what an earlier build left is used.");
      } else if (!goal.isDoneAtOnce()) {
        goal.removeOldResults();
        Request request = goal.request();
        checkOutputs(goal);
        attachment.ifPresent(
            file -> products.checkFree(file.file(), file.classifier(), file.classifierParameter()));
        warnOfOverwriting();
        makeInTurn(request);
      }
      goal.publish(products);
      attachment.ifPresent(file -> products.attach(file.file(), file.classifier()));
    } catch (InputException e) {
      throw Failure.of(e);
    } catch (InvalidPathException e) {
      throw Failure.of(ForeignPath.refused(e));
    }
  }

  /**
   * Refuses to replace what a goal reads.
   *
   * @throws InputException when an output is a file that the goal reads
   */
  public static void checkOutputs(Goal goal) {
    goal.outputs()
        .forEach(
            (file, options) -> {
              if (goal.reads(file)) {
                throw InputException.option(
                    options.get(0),
                    goal.paths().shown(file),
                    "another file than those that are read, which stay as they are");
              }
            });
  }

  /** Whether the project is one that the goal has nothing to do in, and says so. */
  private boolean isPassedBy() {
    Optional<Applicability.Skip> skipped =
        build.applicability().skip(goal.missing(), goal.hasOwnSongs());
    skipped.ifPresent(
        reason -> {
          if (reason.notable()) {
            log.warn(reason.reason());
          } else {
            log.info(reason.reason());
          }
          boolean earlier = Files.exists(recordFile());
          goal.outputs().keySet().forEach(path -> new Written(context).not(path, earlier));
        });
    return skipped.isPresent();
  }

  private void warnOfOverwriting() {
    Written written = new Written(context);
    String id = build.execution().getExecutionId();
    List<String> warnings = new ArrayList<>();
    goal.outputs()
        .forEach(
            (path, parameters) ->
                written
                    .by(id, goal.replaced(path))
                    .ifPresent(
                        earlier ->
                            warnings.add(
                                Written.warning(
                                    id, earlier, goal.paths().shown(path), parameters))));
    if (build.project().getFile() != null) {
      Path classes = Path.of(build.project().getBuild().getOutputDirectory());
      goal.resources()
          .forEach(
              (name, parameters) ->
                  written
                      .by(id, classes.resolve(name))
                      // What is replaced is not on the class path twice.
                      .filter(earlier -> warnings.isEmpty())
                      .ifPresent(
                          earlier -> warnings.add(Written.hiding(id, earlier, name, parameters))));
    }
    warnings.forEach(log::warn);
  }

  /** Waits until no other build of the project makes the same, and makes it if it has to. */
  private void makeInTurn(Request request) throws MojoFailureException, MojoExecutionException {
    Optional<Lease> turn;
    WaitReport waiting = new WaitReport(log::info, System::nanoTime, Clock.systemUTC());
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
      log.debug("Other builds of this project cannot be waited for: " + e);
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
    String id = build.exchangeDirectory().toString();
    return build
        .shared()
        .resolve("music-lstm-builds")
        .resolve(Sha256.of(id.getBytes(StandardCharsets.UTF_8)));
  }

  /** Where it is on record what this execution has made. */
  private Path recordFile() {
    return build.exchangeDirectory().resolve("made.json");
  }

  private void makeIfNeeded(Request request) throws MojoFailureException, MojoExecutionException {
    WorkerJob job = plan.job(request);
    List<Path> files = goal.madeFiles();
    if (files.isEmpty()) {
      log.info(goal.announcement());
      Outcome.report(run(plan.whole(goal, job)), log);
      return;
    }
    Made made = new Made(recordFile(), goal.paths()::shown);
    Inputs inputs = plan.inputs(goal, job);
    List<String> reasons = made.reasons(inputs, files);
    if (reasons.isEmpty()) {
      log.info("Up to date: " + goal.product());
      return;
    }
    log.info(goal.announcement());
    log.info("Why: " + String.join("; ", reasons) + ".");
    WorkerJob whole = plan.whole(goal, job);
    made.begin();
    Result result = run(whole);
    Outcome.report(result, log);
    made.unchanged(name -> goal.paths().absolute(Path.of(name).toFile())).stream()
        .filter(earlier -> !files.contains(earlier) && goal.isReplaced(earlier))
        .forEach(WholeFile::removeOld);
    List<String> changes = plan.inputs(goal, job).changesSince(inputs);
    if (changes.isEmpty()) {
      made.remember(inputs, goal.madeFiles(), result.unfinished());
    } else {
      log.warn(
          "While this was made, something changed: "
              + String.join("; ", changes)
              + ". The next build makes it again.");
    }
  }

  private Result run(WorkerJob job) {
    log.debug("Java: " + job.jdk().java() + " (" + job.jdk().origin() + ")");
    log.debug("Log of the worker: " + job.logFile());
    WorkerProcess worker = new WorkerProcess(WorkerProcess.MAIN_CLASS, WorkerProcess.GRACE);
    worker.describe(job).forEach(log::debug);
    try (Console console = new Console(log, Terminal.of(build.session()), System::nanoTime)) {
      return worker.run(job, console::show);
    }
  }
}
