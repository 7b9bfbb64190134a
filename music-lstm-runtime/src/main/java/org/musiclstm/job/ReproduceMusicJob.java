package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.SongBytes;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.MusicComparison;
import org.musiclstm.generation.Origin;
import org.musiclstm.generation.PieceFiles;
import org.musiclstm.generation.Primer;
import org.musiclstm.generation.Remaker;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.Engine;
import org.musiclstm.network.EngineName;
import org.musiclstm.songs.PieceOnDisk;

/** Carries out a request to make pieces again and to compare the bytes. */
final class ReproduceMusicJob {
  /** More lines than these say a reader nothing. */
  private static final int MOST_LINES = 20;

  private final ReproduceMusicRequest request;
  private final Kernel kernel;
  private final Workers workers;
  private final EventLog events;
  private final BooleanSupplier stop;

  private final Map<EngineName, Engine> engines = new EnumMap<>(EngineName.class);

  ReproduceMusicJob(
      ReproduceMusicRequest request,
      Kernel kernel,
      Workers workers,
      EventLog events,
      BooleanSupplier stop) {
    this.request = request;
    this.kernel = kernel;
    this.workers = workers;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    return Result.unlessStopped(stop, "Making the music again was interrupted.", this::reproduce);
  }

  private Result reproduce() {
    List<SongFile> files = PieceOnDisk.find(request.music(), request.musicOption());
    MusicModel model = ModelFile.read(request.modelFile());
    Remaker remaker = new Remaker(model);
    List<PieceOnDisk> pieces = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (SongFile file : files) {
      Stop.check();
      try {
        PieceOnDisk piece = PieceOnDisk.read(file);
        remaker.check(piece.origin(), piece.name());
        pieces.add(piece);
      } catch (InputException e) {
        problems.add(e.getMessage());
      }
    }
    warnOfEngines(pieces);
    Map<String, Path> songs = songs(pieces);
    int same = 0;
    for (PieceOnDisk piece : pieces) {
      Optional<String> problem;
      try {
        byte[] made = make(remaker, piece, songs);
        write(piece.name(), made);
        problem =
            MusicComparison.difference(piece.name(), piece.bytes(), made)
                .map(how -> piece.name() + " differs when it is made again: " + how + ".");
      } catch (InputException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
      problem.ifPresent(problems::add);
      same += problem.isPresent() ? 0 : 1;
    }
    if (problems.isEmpty()) {
      return new Result(
          Result.Status.DONE,
          List.of(
              "Reproduced: "
                  + (same == 1
                      ? pieces.get(0).name() + " has the same bytes when it is"
                      : "all " + same + " pieces have the same bytes when they are")
                  + " made again from "
                  + request.modelFile().getFileName()
                  + ". What was made is in "
                  + request.reproducedDirectory()));
    }
    return new Result(Result.Status.INPUT, refusal(files.size(), same, problems));
  }

  /** Lines of their own: in one of many, a log would show where each ends. */
  private List<String> refusal(int all, int same, List<String> problems) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Not reproduced: "
            + (all == 1
                ? "the piece was not made again with the same bytes."
                : same + " of " + all + " pieces have the same bytes when they are made again."));
    lines.addAll(problems.subList(0, Math.min(MOST_LINES, problems.size())));
    if (problems.size() > MOST_LINES) {
      lines.add("And " + (problems.size() - MOST_LINES) + " more.");
    }
    if (problems.stream().anyMatch(problem -> problem.contains(" differs when it is made again"))) {
      lines.add(
          "A piece that differs was changed after it was made, or what it says of itself was. What"
              + " was made is in "
              + request.reproducedDirectory()
              + ".");
    }
    return lines;
  }

  private void warnOfEngines(List<PieceOnDisk> pieces) {
    pieces.stream()
        .map(piece -> piece.origin().engine())
        .filter(engine -> !engine.repeatsOnEveryMachine())
        .distinct()
        .forEach(
            engine ->
                events.warn(
                    "Music was made with the engine "
                        + engine.text()
                        + ", which makes "
                        + engine.sameness()
                        + ", so that elsewhere the bytes may differ."));
  }

  private byte[] make(Remaker remaker, PieceOnDisk piece, Map<String, Path> songs) {
    Origin origin = piece.origin();
    Engine engine =
        engines.computeIfAbsent(origin.engine(), name -> Engines.start(name, kernel, workers));
    return remaker.make(origin, primer(remaker, piece, songs), engine, workers);
  }

  private Primer primer(Remaker remaker, PieceOnDisk piece, Map<String, Path> songs) {
    Origin.Heard heard = piece.origin().primer();
    if (heard.isSilence()) {
      return remaker.silence();
    }
    Path file = songs.get(heard.sha256());
    if (file == null) {
      throw new InputException(
          piece.name()
              + " goes on from the song "
              + heard.name()
              + " with the SHA-256 "
              + heard.sha256()
              + ", and no file in "
              + SongFolder.paths(request.songs())
              + " has it. Set midiDirectory or validationDirectory to where it is.");
    }
    try {
      return remaker.primer(piece.origin(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InputException(
          "The song " + file + " cannot be read: " + e + ". Make it readable.", e);
    }
  }

  /** The files of the songs that pieces go on from, by their hashes. */
  private Map<String, Path> songs(List<PieceOnDisk> pieces) {
    Set<String> wanted =
        pieces.stream()
            .map(piece -> piece.origin().primer())
            .filter(heard -> !heard.isSilence())
            .map(Origin.Heard::sha256)
            .collect(Collectors.toSet());
    Map<String, Path> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    for (SongFolder folder : request.songs()) {
      for (SongFile file : SongFinder.look(folder, "midiDirectory")) {
        if (found.keySet().containsAll(wanted)) {
          return found;
        }
        try {
          SongBytes.sha256(file.path()).ifPresent(hash -> found.putIfAbsent(hash, file.path()));
        } catch (IOException e) {
          events.debug("The song " + file.path() + " cannot be read: " + e);
        }
      }
    }
    return found;
  }

  private void write(String name, byte[] made) {
    Path file = request.reproducedDirectory().resolve(name);
    if (Files.exists(file)
        && request.songs().stream().anyMatch(folder -> SongFinder.takes(folder, file))
        && !PieceFiles.isGenerated(file)) {
      throw new InputException(
          name
              + " is not written, since it would replace the song "
              + file
              + ". Set reproducedDirectory to a folder that has no songs.");
    }
    WholeFile.write(file, out -> out.write(made));
  }
}
