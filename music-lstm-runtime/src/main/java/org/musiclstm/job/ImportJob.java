package org.musiclstm.job;

import java.util.List;
import org.musiclstm.WholeFile;
import org.musiclstm.dl4j.NetworkFile;
import org.musiclstm.exchange.ImportRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;

/** Carries out a request to make a model of a file of another program. */
final class ImportJob {
  private final ImportRequest request;

  ImportJob(ImportRequest request) {
    this.request = request;
  }

  Result run() {
    WholeFile.check(request.modelFile());
    MusicModel model =
        request.exportedModel().isEmpty()
            ? NetworkFile.read(request.importFile())
            : NetworkFile.read(
                request.importFile(),
                ModelFile.read(request.exportedModel().get(0), "exportedModel"));
    ModelFile.write(request.modelFile(), model);
    return new Result(
        Result.Status.DONE,
        List.of(TrainingOutcome.modelLine(request.modelFile(), model.provenance().fingerprint())));
  }
}
