package org.musiclstm.generation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.JvmEngine;
import org.musiclstm.score.Score;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.PartEncoding;

/**
 * Makes music in a running program, from a model that a build has trained. The same model, options
 * and seed give the same bytes as the goal {@code generate}: piece 3 of a composer is the {@code
 * piece-003.mid} of the build, or what its option {@code pieceName} calls piece 3.
 *
 * <pre>{@code
 * Composer composer =
 *     Composer.load(Game.class.getClassLoader(), "music-lstm/model.zip").withBars(32).withSeed(7);
 * byte[] midi = composer.piece(3);
 * }</pre>
 *
 * <p>A composer begins with the goal's defaults: 16 bars, temperature 0.8, no primer, seed 1. It
 * never changes: the methods that begin with {@code with} return another composer, which shares the
 * model, so that it costs nothing to have one for each scene. It may be used by several threads at
 * once. A piece is made by the calling thread alone; nothing has to be closed.
 *
 * <p>The Java that runs the program needs no option. With {@code --add-modules
 * jdk.incubator.vector} the arithmetic is vectorised; without, it is plain Java, which takes a few
 * times as long and gives the same bytes.
 */
public final class Composer {
  private final MusicModel model;
  private final Kernel kernel;
  private final GenerationOptions options;
  private final Primer primer;
  private final Learnt learnt;

  private Composer(
      MusicModel model, Kernel kernel, GenerationOptions options, Primer primer, Learnt learnt) {
    this.model = model;
    this.kernel = kernel;
    this.options = options;
    this.primer = primer;
    this.learnt = learnt;
    // What is too long is better refused here than by the first piece.
    options.form().steps(styled());
  }

  /** Composes with a model. */
  public static Composer of(MusicModel model) {
    return new Composer(
        model,
        Kernels.best(),
        GenerationOptions.DEFAULT,
        Primer.silence(model.encoding()),
        new Learnt(model));
  }

  /**
   * Composes with the model in a file.
   *
   * @throws InputException when there is no such file, or it is not a model that can be used
   */
  public static Composer load(Path file) {
    return of(ModelFile.read(file));
  }

  /**
   * Composes with the model in a stream, which is read to its end and not closed.
   *
   * @throws InputException when it is not a model that can be used
   */
  public static Composer load(InputStream in) {
    return of(ModelFile.read(in, "of the model"));
  }

  /**
   * Composes with a model on the class path, where the option {@code embedModel} of the goal {@code
   * train} puts it as {@code music-lstm/model.zip}.
   *
   * @param loader that of a class of the project that trained the model, in most cases
   * @param resource the model's path, without a slash in front
   * @throws InputException when there is no such resource, or it is not a model that can be used
   */
  public static Composer load(ClassLoader loader, String resource) {
    try (@Nullable InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new InputException(
            "There is no resource "
                + resource
                + " on the class path. Train with embedModel=true, and name the resource music-lstm/"
                + " and the file of the model.");
      }
      return of(ModelFile.read(in, resource));
    } catch (IOException e) {
      throw new InputException(
          "The resource " + resource + " cannot be closed: " + e + ". Look at its jar file.", e);
    }
  }

  /**
   * The same composer with another length of its pieces.
   *
   * @param bars in the model's typical metre, 1 to 10000
   * @throws InputException when a piece cannot have as many
   */
  public Composer withBars(int bars) {
    return with(options.with(PieceForm.BARS, bars));
  }

  /**
   * The same composer with another temperature.
   *
   * @param temperature how freely notes are drawn: 1 as learnt, lower keeps to the likelier notes
   *     without thinning them out, 0.001 to 10
   * @throws InputException when it is out of this range
   */
  public Composer withTemperature(double temperature) {
    return with(options.with(Sampling.TEMPERATURE, temperature));
  }

  /** The same composer with another way to draw steps. */
  public Composer withSampling(Sampling sampling) {
    return with(options.with(sampling));
  }

  /**
   * The same composer with another length of its pieces.
   *
   * @param length {@code bars} for as many bars as are set, {@code auto} for pieces that end where
   *     the model ends them and have as many bars at most
   * @throws InputException when it is neither
   */
  public Composer withLength(String length) {
    return with(options.with(PieceForm.LENGTH, length));
  }

  /**
   * The same composer with another key of its pieces.
   *
   * @param key such as {@code Eb major}, to whose tonic pieces are moved, or {@code as generated}
   * @throws InputException when it is neither
   */
  public Composer withKey(String key) {
    return with(options.with(PieceForm.KEY, key));
  }

  /** The same composer with another seed: pieces of every number are others. */
  public Composer withSeed(long seed) {
    return with(options.with(GenerationOptions.SEED, seed));
  }

  /**
   * The same composer with another tempo.
   *
   * @param tempo quarter notes a minute, 4 to 1000, or {@code typical} for that of the songs
   * @throws InputException when it is neither
   */
  public Composer withTempo(String tempo) {
    return with(options.with(PieceForm.TEMPO, tempo));
  }

  /**
   * The same composer with another metre, which predicts how long a bar is.
   *
   * @param metre such as {@code 3/4}, or {@code typical} for that of the songs
   * @throws InputException when it is neither
   */
  public Composer withMetre(String metre) {
    return with(options.with(PieceForm.METRE, metre));
  }

  private Composer with(GenerationOptions changed) {
    return new Composer(model, kernel, changed, primer, learnt);
  }

  /**
   * The same composer with a song that its pieces go on from and that is no part of them.
   *
   * @param name what the pieces call it in their first text, beside its hash: a build takes the
   *     file's name without its folders, or a validation song's path below midiDirectory
   * @param midi a MIDI file
   * @param bars how many bars of the song are heard, 1 to 10000, all where it has fewer
   * @throws InputException when it cannot be read or has no note that the model knows
   */
  public Composer withPrimer(String name, byte[] midi, int bars) {
    GenerationOptions changed =
        options.with(GenerationOptions.PRIMER, name).with(GenerationOptions.PRIMER_BARS, bars);
    int steps = Generator.steps(changed.form().styled(model), "primerBars", bars);
    Encoded song = Encoder.encodeSong(MidiReader.read(midi, name).score(), model.encoding());
    if (song.notes() == 0) {
      throw new InputException(
          "The primer "
              + name
              + " has no note that the model knows. Take a song with notes of "
              + model.encoding().parts().stream()
                  .map(Composer::notes)
                  .collect(Collectors.joining(", or of "))
              + ".");
    }
    return new Composer(
        model,
        kernel,
        changed,
        Primer.beginning(name, Sha256.of(midi), song.tensor(), steps),
        learnt);
  }

  private static String notes(PartEncoding part) {
    return part.isDrums()
        ? "drums"
        : "the pitches " + part.lowestPitch() + " to " + part.highestPitch();
  }

  /**
   * Makes a piece as a MIDI file.
   *
   * @param number from 1; another number gives another piece
   */
  public byte[] piece(int number) {
    return PieceFiles.encode(
        compose(number),
        styled().style(),
        new PieceOrigins(
            model.provenance().fingerprint(), learnt.sha256(), options, EngineName.byDefault()));
  }

  /**
   * Makes a piece again that goes on from silence, whoever made it: the same bytes, whatever the
   * options of this composer are.
   *
   * @param origin what its file says, see {@link Origin#of}
   * @throws InputException when another model, version or engine made it, or it goes on from a song
   */
  public byte[] again(Origin origin) {
    if (!origin.primer().isSilence()) {
      throw new InputException(
          "The piece goes on from the song "
              + origin.primer().name()
              + ", which is needed to make it again.");
    }
    return again(origin, new Remaker(model, learnt.sha256()).silence());
  }

  /**
   * Makes a piece again that goes on from a song.
   *
   * @param origin what its file says, see {@link Origin#of}
   * @param song the song's MIDI file, which is the right one if it has the origin's hash
   * @throws InputException when another model, version or engine made it, or the song is another
   */
  public byte[] again(Origin origin, byte[] song) {
    return again(origin, new Remaker(model, learnt.sha256()).primer(origin, song));
  }

  private byte[] again(Origin origin, Primer from) {
    if (!origin.engine().isDefault()) {
      throw new InputException(
          "The piece was made with the engine "
              + origin.engine().text()
              + ", which a composer does not have. Use the goal reproduce.");
    }
    Remaker remaker = new Remaker(model, learnt.sha256());
    remaker.check(origin, "The piece");
    try (Workers caller = new Workers(1)) {
      return remaker.make(origin, from, new JvmEngine(kernel, caller), caller);
    }
  }

  /** The hash of what a model has learnt, which is taken when it is first needed. */
  private static final class Learnt {
    private final MusicModel model;
    private @Nullable String hash;

    Learnt(MusicModel model) {
      this.model = model;
    }

    synchronized String sha256() {
      String known = hash;
      if (known == null) {
        known = model.learntSha256();
        hash = known;
      }
      return known;
    }
  }

  /**
   * Makes the same piece as notes, for a synthesiser that needs no file.
   *
   * @param number from 1; another number gives another piece
   */
  public Score score(int number) {
    return compose(number).score(styled().style());
  }

  /** The model with the tempo and the metre that are asked for. */
  private MusicModel styled() {
    return options.form().styled(model);
  }

  private Piece compose(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("number is " + number + ", but has to be 1 or more");
    }
    try (Workers caller = new Workers(1)) {
      PieceForm form = options.form();
      Piece piece =
          new Generator(styled(), kernel, caller)
              .generate(number, primer, form.steps(styled()), options.sampling(), options.seed());
      return form.inKey(piece, styled().style());
    }
  }
}
