package org.musiclstm.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.WholeFile;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.exchange.Result;
import org.musiclstm.model.MachineFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.report.Description;
import org.musiclstm.report.DescriptionPage;
import org.musiclstm.songs.ModelSongs;

/** Carries out a request to say where a model came from. */
final class DescribeJob {
  private final DescribeRequest request;
  private final EventLog events;

  DescribeJob(DescribeRequest request, EventLog events) {
    this.request = request;
    this.events = events;
  }

  Result run() {
    WholeFile.check(request.descriptionFile());
    MusicModel model = ModelFile.read(request.modelFile());
    ModelSongs songs = ModelSongs.of(model.provenance(), request.songs());
    Path machineFile = MachineFile.beside(request.modelFile());
    Description description =
        Description.of(
            model,
            sha256(request.modelFile()),
            request.modelFile().toFile().length(),
            songs,
            MachineFile.read(machineFile, model.provenance().fingerprint()).orElse(null));
    description.write(request.descriptionFile());
    new DescriptionPage(description, model.provenance(), songs, machineFile)
        .lines(request.descriptionFile().getFileName().toString())
        .forEach(events::info);
    return new Result(Result.Status.DONE, List.of("Description: " + request.descriptionFile()));
  }

  /** The hash of a file. */
  static String sha256(Path file) {
    try {
      return Sha256.of(file, ModelFile.mostBytes(file))
          .orElseThrow(() -> new IOException("it has more bytes than a model has"));
    } catch (IOException e) {
      throw new InputException(
          "The file " + file + " cannot be read: " + e + ". Make sure that it is readable.", e);
    }
  }
}
