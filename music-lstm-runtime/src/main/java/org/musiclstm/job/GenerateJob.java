package org.musiclstm.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.Words;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.corpus.UnreadableSongException;
import org.musiclstm.evaluation.ModelForecaster;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Generator;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.PieceForm;
import org.musiclstm.generation.PieceLength;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.PieceOrigins;
import org.musiclstm.generation.Primer;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Engine;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.score.Score;
import org.musiclstm.songs.ModelSongs;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Key;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.Style;

/** Carries out a request to generate. */
final class GenerateJob {
  private final GenerateRequest request;
  private final GenerationOptions options;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;

  GenerateJob(
      GenerateRequest request,
      Kernel kernel,
      Workers workers,
      EventLog events,
      BooleanSupplier stop) {
    this.request = request;
    this.options = request.options();
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    return Result.unlessStopped(
        stop, "Generating was interrupted; nothing was written.", this::work);
  }

  private Result work() {
    MusicModel model = options.form().styled(ModelFile.read(request.modelFile()));
    request.engine().check(model.parameters().shape().isChained());
    Engine engine = Engines.start(request.engine(), kernel, workers);
    events.debug("Engine " + engine.name().text() + ": " + engine.description() + ".");
    Generator generator = new Generator(model, engine, workers);
    PieceLength length = options.form().steps(model);
    List<Primer> primers =
        primers(model, Generator.steps(model, "primerBars", options.primerBars()));
    events.info(
        options.form().bars()
            + (options.form().endsByItself() ? " bars each at most" : " bars each")
            + ", temperature "
            + options.sampling().temperature()
            + ", seed "
            + options.seed()
            + ", primer "
            + options.primer()
            + Engines.mention(engine)
            + ".");
    List<List<Piece>> candidates = new ArrayList<>();
    for (int n = 0; n < options.candidates(); n++) {
      candidates.add(
          generator.generate(primers, length, options.sampling(), options.seed() + n, stop));
    }
    List<Piece> pieces =
        options.candidates() == 1
            ? candidates.get(0)
            : new Candidates(
                    model,
                    ModelSongs.find(model, request.songs(), events),
                    new ModelForecaster(model, kernel, workers),
                    events)
                .best(candidates);
    PieceName names = new PieceName(request.pieceName());
    Map<String, byte[]> files =
        PieceFiles.encode(
            inKey(pieces, model.style()),
            names,
            model.style(),
            PieceOrigins.of(model, options, request.engine()));
    PieceFiles.write(files, names, request.outputDirectory(), request.archiveFile());
    List<String> summary = new ArrayList<>();
    sayOfCuts(pieces);
    for (Piece piece : pieces) {
      if (piece.tensor().activeCount() == 0) {
        events.warn(
            "Piece " + piece.number() + " is silent. Train longer, or raise the temperature.");
      }
    }
    summary.add(
        String.format(
            Locale.ROOT,
            "Music: %d %s in %s and in %s",
            pieces.size(),
            pieces.size() == 1 ? "piece" : "pieces",
            request.outputDirectory(),
            request.archiveFile()));
    return new Result(Result.Status.DONE, summary);
  }

  /** The pieces in the key that is wanted, and a line of how many were moved. */
  private List<Piece> inKey(List<Piece> pieces, Style style) {
    PieceForm form = options.form();
    Optional<Key> wanted = Key.parse(form.key());
    if (wanted.isEmpty()) {
      return pieces;
    }
    List<Piece> moved = pieces.stream().map(piece -> form.inKey(piece, style)).toList();
    int otherMode = 0;
    for (int n = 0; n < pieces.size(); n++) {
      Optional<Key> before = KeyEstimate.of(pieces.get(n).score(style)).map(KeyEstimate::key);
      otherMode += before.filter(key -> key.minor() != wanted.get().minor()).isPresent() ? 1 : 0;
      events.debug(
          "Piece "
              + pieces.get(n).number()
              + before
                  .map(key -> " is in " + key + ", moved by ")
                  .orElse(" is in no key that can be reported, moved by ")
              + moved.get(n).semitones()
              + " semitones.");
    }
    long others = moved.stream().filter(piece -> piece.semitones() != 0).count();
    events.info(
        "Moved to "
            + form.key()
            + ": "
            + others
            + " of "
            + Words.count(pieces.size(), "piece")
            + (otherMode == 0
                ? "."
                : "; "
                    + otherMode
                    + (wanted.get().minor()
                        ? " with this tonic in major, which stays major."
                        : " with this tonic in minor, which stays minor.")));
    return moved;
  }

  /** Says what was cut short: all in one line, and piece by piece in the detailed log. */
  private void sayOfCuts(List<Piece> pieces) {
    List<Piece> cut =
        pieces.stream()
            .filter(piece -> piece.cuts().drones() + piece.cuts().silences() > 0)
            .toList();
    if (cut.isEmpty()) {
      return;
    }
    int drones = cut.stream().mapToInt(piece -> piece.cuts().drones()).sum();
    int silences = cut.stream().mapToInt(piece -> piece.cuts().silences()).sum();
    String where =
        cut.size() == 1
            ? "piece " + cut.get(0).number()
            : cut.size() + " of " + pieces.size() + " pieces";
    events.info("In " + where + ", " + cutShort(drones, silences));
    if (cut.size() > 1) {
      for (Piece piece : cut) {
        Piece.Cuts cuts = piece.cuts();
        events.debug(
            "In piece " + piece.number() + ", " + cutShort(cuts.drones(), cuts.silences()));
      }
    }
  }

  private static String cutShort(int drones, int silences) {
    List<String> what = new ArrayList<>();
    if (drones > 0) {
      what.add(Words.count(drones, "drone"));
    }
    if (silences > 0) {
      what.add(Words.count(silences, "silence"));
    }
    return String.join(" and ", what)
        + (drones + silences == 1 ? " was cut short." : " were cut short.");
  }

  private List<Primer> primers(MusicModel model, int steps) {
    return switch (options.primer()) {
      case GenerationOptions.PRIMER_NONE ->
          Collections.nCopies(options.pieces(), Primer.silence(model.encoding()));
      case GenerationOptions.PRIMER_VALIDATION -> songs(Provenance.Side.VALIDATION, model, steps);
      case GenerationOptions.PRIMER_TRAINING -> songs(Provenance.Side.TRAINING, model, steps);
      default -> Collections.nCopies(options.pieces(), fromFile(model, steps));
    };
  }

  /** One song of a side after the other, as often as needed. */
  private List<Primer> songs(Provenance.Side side, MusicModel model, int steps) {
    boolean training = side == Provenance.Side.TRAINING;
    ModelSongs.Sides own = ModelSongs.find(model, request.songs(), events);
    List<Song> found = training ? own.training() : own.validation();
    int wanted = training ? own.ofTraining() : own.ofValidation();
    String kind = training ? "training" : "validation";
    if (wanted == 0) {
      throw new InputException(
          "The primer is "
              + options.primer()
              + ", but the model was trained without "
              + kind
              + " songs. Set primer to none or to a MIDI file.");
    }
    if (found.isEmpty()) {
      throw new InputException(
          "None of the model's "
              + kind
              + " songs is in "
              + SongFolder.paths(request.songs())
              + ". Set midiDirectory or validationDirectory to where they are, or set primer to"
              + " none or to a MIDI file.");
    }
    if (found.size() < wanted) {
      events.warn(
          "Only "
              + found.size()
              + " of the model's "
              + wanted
              + " "
              + kind
              + " songs were found; these prime.");
    }
    List<Primer> primers = new ArrayList<>();
    for (int n = 0; n < options.pieces(); n++) {
      Song song = found.get(n % found.size());
      primers.add(Primer.beginning(song.name(), song.fileSha256(), song.tensor(), steps));
    }
    return primers;
  }

  private Primer fromFile(MusicModel model, int steps) {
    try {
      Path file = Path.of(options.primer());
      byte[] bytes = SongBytes.read(file);
      MidiFile midi = MidiReader.read(bytes, file.toString());
      Encoded song = encode(file, midi.score(), model.encoding());
      midi.findings().forEach(finding -> events.debug(file + ": " + finding));
      if (song.notes() == 0) {
        throw new InputException(
            "The primer "
                + file
                + " has no note that the model knows (out of range: "
                + song.notesOutOfRange()
                + ", drums: "
                + song.drumNotes()
                + ", of no part: "
                + song.notesUntaken()
                + "). Set primer to none, validation, training or another MIDI file.");
      }
      if (song.notesOutOfRange() + song.drumNotes() + song.notesUntaken() > 0) {
        events.warn(
            "Left out of the primer "
                + file
                + ": "
                + song.notesOutOfRange()
                + " notes out of range, "
                + song.drumNotes()
                + " drum notes, "
                + song.notesUntaken()
                + " notes that no part takes.");
      }
      return Primer.beginning(SongFinder.name(file), Sha256.of(bytes), song.tensor(), steps);
    } catch (UnreadableSongException | InvalidPathException e) {
      throw new InputException(
          "The primer "
              + options.primer()
              + " cannot be read ("
              + e.getMessage()
              + "). Set primer to none, validation, training or a MIDI file.",
          e);
    }
  }

  private static Encoded encode(Path primer, Score score, Encoding encoding) {
    try {
      return Encoder.encodeSong(score, encoding);
    } catch (InputException e) {
      throw new InputException(
          "The primer "
              + primer
              + " cannot be used; set primer to none, validation, training or another MIDI file. "
              + e.getMessage(),
          e);
    }
  }
}
