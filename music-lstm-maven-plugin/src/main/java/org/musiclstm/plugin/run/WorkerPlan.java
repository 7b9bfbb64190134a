package org.musiclstm.plugin.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.toolchain.ToolchainManager;
import org.musiclstm.exchange.Request;
import org.musiclstm.model.ModelFile;
import org.musiclstm.plugin.libraries.Deeplearning4j;
import org.musiclstm.plugin.libraries.LibraryResolver;
import org.musiclstm.plugin.libraries.LibrarySet;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.plugin.worker.WorkerJdk;
import org.musiclstm.plugin.worker.WorkerJob;
import org.musiclstm.sharing.OwnFolder;

/**
 * How the worker of a goal is started: its JDK, class path and arguments, and what of these decides
 * what it makes.
 *
 * @param build the build
 * @param toolchains where JDKs are found
 * @param toolchain requirements on the one that does the work, which may be none
 * @param jvmArguments those of the user, which may be refused
 * @param log gets what is about to be downloaded
 */
public record WorkerPlan(
    MavenBuild build,
    ToolchainManager toolchains,
    Map<String, String> toolchain,
    Supplier<List<String>> jvmArguments,
    Log log) {
  /** System property of the worker with the folder where the trainings of this machine queue. */
  private static final String MACHINE = "music-lstm.machine";

  WorkerJob job(Request request) {
    List<String> arguments = new ArrayList<>();
    // The user's own arguments stand behind it, and win.
    arguments.add("-D" + MACHINE + "=" + OwnFolder.ofMachine(build.shared()));
    arguments.addAll(jvmArguments.get());
    return new WorkerJob(
        request,
        build.exchangeDirectory(),
        WorkerJdk.choose(toolchains, build.session(), toolchain),
        build.classPath(),
        arguments);
  }

  /** A job with the libraries that its request needs. */
  WorkerJob whole(Goal goal, WorkerJob job) {
    WorkerJob whole = job;
    for (LibrarySet libraries : libraries(goal, job)) {
      whole = libraries.addTo(whole, build.runtime(), System.getenv());
    }
    return whole;
  }

  /** All that decides what a goal makes. */
  Inputs inputs(Goal goal, WorkerJob job) {
    Inputs.Builder inputs = new Inputs.Builder();
    inputs.value("music-lstm", build.execution().getVersion());
    inputs.value("runtime format", ModelFile.FORMAT);
    if (build.isSnapshot()) {
      for (Path path : build.classPath()) {
        inputs.library(path);
      }
    }
    for (LibrarySet libraries : libraries(goal, job)) {
      libraries.inputs(job, build.runtime(), System.getenv()).forEach(inputs::value);
    }
    goal.addInputs(inputs, job.request());
    return inputs.build();
  }

  private List<LibrarySet> libraries(Goal goal, WorkerJob job) {
    return goal.libraries(job.request()).stream().sorted().map(this::libraries).toList();
  }

  private LibrarySet libraries(String name) {
    if (name.equals(Deeplearning4j.NAME)) {
      return new Deeplearning4j(
          new LibraryResolver(build.plugins(), log::info),
          build.shared().resolve("music-lstm-natives"));
    }
    throw new IllegalArgumentException("no libraries are called " + name);
  }
}
