package org.musiclstm.job;

import java.util.List;
import org.musiclstm.WholeFile;
import org.musiclstm.dl4j.NetworkFile;
import org.musiclstm.exchange.ExportRequest;
import org.musiclstm.exchange.Result;
import org.musiclstm.model.ModelFile;
import org.musiclstm.sharing.ByteSize;

/** Carries out a request to write a model as a file of another program. */
final class ExportJob {
  private final ExportRequest request;

  ExportJob(ExportRequest request) {
    this.request = request;
  }

  Result run() {
    WholeFile.check(request.exportFile());
    NetworkFile.write(request.exportFile(), ModelFile.read(request.modelFile()));
    return new Result(
        Result.Status.DONE,
        List.of(
            "Exported for Deeplearning4j: "
                + request.exportFile()
                + " ("
                + ByteSize.text(request.exportFile().toFile().length())
                + ")"));
  }
}
