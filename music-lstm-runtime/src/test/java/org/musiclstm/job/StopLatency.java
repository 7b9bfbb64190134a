package org.musiclstm.job;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.musiclstm.RandomSongs;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.exchange.CheckRequest;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.EncodeRequest;
import org.musiclstm.exchange.EvaluateRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.ExportRequest;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.ImportRequest;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.ReproduceRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.exchange.TuneRequest;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.training.SmallTraining;
import org.musiclstm.training.TrainingOptions;

/**
 * Measures how long every job runs without asking whether to stop, which is how long a stop takes
 * at worst: by the clock, and in time of the processor that the job's thread got, which does not
 * depend on what else runs on the machine. It is no test: it takes minutes, and what it finds
 * depends on the machine.
 *
 * <p>Arguments: a folder to work in, how many songs, how many LSTM units, the names of some jobs or
 * none for all. It makes the songs itself, the same each time, and leaves them. See CONTRIBUTING.md
 * for how to start it.
 */
final class StopLatency {
  private static final ThreadMXBean THREADS_OF_JVM = ManagementFactory.getThreadMXBean();

  private static final int LONGEST = 600;
  private static final int SHORTEST = 100;
  private static final int THREADS = 2;
  private static final long SAMPLE_EVERY = 20;

  private final Path folder;
  private final TrainingOptions options;
  private final List<String> chosen;
  private final Kernel kernel = Kernels.best();

  private StopLatency(Path folder, int units, List<String> chosen) {
    this.folder = folder;
    this.options =
        new SmallTraining(TrainingOptions.DEFAULT)
            .units(units)
            .nadeUnits(0)
            .iterations(20)
            .validateEvery(10)
            .options();
    this.chosen = chosen;
  }

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    Path songs = folder.resolve("songs-" + count);
    write(songs, count);
    List<String> chosen = Arrays.asList(arguments).subList(3, arguments.length);
    new StopLatency(folder, Integer.parseInt(arguments[2]), chosen).measure(songs);
  }

  /** Writes songs of which every tenth is a variant of the one before and every fiftieth a copy. */
  private static void write(Path songs, int count) throws IOException {
    if (Files.isDirectory(songs)) {
      return;
    }
    Path half = Files.createDirectories(songs.resolveSibling(songs.getFileName() + ".half"));
    Random random = new Random(1);
    byte[] before = {};
    for (int n = 0; n < count; n++) {
      int steps = SHORTEST + random.nextInt(LONGEST - SHORTEST);
      long seed = n % 10 == 9 ? n - 1 : n;
      NoteTensor tensor = RandomSongs.tensor(new Random(seed), RandomSongs.ENCODING, steps);
      before = n % 50 == 49 ? before : RandomSongs.midi(tensor);
      Files.write(half.resolve(String.format(Locale.ROOT, "song-%06d.mid", n)), before);
    }
    Files.move(half, songs);
  }

  private void measure(Path songs) throws Exception {
    SongFolder all = new SongFolder(songs, List.of(), List.of());
    SongSource source = new SongSource(all, List.of(), false, false, RandomSongs.ENCODING);
    Path model = folder.resolve("model.zip");
    Path pieces = folder.resolve("pieces");
    Path export = folder.resolve("network.zip");
    System.out.printf(
        Locale.ROOT,
        "%-10s %10s %12s %12s %12s  %s%n",
        "job",
        "seconds",
        "asked",
        "worst ms",
        "of processor",
        "where in the longest time");
    job(
        "inspect",
        (workers, events, stop) ->
            new InspectJob(
                    new InspectRequest(
                        source,
                        false,
                        InspectRequest.RESEMBLANCE,
                        options,
                        folder.resolve("corpus.json"),
                        THREADS),
                    kernel,
                    workers,
                    events,
                    stop,
                    System::nanoTime)
                .run());
    job(
        "encode",
        (workers, events, stop) ->
            new EncodeJob(
                    new EncodeRequest(source, 0.1, false, folder.resolve("tensors")), events, stop)
                .run());
    job(
        "train",
        (workers, events, stop) ->
            new TrainJob(training(source, model, false), kernel, workers, events, stop).run());
    job(
        "again",
        (workers, events, stop) ->
            new TrainJob(training(source, model, true), kernel, workers, events, stop).run());
    job(
        "describe",
        (workers, events, stop) ->
            Result.unlessStopped(
                stop,
                "stopped",
                new DescribeJob(
                        new DescribeRequest(
                            model, List.of(all), folder.resolve("description.json")),
                        events)
                    ::run));
    job(
        "generate",
        (workers, events, stop) ->
            new GenerateJob(
                    new GenerateRequest(
                        model,
                        List.of(all),
                        GenerationOptions.DEFAULT
                            .with(GenerationOptions.CANDIDATES, 3)
                            .with(GenerationOptions.PRIMER, GenerationOptions.PRIMER_VALIDATION)
                            .with(GenerationOptions.PRIMER_BARS, 2),
                        pieces,
                        folder.resolve("midi.zip"),
                        THREADS),
                    kernel,
                    workers,
                    events,
                    stop)
                .run());
    job(
        "check",
        (workers, events, stop) ->
            new CheckJob(
                    new CheckRequest(
                        model,
                        List.of(all),
                        pieces,
                        CheckOptions.DEFAULT,
                        false,
                        "suite",
                        folder.resolve("check.json"),
                        folder.resolve("check.xml"),
                        THREADS),
                    kernel,
                    workers,
                    events,
                    stop)
                .run());
    job(
        "evaluate",
        (workers, events, stop) ->
            new EvaluateJob(
                    new EvaluateRequest(
                        model,
                        List.of(),
                        List.of(all),
                        pieces,
                        folder.resolve("evaluation.json"),
                        THREADS),
                    kernel,
                    workers,
                    events,
                    stop)
                .run());
    job(
        "reproduce",
        (workers, events, stop) ->
            new ReproduceJob(
                    new ReproduceRequest(
                        model,
                        List.of(all),
                        List.of(),
                        folder.resolve("reproduced.zip"),
                        folder.resolve("again"),
                        false,
                        THREADS),
                    kernel,
                    workers,
                    events,
                    stop)
                .run());
    job(
        "tune",
        (workers, events, stop) ->
            new TuneJob(
                    new TuneRequest(
                        source,
                        options,
                        TimeUnit.SECONDS.toMillis(60),
                        folder.resolve("tune.xml"),
                        folder.resolve("tune.json"),
                        folder.resolve("tune"),
                        THREADS),
                    kernel,
                    workers,
                    events,
                    stop,
                    System::nanoTime)
                .run());
    job(
        "export",
        (workers, events, stop) ->
            Result.unlessStopped(
                stop, "stopped", new ExportJob(new ExportRequest(model, export))::run));
    job(
        "import",
        (workers, events, stop) ->
            Result.unlessStopped(
                stop,
                "stopped",
                new ImportJob(
                        new ImportRequest(export, List.of(model), folder.resolve("imported.zip")))
                    ::run));
  }

  private TrainRequest training(SongSource source, Path model, boolean trusts) {
    return new TrainRequest(
        source,
        options,
        List.of(),
        model,
        folder.resolve("work"),
        new TrainRequest.Cache(false, folder.resolve("cache"), 0, trusts),
        new TrainRequest.Limits(0, false, false),
        "1980-01-01T00:00:00Z",
        THREADS);
  }

  /** Something to measure. */
  @FunctionalInterface
  private interface Job {
    Result run(Workers workers, EventLog events, BooleanSupplier stop) throws IOException;
  }

  private void job(String name, Job job) throws Exception {
    if (!chosen.isEmpty() && !chosen.contains(name)) {
      return;
    }
    Gaps gaps = new Gaps(Thread.currentThread());
    long begin = System.nanoTime();
    String outcome;
    try (Workers workers = new Workers(THREADS);
        EventLog events = new EventLog(folder.resolve(name + ".jsonl"))) {
      outcome = job.run(workers, events, gaps).status().name();
    } catch (RuntimeException e) {
      outcome = e.toString();
    }
    gaps.end();
    System.out.printf(
        Locale.ROOT,
        "%-10s %10.1f %12d %12d %12d  %s%s%n",
        name,
        (System.nanoTime() - begin) / 1e9,
        gaps.asked.get(),
        TimeUnit.NANOSECONDS.toMillis(gaps.worst.get()),
        TimeUnit.NANOSECONDS.toMillis(gaps.worstOfProcessor.get()),
        gaps.where,
        outcome.equals("DONE") ? "" : " " + outcome);
  }

  /** The times between questions, and what the thread of the job did in the longest. */
  private static final class Gaps implements BooleanSupplier {
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong worst = new AtomicLong();
    private final AtomicLong lastOfProcessor = new AtomicLong();
    private final AtomicLong worstOfProcessor = new AtomicLong();
    private final long job;
    private final Thread sampler;
    private volatile boolean ended;
    private volatile String where = "";

    Gaps(Thread job) {
      this.job = job.getId();
      lastOfProcessor.set(THREADS_OF_JVM.getThreadCpuTime(this.job));
      sampler = new Thread(() -> sample(job));
      sampler.setDaemon(true);
      sampler.start();
    }

    @Override
    public boolean getAsBoolean() {
      asked.incrementAndGet();
      long now = System.nanoTime();
      long gap = now - last.getAndSet(now);
      worst.accumulateAndGet(gap, Math::max);
      long ofProcessor = THREADS_OF_JVM.getThreadCpuTime(job);
      worstOfProcessor.accumulateAndGet(
          ofProcessor - lastOfProcessor.getAndSet(ofProcessor), Math::max);
      return false;
    }

    private void sample(Thread job) {
      long longest = 0;
      while (!ended) {
        try {
          TimeUnit.MILLISECONDS.sleep(SAMPLE_EVERY);
        } catch (InterruptedException e) {
          return;
        }
        long gap = THREADS_OF_JVM.getThreadCpuTime(job.getId()) - lastOfProcessor.get();
        if (gap > longest && gap > TimeUnit.MILLISECONDS.toNanos(SAMPLE_EVERY)) {
          longest = gap;
          where =
              Arrays.stream(job.getStackTrace())
                  .filter(frame -> frame.getClassName().startsWith("org.musiclstm"))
                  .limit(3)
                  .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                  .collect(Collectors.joining(" < "));
        }
      }
    }

    void end() throws InterruptedException {
      getAsBoolean();
      ended = true;
      sampler.join();
    }
  }
}
