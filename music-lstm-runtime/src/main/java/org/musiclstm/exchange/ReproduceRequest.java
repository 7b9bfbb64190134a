package org.musiclstm.exchange;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.musiclstm.InputException;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.model.ModelFile;
import org.musiclstm.provenance.Ancestry;

/**
 * A request to train a model again from what its provenance says, and to compare the bytes.
 *
 * @param modelFile the model, which stays as it is
 * @param songs the folders in which its songs are looked for
 * @param initialModel the file of the model that it began with, or none where it did without
 * @param reproducedFile where the model goes that is trained again
 * @param workDirectory where the checkpoint lies while training goes on
 * @param queue whether it waits while other trainings use the processors or the memory
 * @param threads how many threads do arithmetic, 1 or more
 */
@JsonTypeName("reproduce")
public record ReproduceRequest(
    Path modelFile,
    List<SongFolder> songs,
    List<Path> initialModel,
    Path reproducedFile,
    Path workDirectory,
    boolean queue,
    int threads)
    implements Request {
  private static final String OPTION = "midiDirectory";

  /** Copies the lists. */
  public ReproduceRequest {
    songs = List.copyOf(songs);
    initialModel = List.copyOf(initialModel);
  }

  /**
   * Refuses what cannot be done, as far as that is reported without reading the model or its songs.
   *
   * @param options those of the model's provenance
   * @throws InputException when the model was imported, the model that it began with is missing,
   *     another one or there was none, or there are no songs
   */
  public void check(Map<String, String> options) {
    Ancestry ancestry = Ancestry.of(options);
    if (ancestry.isImported()) {
      throw new InputException(
          "The model "
              + modelFile
              + " was imported from another program, which says nothing of its training, so it"
              + " cannot be trained again. Set modelFile to one that music-lstm has trained.");
    }
    Optional<Ancestry.Initial> wanted = ancestry.initialModel();
    if (wanted.isEmpty() && !initialModel.isEmpty()) {
      throw new InputException(
          "The model was trained without an initial model, so none can be taken to train it"
              + " again. Remove the option initialModel.");
    }
    if (wanted.isPresent() && initialModel.isEmpty()) {
      throw new InputException(
          "The training of the model began with "
              + named(wanted.get())
              + ", which is needed to train it again. Set initialModel to its file.");
    }
    for (Path file : initialModel) {
      ModelFile.checkThere(file, "initialModel");
      String fingerprint = ModelFile.fingerprint(file);
      if (!fingerprint.equals(wanted.get().fingerprint())) {
        throw otherInitialModel(file, fingerprint, wanted.get());
      }
    }
    if (songs.stream().allMatch(folder -> SongFinder.look(folder, OPTION).isEmpty())) {
      SongFinder.find(songs.get(0), OPTION);
    }
  }

  /**
   * What is said of an initial model that is not the one that the model's training began with.
   *
   * @param fingerprint that of the initial model
   * @param wanted the one that it began with
   */
  public static InputException otherInitialModel(
      Path file, String fingerprint, Ancestry.Initial wanted) {
    return new InputException(
        "The initial model "
            + file
            + " has the fingerprint "
            + fingerprint
            + ", but the training of the model began with "
            + named(wanted)
            + ". Set initialModel to the file of that one.");
  }

  private static String named(Ancestry.Initial model) {
    return "the model with the fingerprint " + model.fingerprint();
  }
}
