package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.corpus.Split;

/**
 * A request to write songs as np-tensors.
 *
 * @param source which songs
 * @param validationShare the share of the songs that is kept for validation where no folder is, 0
 *     to 0.9
 * @param pairs whether the inputs and targets of training are written too
 * @param tensorDirectory where the {@code .npy} files and {@code corpus.json} go
 */
@JsonTypeName("encode")
public record EncodeRequest(
    SongSource source, double validationShare, boolean pairs, Path tensorDirectory)
    implements Request {
  /** The name of the file that says of the songs. */
  public static final String REPORT = "corpus.json";

  /** Checks the share, be it that there is a folder. */
  public EncodeRequest {
    Split.SHARE.check(validationShare);
  }

  /**
   * The files that an earlier request has written to a folder: the one that says of the songs, and
   * those that it names, if it is there and can be read.
   */
  public static List<Path> files(Path tensorDirectory) {
    Path report = tensorDirectory.resolve(REPORT);
    List<Path> files = new ArrayList<>(List.of(report));
    try {
      for (JsonNode song : Json.mapper().readTree(Files.readAllBytes(report)).path("songs")) {
        for (JsonNode name : song.path("tensors")) {
          if (name.isTextual()) {
            files.add(tensorDirectory.resolve(name.textValue()));
          }
        }
      }
    } catch (IOException | InvalidPathException e) {
      // It is not as it was written, which is reason enough to write everything again.
      return List.of(report);
    }
    return files;
  }

  @Override
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> decisive = new TreeMap<>(source.decisive());
    decisive.put(Split.SHARE.name(), Split.SHARE.text(validationShare));
    decisive.put("pairs", Boolean.toString(pairs));
    return decisive;
  }

  @Override
  public boolean runsKernel() {
    return false;
  }
}
