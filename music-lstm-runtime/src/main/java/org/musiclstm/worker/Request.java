package org.musiclstm.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the worker is asked to do, as it stands in {@code request.json}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "goal")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainRequest.class, name = "train"),
  @JsonSubTypes.Type(value = GenerateRequest.class, name = "generate"),
  @JsonSubTypes.Type(value = EncodeRequest.class, name = "encode"),
  @JsonSubTypes.Type(value = InspectRequest.class, name = "inspect-corpus"),
  @JsonSubTypes.Type(value = EvaluateRequest.class, name = "evaluate"),
  @JsonSubTypes.Type(value = CheckRequest.class, name = "check"),
  @JsonSubTypes.Type(value = TuneRequest.class, name = "tune"),
  @JsonSubTypes.Type(value = DescribeRequest.class, name = "describe"),
  @JsonSubTypes.Type(value = ReproduceRequest.class, name = "reproduce"),
  @JsonSubTypes.Type(value = ReproduceMusicRequest.class, name = "reproduce-music"),
  @JsonSubTypes.Type(value = DescribeMusicRequest.class, name = "describe-music"),
  @JsonSubTypes.Type(value = ExportRequest.class, name = "export"),
  @JsonSubTypes.Type(value = ImportRequest.class, name = "import")
})
public sealed interface Request
    permits TrainRequest,
        GenerateRequest,
        EncodeRequest,
        InspectRequest,
        EvaluateRequest,
        CheckRequest,
        TuneRequest,
        DescribeRequest,
        ReproduceRequest,
        ReproduceMusicRequest,
        DescribeMusicRequest,
        ExportRequest,
        ImportRequest {
  /**
   * How many threads do arithmetic, 1 where there is hardly any; cannot change what comes out of
   * the engine {@code jvm}.
   */
  default int threads() {
    return 1;
  }

  /** Whether a network runs, so that it is worth a word which kernel it runs on. */
  default boolean runsKernel() {
    return true;
  }
}
