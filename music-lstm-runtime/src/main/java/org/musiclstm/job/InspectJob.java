package org.musiclstm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;
import org.musiclstm.Words;
import org.musiclstm.corpus.Duplicate;
import org.musiclstm.corpus.Duplicates;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.report.CorpusReport;
import org.musiclstm.report.CorpusTable;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.sharing.RoughTime;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingWork;
import org.musiclstm.tuning.Trial;

/** Carries out a request to say what a corpus is like. */
final class InspectJob {
  private final InspectRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;
  private final LongSupplier clock;

  /**
   * Makes a job.
   *
   * @param clock the time in nanoseconds
   */
  InspectJob(
      InspectRequest request,
      Kernel kernel,
      Workers workers,
      EventLog events,
      BooleanSupplier stop,
      LongSupplier clock) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
    this.clock = clock;
  }

  Result run() {
    return Result.unlessStopped(stop, "Looking at the corpus was interrupted.", this::work);
  }

  private Result work() {
    WholeFile.check(request.reportFile());
    SplitCorpus corpus = SplitCorpus.look(request.source(), request.options().validationShare());
    List<Song> songs =
        Stream.concat(corpus.split().training().stream(), corpus.split().validation().stream())
            .toList();
    List<Duplicate> duplicates = Duplicates.among(songs, request.resemblance());
    Optional<TrainingPlan> plan = plan(corpus);
    CorpusReport report =
        CorpusReport.of(
            corpus,
            duplicates,
            song -> Optional.empty(),
            plan.map(training -> report(training, corpus.split())));
    report.write(request.reportFile());
    CorpusTable table = new CorpusTable(report);
    table.songs().forEach(events::info);
    table.duplicates().forEach(events::warn);
    table.likelyDrums().forEach(events::warn);
    table.rejected().forEach(events::warn);
    corpus.notRead().warnings().forEach(events::warn);
    corpus.notRead().notes().forEach(events::info);
    corpus.gridAdvice().lines(corpus.source().encoding().grid()).forEach(events::warn);
    corpus.warnings().forEach(events::warn);
    songs.forEach(
        song -> song.findings().forEach(found -> events.debug(song.name() + ": " + found)));
    plan.map(training -> training(training, corpus.split()))
        .ifPresent(lines -> lines.forEach(events::info));
    Stop.check();
    corpus.check();
    refuse(duplicates, songs.size());
    List<String> summary = new ArrayList<>(table.totals());
    summary.add("Report: " + request.reportFile());
    return new Result(Result.Status.DONE, summary);
  }

  private Optional<TrainingPlan> plan(SplitCorpus corpus) {
    return corpus.split().training().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TrainingPlan(
                corpus.source().encoding(), request.options(), corpus.split(), corpus.rejected()));
  }

  /** What the report says of a training, which is the same on every machine. */
  private CorpusReport.Training report(TrainingPlan plan, Split split) {
    try (Workers one = new Workers(1)) {
      return CorpusReport.Training.of(plan.work(), memory(plan, split, one));
    }
  }

  /** Bytes that a training takes on some threads, songs included. */
  private long memory(TrainingPlan plan, Split split, Workers threads) {
    long songs =
        Stream.concat(split.training().stream(), split.validation().stream())
            .map(Song::tensor)
            .mapToLong(NoteTensor::memory)
            .sum();
    return plan.footprint(new JvmEngine(kernel, threads)).heap() + songs;
  }

  private List<String> training(TrainingPlan plan, Split split) {
    TrainingWork work = plan.work();
    long memory = memory(plan, split, workers);
    long room = Runtime.getRuntime().maxMemory();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Training on these songs: %d for training, %d for validation; %,d parameters,"
                + " %s of memory.",
            split.training().size(),
            split.validation().size(),
            work.parameters(),
            ByteSize.text(memory)));
    if (memory > room) {
      events.warn(
          "The worker JVM may have "
              + ByteSize.text(room)
              + " of memory, which is not enough. Lower batchSize, windowSteps"
              + (request.options().network().nadeUnits() > 0 ? ", nadeUnits" : "")
              + " or hiddenUnits, or allow it more with jvmArgs, such as -Xmx"
              + (memory + memory / 4) / 1_000_000
              + "m.");
    }
    lines.add(time(work, split));
    return lines;
  }

  /** Says how long training takes, and how sure that is. */
  private String time(TrainingWork work, Split split) {
    Encoding encoding = request.source().encoding();
    String updates = String.format(Locale.ROOT, "%,d iterations", work.iterations());
    try {
      OptionalDouble rate =
          new Trial(encoding, request.options(), split, clock)
              .operationsPerSecond(kernel, workers, stop);
      if (rate.isEmpty()) {
        return updates + "; how long they take was not measured.";
      }
      return updates
          + " take about "
          + RoughTime.text(work.operations() / rate.getAsDouble())
          + " on this machine with "
          + Words.count(workers.size(), "thread")
          + ": a guess from a few short ones just now. It is less where patience ends training"
          + " early, and more where other programs run.";
    } catch (InputException e) {
      return updates + "; how long they take cannot be measured. " + e.getMessage();
    }
  }

  private void refuse(List<Duplicate> duplicates, int songs) {
    if (request.failOnDuplicate() && !duplicates.isEmpty()) {
      Duplicate first = duplicates.get(0);
      throw new InputException(
          "Of "
              + songs
              + " songs, "
              + duplicates.size()
              + Words.either(duplicates.size(), " is", " are")
              + " much the same as another, such as "
              + first.song().name()
              + " and "
              + first.original().name()
              + "; remove or exclude "
              + Words.either(duplicates.size(), "it", "them")
              + ", or set failOnDuplicate to false. All are in "
              + request.reportFile()
              + ".");
    }
  }
}
