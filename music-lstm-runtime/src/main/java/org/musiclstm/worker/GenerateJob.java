package org.musiclstm.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.Generator;
import org.musiclstm.generation.Piece;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.Primer;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.Score;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.model.Provenance;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;

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
    MusicModel model = options.styled(ModelFile.read(request.modelFile()));
    Generator generator = new Generator(model, kernel, workers);
    int layers = Generator.layers(model, "bars", options.bars());
    List<Primer> primers =
        primers(model, Generator.layers(model, "primerBars", options.primerBars()));
    events.info(
        options.bars()
            + " bars each, temperature "
            + options.temperature()
            + ", seed "
            + options.seed()
            + ", primer "
            + options.primer()
            + ".");
    List<Piece> pieces =
        generator.generate(primers, layers, options.temperature(), options.seed(), stop);
    if (stop.getAsBoolean()) {
      return new Result(
          Result.Status.INTERRUPTED, List.of("Generating was interrupted; nothing was written."));
    }
    Map<String, byte[]> files = PieceFiles.encode(pieces, model, options.seed());
    PieceFiles.write(files, request.outputDirectory(), request.archiveFile());
    List<String> summary = new ArrayList<>();
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

  private List<Primer> primers(MusicModel model, int layers) {
    return switch (options.primer()) {
      case GenerationOptions.PRIMER_NONE ->
          Collections.nCopies(options.pieces(), Primer.silence(model.encoding()));
      case GenerationOptions.PRIMER_VALIDATION -> validationSongs(model, layers);
      default -> Collections.nCopies(options.pieces(), fromFile(model, layers));
    };
  }

  /** One validation song after the other, as often as needed. */
  private List<Primer> validationSongs(MusicModel model, int layers) {
    Set<String> wanted =
        model.provenance().songs().stream()
            .filter(song -> song.side() == Provenance.Side.VALIDATION)
            .map(Provenance.SongOrigin::sha256)
            .collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      throw new InputException(
          "The primer is "
              + GenerationOptions.PRIMER_VALIDATION
              + ", but the model was trained without validation songs. Set primer to none or to a"
              + " MIDI file.");
    }
    List<Song> found = new ArrayList<>();
    for (SongFolder folder : request.songs()) {
      if (!Files.isDirectory(folder.directory())) {
        continue;
      }
      Corpus corpus;
      try {
        corpus = CorpusReader.read(folder, model.encoding(), false);
      } catch (InputException e) {
        // The songs may all be in the other folder.
        events.debug("No primers: " + e.getMessage());
        continue;
      }
      corpus.songs().stream()
          .filter(song -> wanted.contains(song.fileSha256()))
          .forEach(found::add);
      corpus.rejected().forEach(file -> events.warn("Not among the primers: " + file));
    }
    if (!found.isEmpty() && found.size() < wanted.size()) {
      events.warn(
          "Only "
              + found.size()
              + " of the model's "
              + wanted.size()
              + " validation songs were found; these prime.");
    }
    if (found.isEmpty()) {
      throw new InputException(
          "None of the model's validation songs is in "
              + request.songs().stream()
                  .map(folder -> folder.directory().toString())
                  .collect(Collectors.joining(", "))
              + ". Set midiDirectory or validationDirectory to where they are, or set primer to"
              + " none or to a MIDI file.");
    }
    List<Primer> primers = new ArrayList<>();
    for (int n = 0; n < options.pieces(); n++) {
      Song song = found.get(n % found.size());
      primers.add(Primer.beginning(song.name(), song.tensor(), layers));
    }
    return primers;
  }

  private Primer fromFile(MusicModel model, int layers) {
    try {
      Path file = Path.of(options.primer());
      if (Files.size(file) > CorpusReader.MOST_BYTES) {
        throw new InputException(
            "The primer "
                + file
                + " has more than "
                + CorpusReader.MOST_BYTES
                + " bytes, which no song has. Set primer to none, validation or a MIDI file.");
      }
      MidiFile midi = MidiReader.read(Files.readAllBytes(file), file.toString());
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
                + "). Set primer to none, validation or another MIDI file.");
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
      return Primer.beginning(file.getFileName().toString(), song.tensor(), layers);
    } catch (IOException | InvalidPathException e) {
      throw new InputException(
          "The primer "
              + options.primer()
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). Set primer to none, validation or a MIDI file.",
          e);
    }
  }

  private static Encoded encode(Path primer, Score score, Encoding encoding) {
    try {
      return Encoder.encode(score, encoding);
    } catch (InputException e) {
      throw new InputException(
          "The primer "
              + primer
              + " cannot be used; set primer to none, validation or another MIDI file. "
              + e.getMessage(),
          e);
    }
  }
}
