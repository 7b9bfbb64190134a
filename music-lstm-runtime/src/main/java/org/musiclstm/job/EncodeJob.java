package org.musiclstm.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.musiclstm.WholeFile;
import org.musiclstm.Words;
import org.musiclstm.corpus.Duplicates;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.TensorFiles;
import org.musiclstm.corpus.TensorFiles.Content;
import org.musiclstm.exchange.EncodeRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.report.CorpusReport;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.songs.SplitCorpus;

/** Carries out a request to write songs as np-tensors. */
final class EncodeJob {
  private final EncodeRequest request;
  private final EventLog events;
  private final BooleanSupplier stop;

  EncodeJob(EncodeRequest request, EventLog events, BooleanSupplier stop) {
    this.request = request;
    this.events = events;
    this.stop = stop;
  }

  Result run() {
    return Result.unlessStopped(stop, "Writing the tensors was interrupted.", this::work);
  }

  private Result work() {
    Path directory = request.tensorDirectory();
    Path report = directory.resolve(EncodeRequest.REPORT);
    WholeFile.check(report);
    SplitCorpus corpus = SplitCorpus.look(request.source(), request.validationShare());
    corpus.check();
    corpus.report(EncodeRequest.REPORT, events);
    List<Song> songs =
        Stream.concat(corpus.split().training().stream(), corpus.split().validation().stream())
            .toList();
    List<Content> contents =
        request.pairs()
            ? List.of(Content.WHOLE, Content.INPUTS, Content.TARGETS)
            : List.of(Content.WHOLE);
    Set<String> names = new HashSet<>();
    long bytes = 0;
    for (Song song : songs) {
      for (Content content : contents) {
        bytes += TensorFiles.write(song, content, directory);
        names.add(TensorFiles.name(song, content));
      }
    }
    CorpusReport.of(
            corpus,
            Duplicates.among(songs, InspectRequest.RESEMBLANCE),
            song -> Optional.of(tensors(song)),
            Optional.empty())
        .write(report);
    TensorFiles.removeOthers(directory, names);
    List<String> summary = new ArrayList<>();
    summary.add(
        "Tensors: "
            + Words.count(songs.size(), "song")
            + (request.pairs() ? ", each with its inputs and targets," : "")
            + " in "
            + directory
            + " ("
            + ByteSize.text(bytes)
            + "), float32 [steps, "
            + request.source().encoding().features()
            + "]; "
            + EncodeRequest.REPORT
            + " says which is which.");
    return new Result(Result.Status.DONE, summary);
  }

  private CorpusReport.Tensors tensors(Song song) {
    return new CorpusReport.Tensors(
        TensorFiles.name(song, Content.WHOLE),
        request.pairs() ? TensorFiles.name(song, Content.INPUTS) : null,
        request.pairs() ? TensorFiles.name(song, Content.TARGETS) : null);
  }
}
