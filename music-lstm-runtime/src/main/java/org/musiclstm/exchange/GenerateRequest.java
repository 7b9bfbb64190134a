package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceName;
import org.musiclstm.network.EngineName;

/**
 * A request to generate music.
 *
 * @param modelFile the model
 * @param songs the folders in which the model's validation songs are looked for when they prime
 * @param options what to generate
 * @param outputDirectory where the {@code .mid} files go
 * @param archiveFile a zip of all the pieces
 * @param pieceName how the files of the pieces are called, as {@link PieceName} has it
 * @param engine what runs the network; only {@link EngineName#JVM} makes the same bytes everywhere
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("generate")
public record GenerateRequest(
    Path modelFile,
    List<SongFolder> songs,
    GenerationOptions options,
    Path outputDirectory,
    Path archiveFile,
    String pieceName,
    EngineName engine,
    int threads)
    implements Request {
  /** Copies the list and checks the names. */
  public GenerateRequest {
    songs = List.copyOf(songs);
    new PieceName(pieceName).check(options.pieces());
  }

  /** A request for the default names and the engine {@link EngineName#JVM}. */
  public GenerateRequest(
      Path modelFile,
      List<SongFolder> songs,
      GenerationOptions options,
      Path outputDirectory,
      Path archiveFile,
      int threads) {
    this(
        modelFile,
        songs,
        options,
        outputDirectory,
        archiveFile,
        PieceName.DEFAULT.pattern(),
        EngineName.JVM,
        threads);
  }

  @Override
  public SortedMap<String, String> decisive() {
    SortedMap<String, String> decisive = options.decisive();
    decisive.put("pieceName", pieceName);
    decisive.put(EngineName.OPTION.name(), engine.text());
    return decisive;
  }

  @Override
  public boolean runsKernel() {
    return engine.isDefault() || options.candidates() > 1;
  }
}
