package org.musiclstm.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.Stop;
import org.musiclstm.WholeFile;
import org.musiclstm.corpus.SongFile;
import org.musiclstm.exchange.DescribeMusicRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.generation.Remaker;
import org.musiclstm.model.ModelFile;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.report.DescriptionPage;
import org.musiclstm.songs.PieceOnDisk;

/** Carries out a request to say where pieces came from. */
final class DescribeMusicJob {
  /** Of more pieces, the log has no more lines; the file has them all. */
  private static final int MOST_PIECES = 12;

  private final DescribeMusicRequest request;
  private final EventLog events;
  private final BooleanSupplier stop;

  DescribeMusicJob(DescribeMusicRequest request, EventLog events, BooleanSupplier stop) {
    this.request = request;
    this.events = events;
    this.stop = stop;
  }

  /**
   * A piece in {@code description.json}.
   *
   * @param name its path below the folder that was looked into, or its file's name
   * @param bytes of its file
   * @param sha256 of its file
   * @param origin all that it says
   */
  private record Entry(String name, int bytes, String sha256, Map<String, Object> origin) {}

  /**
   * {@code description.json} of music.
   *
   * @param kind what the file is
   * @param format the version of this form
   * @param pieces in order of name
   * @param unknown files that do not say where they came from, each with a sentence
   */
  private record Page(String kind, int format, List<Entry> pieces, List<String> unknown) {}

  Result run() {
    return Result.unlessStopped(
        stop, "Describing the music was interrupted; nothing was written.", this::describe);
  }

  private Result describe() {
    WholeFile.check(request.descriptionFile());
    List<SongFile> files = PieceOnDisk.find(request.music(), request.musicOption());
    Optional<Remaker> remaker = model();
    List<Entry> entries = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (SongFile file : files) {
      Stop.check();
      try {
        PieceOnDisk piece = PieceOnDisk.read(file);
        Entry entry =
            new Entry(
                piece.name(),
                piece.bytes().length,
                Sha256.of(piece.bytes()),
                piece.origin().values());
        entries.add(entry);
        if (entries.size() <= MOST_PIECES) {
          lines(entry).forEach(events::info);
          remaker.ifPresent(model -> events.info(ofModel(model, piece)));
        }
      } catch (InputException e) {
        unknown.add(e.getMessage());
      }
    }
    if (entries.size() > MOST_PIECES) {
      events.info(
          "And "
              + (entries.size() - MOST_PIECES)
              + " more, in "
              + request.descriptionFile().getFileName());
    }
    List<String> first = new ArrayList<>(unknown.stream().limit(MOST_PIECES).toList());
    if (unknown.size() > MOST_PIECES) {
      first.add(
          "And "
              + (unknown.size() - MOST_PIECES)
              + " more that do not say where they came from"
              + (entries.isEmpty() ? "." : ", in " + request.descriptionFile().getFileName()));
    }
    if (entries.isEmpty()) {
      return new Result(Result.Status.INPUT, first);
    }
    first.forEach(events::warn);
    write(new Page("music-lstm music", 1, entries, unknown));
    return new Result(Result.Status.DONE, List.of("Description: " + request.descriptionFile()));
  }

  /** The model that may have made the pieces, if it is there and can be read. */
  private Optional<Remaker> model() {
    if (!Files.exists(request.modelFile())) {
      events.info(
          "Which model made it is said by its fingerprint alone: there is no file "
              + request.modelFile()
              + " (modelFile) to compare with.");
      return Optional.empty();
    }
    try {
      return Optional.of(new Remaker(ModelFile.read(request.modelFile())));
    } catch (InputException e) {
      events.warn(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static List<String> lines(Entry entry) {
    List<String> lines = new ArrayList<>();
    lines.add(entry.name() + ": " + entry.bytes() + " bytes, SHA-256 " + entry.sha256());
    lines.addAll(
        DescriptionPage.wrapped(
            entry.origin().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        value -> value.getValue().toString(),
                        (one, other) -> other,
                        LinkedHashMap::new))));
    return lines;
  }

  private String ofModel(Remaker model, PieceOnDisk piece) {
    try {
      model.check(piece.origin(), piece.name());
      return "  It is of the model "
          + request.modelFile()
          + ", so the goal reproduce can make it again"
          + (piece.origin().primer().isSilence() ? "." : " with the song that it goes on from.");
    } catch (InputException e) {
      return "  " + e.getMessage();
    }
  }

  private void write(Page page) {
    try {
      byte[] json = JsonText.of(page);
      WholeFile.write(request.descriptionFile(), out -> out.write(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
