package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.evaluation.CheckOptions;

/**
 * A request to check generated music.
 *
 * @param modelFile the model that made it
 * @param songs the folders in which the songs are looked for that the model came from
 * @param pieces the folder of the music
 * @param options what is too much
 * @param failOnViolation whether a piece that does not pass ends the build
 * @param suite what the test suite is called
 * @param checkFile where the results go, as JSON
 * @param junitFile where the results go, as the XML of JUnit
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("check")
public record CheckRequest(
    Path modelFile,
    List<SongFolder> songs,
    Path pieces,
    CheckOptions options,
    boolean failOnViolation,
    String suite,
    Path checkFile,
    Path junitFile,
    int threads)
    implements Request {
  /** Copies the list. */
  public CheckRequest {
    songs = List.copyOf(songs);
  }
}
