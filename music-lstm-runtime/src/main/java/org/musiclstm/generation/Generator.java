package org.musiclstm.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.musiclstm.InputException;
import org.musiclstm.RandomStream;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Batch;
import org.musiclstm.network.Engine;
import org.musiclstm.network.Forward;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.network.NextStep;
import org.musiclstm.network.State;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;

/**
 * Makes new songs: the network predicts the next step, notes are drawn from what it predicted, and
 * the step drawn is fed back. Several pieces are made side by side; each has its own random
 * numbers, so a piece is the same however many there are, if the engine predicts a song the same
 * whatever else it predicts beside.
 *
 * <p>A step with which the same would sound for too long is drawn again, each time with twice the
 * odds that anything begins or ceases, until it differs. When nothing has sounded for too long, the
 * song that the network hears is over: it then forgets it and goes on as a song begins, and what it
 * draws is drawn again in the same way while it is silent.
 */
public final class Generator {
  private static final int SIDE_BY_SIDE = 32;

  /** How many times the odds of a change are doubled before a piece is left as it is. */
  private static final int MOST_UNREST = 64;

  private final MusicModel model;
  private final Engine engine;
  private final Workers workers;

  /** Makes a generator on the runtime's own kernels. */
  public Generator(MusicModel model, Kernel kernel, Workers workers) {
    this(model, new JvmEngine(kernel, workers), workers);
  }

  /** Makes a generator. */
  public Generator(MusicModel model, Engine engine, Workers workers) {
    this.model = model;
    this.engine = engine;
    this.workers = workers;
  }

  /**
   * How many steps a number of bars has in a model's typical metre, rounded up.
   *
   * @param option the option that says the bars
   * @throws InputException when no tensor can be that long
   */
  public static int steps(MusicModel model, String option, int bars) {
    long quarters = 4L * model.style().beats() * bars;
    long unit = model.style().beatUnit();
    long steps = (quarters * model.encoding().stepsPerQuarter() + unit - 1) / unit;
    if (steps > NoteTensor.MOST_LAYERS) {
      throw InputException.option(
          option,
          bars,
          "at most "
              + (long) bars * NoteTensor.MOST_LAYERS / steps
              + " for this model, of which a bar has "
              + steps / bars
              + " steps");
    }
    return (int) steps;
  }

  /**
   * Generates pieces, numbered from 1.
   *
   * @param primers one for each piece
   * @param stop whether to stop
   * @throws StoppedException when it was asked to
   */
  public List<Piece> generate(
      List<Primer> primers,
      PieceLength length,
      Sampling sampling,
      long seed,
      BooleanSupplier stop) {
    return Stop.heeding(stop, () -> generate(primers, length, sampling, seed));
  }

  private List<Piece> generate(
      List<Primer> primers, PieceLength length, Sampling sampling, long seed) {
    List<Piece> pieces = new ArrayList<>();
    for (int first = 0; first < primers.size(); first += SIDE_BY_SIDE) {
      int end = Math.min(first + SIDE_BY_SIDE, primers.size());
      pieces.addAll(group(primers.subList(first, end), first + 1, length, sampling, seed));
    }
    return pieces;
  }

  /**
   * Generates one piece: with the engine {@code jvm}, the same as the piece of this number among
   * many.
   *
   * @param number from 1
   */
  public Piece generate(
      int number, Primer primer, PieceLength length, Sampling sampling, long seed) {
    return group(List.of(primer), number, length, sampling, seed).get(0);
  }

  /**
   * Generates one piece as it is among many: with engines too that predict a song otherwise beside
   * others. What the others are has no influence, so all have this one's primer.
   *
   * @param number from 1
   * @param together how many pieces there are, at least this many
   */
  Piece generateAmong(
      int number, int together, Primer primer, PieceLength length, Sampling sampling, long seed) {
    int before = engine.name().repeatsOnEveryMachine() ? 0 : (number - 1) % SIDE_BY_SIDE;
    int first = number - before;
    int size =
        engine.name().repeatsOnEveryMachine() ? 1 : Math.min(SIDE_BY_SIDE, together - first + 1);
    return group(Collections.nCopies(size, primer), first, length, sampling, seed).get(before);
  }

  private List<Piece> group(
      List<Primer> primers, int firstNumber, PieceLength length, Sampling sampling, long seed) {
    int size = primers.size();
    Forward forward = engine.forward(model.parameters().shape(), size, size);
    State memory = new State(model.parameters().shape(), size);
    List<Voice> voices = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      RandomStream random = new RandomStream(seed, "sampling", firstNumber + n);
      voices.add(new Voice(primers.get(n), length, sampling, random));
    }
    boolean going = true;
    while (going) {
      Stop.check();
      forward.listen(model.parameters(), lastSteps(voices), memory);
      workers.forEach(
          size,
          (n, worker) -> {
            if (!voices.get(n).isDone()) {
              voices.get(n).goOn(() -> forward.next(n));
            }
          });
      for (int n = 0; n < size; n++) {
        if (voices.get(n).beginsAnew()) {
          memory.reset(n);
        }
      }
      going = voices.stream().anyMatch(voice -> !voice.isDone());
    }
    List<Piece> pieces = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      Voice voice = voices.get(n);
      pieces.add(
          new Piece(
              firstNumber + n, seed, primers.get(n), voice.song(), 0, voice.stillness.cuts()));
    }
    return pieces;
  }

  /** One step of every piece, to be followed by the next. */
  private Batch lastSteps(List<Voice> voices) {
    int[] lengths = new int[voices.size()];
    Arrays.fill(lengths, 1);
    int[] starts = new int[voices.size() + 1];
    int[] active = new int[0];
    float[] values = new float[0];
    for (int n = 0; n < voices.size(); n++) {
      DrawnStep last = voices.get(n).last;
      int size = last.features().length;
      starts[n + 1] = starts[n] + size;
      active = Arrays.copyOf(active, starts[n + 1]);
      values = Arrays.copyOf(values, starts[n + 1]);
      System.arraycopy(last.features(), 0, active, starts[n], size);
      System.arraycopy(last.values(), 0, values, starts[n], size);
    }
    Encoding encoding = model.encoding();
    return new Batch(
        lengths,
        starts,
        active,
        new int[starts.length],
        new int[0],
        encoding.hasVelocity()
            ? new Batch.Values(values, new float[0], encoding.velocityFeatures())
            : Batch.Values.ONES);
  }

  /** A piece in the making. */
  private final class Voice {
    private final Primer primer;
    private final PieceLength length;
    private final Sampler sampler;
    private final Stillness stillness;
    private final RandomStream random;
    private final NoteTensor.Builder piece = NoteTensor.builder(model.encoding());

    /**
     * What sounds in the piece's last step, of all parts. A note of the primer that still sounds
     * belongs to the primer: the piece cannot go on with what it never began.
     */
    private final boolean[] sounded = new boolean[model.encoding().rows()];

    private DrawnStep last = DrawnStep.SILENCE;
    private int heard;
    private int made;

    Voice(Primer primer, PieceLength length, Sampling sampling, RandomStream random) {
      this.primer = primer;
      this.length = length;
      this.sampler = Sampler.of(model.parameters().shape(), model.encoding(), sampling);
      this.stillness = new Stillness(sampling, model.encoding().stepsPerQuarter());
      this.random = random;
    }

    boolean isDone() {
      return made == length.most() || isOver();
    }

    /** Whether the piece has ended by itself. */
    private boolean isOver() {
      return mayEnd() && stillness.silent() >= length.ending();
    }

    private boolean mayEnd() {
      return length.isOpen() && made >= length.least();
    }

    /** Whether a silence is to be cut short that a song would end with. */
    boolean beginsAnew() {
      return !isDone() && !mayEnd() && stillness.isTooSilent();
    }

    /**
     * Takes the primer's next step, or draws one when it is over.
     *
     * @param next makes what the network predicts, which the primer does without
     */
    void goOn(Supplier<NextStep> next) {
      NoteTensor song = primer.steps();
      if (heard < song.steps()) {
        last = DrawnStep.of(song, heard++);
        return;
      }
      last = draw(next.get());
      piece.addStep(last.features(), last.values(), last.features().length);
      made++;
    }

    /** Draws a step, again and again with more unrest while it goes on for too long. */
    private DrawnStep draw(NextStep next) {
      boolean[] before = sounded.clone();
      DrawnStep step = sampler.draw(next, sounded, 1, random);
      boolean silence = beginsAnew();
      boolean drone = stillness.wouldDrone(before, sounded);
      for (int again = 1; again <= MOST_UNREST && isTooStill(before, silence); again++) {
        System.arraycopy(before, 0, sounded, 0, before.length);
        step = sampler.draw(next, sounded, StrictMath.scalb(1.0, again), random);
      }
      if (silence) {
        stillness.cutSilence();
      } else if (drone) {
        stillness.cutDrone();
      }
      stillness.add(before, sounded);
      return step;
    }

    private boolean isTooStill(boolean[] before, boolean silence) {
      return silence ? Stillness.isSilent(sounded) : stillness.wouldDrone(before, sounded);
    }

    /** The piece, without the silence that has ended it. */
    NoteTensor song() {
      NoteTensor whole = piece.build();
      return isOver() && whole.activeCount() > 0
          ? Primer.first(whole, made - stillness.silent())
          : whole;
    }
  }
}
