package org.musiclstm.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.musiclstm.InputException;
import org.musiclstm.exchange.CheckRequest;
import org.musiclstm.exchange.DescribeMusicRequest;
import org.musiclstm.exchange.DescribeRequest;
import org.musiclstm.exchange.EncodeRequest;
import org.musiclstm.exchange.EvaluateRequest;
import org.musiclstm.exchange.ExportRequest;
import org.musiclstm.exchange.GenerateRequest;
import org.musiclstm.exchange.ImportRequest;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Json;
import org.musiclstm.exchange.ReproduceMusicRequest;
import org.musiclstm.exchange.ReproduceRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.exchange.Result;
import org.musiclstm.exchange.TrainRequest;
import org.musiclstm.exchange.TuneRequest;

/**
 * The registry of jobs: which job carries out which kind of request. A new goal is one line here.
 */
public final class Jobs {
  private static final Map<Class<? extends Request>, BiFunction<Request, Tools, Result>> KINDS =
      new LinkedHashMap<>();

  static {
    add(
        TrainRequest.class,
        (request, tools) ->
            new TrainJob(request, tools.kernel(), tools.workers(), tools.events(), tools.stop())
                .run());
    add(
        GenerateRequest.class,
        (request, tools) ->
            new GenerateJob(request, tools.kernel(), tools.workers(), tools.events(), tools.stop())
                .run());
    add(
        EncodeRequest.class,
        (request, tools) -> new EncodeJob(request, tools.events(), tools.stop()).run());
    add(
        InspectRequest.class,
        (request, tools) ->
            new InspectJob(
                    request,
                    tools.kernel(),
                    tools.workers(),
                    tools.events(),
                    tools.stop(),
                    tools.nanoTime())
                .run());
    add(
        EvaluateRequest.class,
        (request, tools) ->
            new EvaluateJob(request, tools.kernel(), tools.workers(), tools.events(), tools.stop())
                .run());
    add(
        CheckRequest.class,
        (request, tools) ->
            new CheckJob(request, tools.kernel(), tools.workers(), tools.events(), tools.stop())
                .run());
    add(
        TuneRequest.class,
        (request, tools) ->
            new TuneJob(
                    request,
                    tools.kernel(),
                    tools.workers(),
                    tools.events(),
                    tools.stop(),
                    tools.nanoTime())
                .run());
    add(
        DescribeRequest.class,
        (request, tools) ->
            Result.unlessStopped(
                tools.stop(),
                "Describing the model was interrupted; nothing was written.",
                new DescribeJob(request, tools.events())::run));
    add(
        DescribeMusicRequest.class,
        (request, tools) -> new DescribeMusicJob(request, tools.events(), tools.stop()).run());
    add(
        ReproduceRequest.class,
        (request, tools) ->
            new ReproduceJob(request, tools.kernel(), tools.workers(), tools.events(), tools.stop())
                .run());
    add(
        ReproduceMusicRequest.class,
        (request, tools) ->
            new ReproduceMusicJob(
                    request, tools.kernel(), tools.workers(), tools.events(), tools.stop())
                .run());
    add(
        ExportRequest.class,
        (request, tools) ->
            Result.unlessStopped(
                tools.stop(),
                "The export was interrupted; nothing was written.",
                new ExportJob(request)::run));
    add(
        ImportRequest.class,
        (request, tools) ->
            Result.unlessStopped(
                tools.stop(),
                "The import was interrupted; nothing was written.",
                new ImportJob(request)::run));
  }

  private static final ObjectMapper MAPPER = mapper();

  private Jobs() {}

  private static <R extends Request> void add(Class<R> kind, BiFunction<R, Tools, Result> job) {
    KINDS.put(kind, (request, tools) -> job.apply(kind.cast(request), tools));
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = Json.mapper().copy();
    KINDS.keySet().forEach(mapper::registerSubtypes);
    return mapper;
  }

  /** All kinds of requests, each with the name of its goal as {@code JsonTypeName}. */
  public static Set<Class<? extends Request>> kinds() {
    return Collections.unmodifiableSet(KINDS.keySet());
  }

  /**
   * Reads a request of any kind.
   *
   * @param file {@code request.json}
   * @throws InputException when an option in it is out of range
   * @throws IOException when it cannot be read, or is none
   */
  public static Request read(Path file) throws IOException {
    try {
      return MAPPER.readValue(file.toFile(), Request.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof InputException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Carries out a request.
   *
   * @throws InputException when the user can mend what is wrong
   */
  public static Result run(Request request, Tools tools) {
    BiFunction<Request, Tools, Result> job = KINDS.get(request.getClass());
    if (job == null) {
      throw new IllegalArgumentException("no job carries out a " + request.getClass());
    }
    return job.apply(request, tools);
  }
}
