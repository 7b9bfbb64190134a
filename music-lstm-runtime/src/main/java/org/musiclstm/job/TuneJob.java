package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.TuneRequest;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.network.Engine;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.report.PomSnippet;
import org.musiclstm.sharing.RoughTime;
import org.musiclstm.songs.SplitCorpus;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.training.TrainingPlan;
import org.musiclstm.training.TrainingWork;
import org.musiclstm.tuning.Candidate;
import org.musiclstm.tuning.CandidateTraining;
import org.musiclstm.tuning.Contest;
import org.musiclstm.tuning.SearchSpace;
import org.musiclstm.tuning.Trial;
import org.musiclstm.tuning.Tuning;
import org.musiclstm.tuning.TuningReport;
import org.musiclstm.tuning.TuningTable;

/** Carries out a request to find good options. */
final class TuneJob {
  private static final double NANOSECONDS = 1e9;
  private static final double MILLISECONDS = 1e3;

  /** With less, a second trial would take too much of it. */
  private static final double SECONDS_FOR_TRIALS = 60;

  /** The share of the time that is worth a word when it was of no use. */
  private static final double LEFT_UNUSED = 0.2;

  /** What the JVM needs beside a training. */
  private static final double USABLE_MEMORY = 0.8;

  private final TuneRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;
  private final LongSupplier clock;
  private final long begin;

  /**
   * Makes a job, whose time begins now.
   *
   * @param clock the time in nanoseconds
   */
  TuneJob(
      TuneRequest request,
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
    this.begin = clock.getAsLong();
  }

  private double secondsLeft() {
    return request.milliseconds() / MILLISECONDS - (clock.getAsLong() - begin) / NANOSECONDS;
  }

  Result run() {
    Optional<Prepared> prepared;
    try {
      prepared = Stop.heeding(stop, this::prepare);
    } catch (StoppedException e) {
      prepared = Optional.empty();
    }
    if (prepared.isEmpty()) {
      return interrupted(List.of());
    }
    try {
      // From now on, what was found out is reported, whoever asks to stop.
      return tune(prepared.get());
    } finally {
      clear();
    }
  }

  /**
   * What has to be known before the first candidate is trained.
   *
   * @param split the songs
   * @param operationsPerSecond how fast the machine trains
   * @param own the user's options, with what is right for the songs where they leave that open
   * @param candidates what is tried, the user's options first
   */
  private record Prepared(
      Split split, double operationsPerSecond, TrainingOptions own, List<Candidate> candidates) {}

  /** Looks at songs and machine; nothing when it was stopped. */
  private Optional<Prepared> prepare() {
    WholeFile.check(request.tuneFile());
    WholeFile.check(request.reportFile());
    TrainingOptions own = request.options();
    TuneRequest.check(own.engine());
    SplitCorpus corpus = SplitCorpus.look(request.source(), own.validationShare());
    corpus.check();
    if (corpus.split().validation().isEmpty()) {
      throw new InputException(
          "Options are compared by how well songs are reported that were not learnt from, but of the "
              + corpus.songs().songs().size()
              + " songs in "
              + request.source().songs().directory()
              + " none is kept for that (validationShare is "
              + own.validationShare()
              + "). Raise validationShare, add songs, or set validationDirectory.");
    }
    corpus.report(request.reportFile().getFileName().toString(), events);
    OptionalDouble rate = operationsPerSecond(corpus.split());
    return rate.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates(corpus.split(), rate.getAsDouble()));
  }

  /** How fast the machine trains; nothing when it was stopped. */
  private OptionalDouble operationsPerSecond(Split split) {
    OptionalDouble first = trial(split);
    if (first.isEmpty() || secondsLeft() < SECONDS_FOR_TRIALS) {
      return first;
    }
    // A small network has everything compiled only after hundreds of updates.
    OptionalDouble second = trial(split);
    return second.isEmpty()
        ? second
        : OptionalDouble.of(Math.max(first.getAsDouble(), second.getAsDouble()));
  }

  private OptionalDouble trial(Split split) {
    return new Trial(request.source().encoding(), request.options(), split, clock)
        .operationsPerSecond(kernel, workers, stop);
  }

  private TrainingPlan plan(TrainingOptions options, Split split) {
    return new TrainingPlan(request.source().encoding(), options, split, List.of());
  }

  private Prepared candidates(Split split, double operationsPerSecond) {
    TrainingPlan ownPlan = plan(request.options(), split);
    TrainingOptions own = ownPlan.options();
    TrainingWork ownWork = ownPlan.work();
    double updates = updates(ownWork, operationsPerSecond);
    int most = Tuning.candidates(updates);
    long room = (long) (USABLE_MEMORY * Runtime.getRuntime().maxMemory()) - songs(split);
    Engine engine = new JvmEngine(kernel, workers);
    List<Candidate> candidates =
        SearchSpace.around(
            own,
            most,
            options -> {
              TrainingPlan plan = plan(options, split);
              if (plan.footprint(engine).heap() > room) {
                return false;
              }
              TrainingWork work = plan.work();
              return work.operationsPerUpdate() <= ownWork.operationsPerUpdate()
                  || !Tuning.isTooLarge(updates(work, operationsPerSecond), most);
            });
    begin(candidates.size(), split, updates);
    return new Prepared(split, operationsPerSecond, own, candidates);
  }

  private Result tune(Prepared prepared) {
    TrainingOptions own = prepared.own();
    Split split = prepared.split();
    DoubleSupplier secondsLeft = this::secondsLeft;
    CandidateTraining trainer =
        new CandidateTraining(
            request.source().encoding(),
            own,
            split,
            kernel,
            workers,
            request.workDirectory(),
            events,
            stop,
            secondsLeft,
            clock);
    Contest contest =
        new Tuning(prepared.candidates(), trainer, secondsLeft, prepared.operationsPerSecond())
            .run();
    List<Contest.Place> ranking = contest.ranking();
    boolean isStopped = stop.getAsBoolean();
    if (ranking.isEmpty()) {
      if (isStopped) {
        return interrupted(List.of());
      }
      throw new InputException(
          "The time budget of "
              + budget()
              + " was used up before the first candidate was measured. Raise"
              + " tuneBudget, or lower hiddenUnits or the number of songs.");
    }
    TuningReport.of(ranking, contest.isDecided()).write(request.reportFile());
    TuningTable.lines(ranking).forEach(events::info);
    PomSnippet snippet = snippet(ranking.get(0).candidate().options(), split);
    snippet.write(request.tuneFile());
    if (!isStopped && secondsLeft() <= 0) {
      events.warn(
          "The time was up before the last round was over: only whole rounds count. A longer"
              + " tuneBudget says more.");
    }
    List<String> summary = new ArrayList<>(verdict(ranking, own));
    iterationsWereTheLimit(ranking).ifPresent(summary::add);
    summary.addAll(snippet.lines());
    summary.add(
        "Written to "
            + request.tuneFile()
            + ", for the music-lstm-maven-plugin in the POM; all candidates: "
            + request.reportFile());
    return isStopped ? interrupted(summary) : new Result(Result.Status.DONE, summary);
  }

  /** How many updates there is time for. */
  private double updates(TrainingWork work, double operationsPerSecond) {
    return secondsLeft() * operationsPerSecond / work.operationsPerIteration();
  }

  private static long songs(Split split) {
    return Stream.concat(split.training().stream(), split.validation().stream())
        .map(Song::tensor)
        .mapToLong(NoteTensor::memory)
        .sum();
  }

  private void begin(int candidates, Split split, double updates) {
    events.info(
        String.format(
            Locale.ROOT,
            "Trying %d candidates within %s on %d songs, validating on %d: your own options and others"
                + " around them. Lower nats per time step are better.",
            candidates,
            budget(),
            split.training().size(),
            split.validation().size()));
    if (!Tuning.isLongEnough(updates)) {
      events.warn(
          String.format(
              Locale.ROOT,
              "In this time each candidate makes some %.0f iterations in the first round, from"
                  + " which little can be reported. Raise tuneBudget (%s), or lower hiddenUnits (%d) or"
                  + " batchSize (%d).",
              Math.max(1, Tuning.firstRound(updates, candidates)),
              budget(),
              request.options().network().hiddenUnits(),
              request.options().schedule().batchSize()));
    }
  }

  private String budget() {
    return Duration.ofMillis(request.milliseconds()).toString();
  }

  private PomSnippet snippet(TrainingOptions best, Split split) {
    return PomSnippet.of(
        plan(best, split).decisiveOptions(),
        plan(request.options(), split).decisiveOptions(),
        new TrainingPlan(Encoding.DEFAULT, TrainingOptions.DEFAULT, split, List.of())
            .decisiveOptions());
  }

  /** That time was left which the last candidates could not use. */
  private Optional<String> iterationsWereTheLimit(List<Contest.Place> ranking) {
    int rounds = ranking.get(0).rounds().size();
    boolean allAtTheEnd =
        ranking.stream()
            .filter(place -> place.rounds().size() == rounds)
            .allMatch(
                place ->
                    place.last().iterations()
                        >= place.candidate().options().schedule().iterations());
    double left = secondsLeft();
    return allAtTheEnd && left > LEFT_UNUSED * request.milliseconds() / MILLISECONDS
        ? Optional.of(
            "The last candidates have made all "
                + request.options().schedule().iterations()
                + " iterations, and "
                + RoughTime.text(left)
                + " of "
                + budget()
                + " were left: raise iterations to use them.")
        : Optional.empty();
  }

  /** What is best, and by how much. */
  private static List<String> verdict(List<Contest.Place> ranking, TrainingOptions own) {
    Contest.Place best = ranking.get(0);
    String how = TuningTable.outcome(best.last());
    if (best.candidate().isOwn()) {
      return List.of("Your own options are the best of " + ranking.size() + ": " + how + ".");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "The best of "
            + ranking.size()
            + " candidates ("
            + TuningTable.changes(best.candidate(), own)
            + ") has "
            + how
            + ".");
    ranking.stream()
        .filter(place -> place.candidate().isOwn())
        .findFirst()
        .ifPresent(place -> lines.add(comparison(best, place)));
    return lines;
  }

  /** After the last round that the user's own options were in, both had as much work. */
  private static String comparison(Contest.Place best, Contest.Place own) {
    int rounds = own.rounds().size();
    return "With as much work for each, after round "
        + rounds
        + ", it had "
        + TuningTable.nats(best.rounds().get(rounds - 1))
        + " and your own options "
        + TuningTable.nats(own.last())
        + ".";
  }

  private static Result interrupted(List<String> soFar) {
    List<String> lines = new ArrayList<>();
    lines.add(
        soFar.isEmpty()
            ? "Tuning was interrupted before anything was measured."
            : "Tuning was interrupted; this is what it had found out.");
    lines.addAll(soFar);
    return new Result(Result.Status.INTERRUPTED, lines);
  }

  /** Checkpoints of candidates are of use to nobody later. */
  private void clear() {
    Path folder = request.workDirectory();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      events.warn("The folder " + folder + " cannot be removed: " + e + ". Remove it by hand.");
    }
  }
}
