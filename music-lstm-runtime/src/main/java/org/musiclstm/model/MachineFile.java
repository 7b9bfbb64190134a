package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.tribuo.provenance.ModelProvenance;

/**
 * What stands beside a model and is no part of it, since it is not the same everywhere: the model's
 * provenance ({@link ProvenanceJson}) with the machine that trained it.
 */
public final class MachineFile {
  private static final String MODEL_SUFFIX = ".zip";

  private MachineFile() {}

  /** The file beside that of a model: {@code model.machine.json} beside {@code model.zip}. */
  public static Path beside(Path modelFile) {
    String name = modelFile.getFileName().toString();
    String stem =
        name.endsWith(MODEL_SUFFIX)
            ? name.substring(0, name.length() - MODEL_SUFFIX.length())
            : name;
    return modelFile.resolveSibling(stem + ".machine.json");
  }

  /**
   * Writes a file.
   *
   * @throws InputException when it cannot be written
   */
  public static void write(Path file, MusicModel model, Machine machine) {
    WholeFile.write(
        file,
        out ->
            TribuoProvenance.write(out, machine, model.provenance(), model.encoding().features()));
  }

  /**
   * Reads a file.
   *
   * @param fingerprint of the model
   * @return nothing when there is none, it is damaged or tells of another model
   */
  public static Optional<Machine> read(Path file, String fingerprint) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      ModelProvenance provenance = ProvenanceJson.readWithoutSongs(in);
      return TribuoProvenance.read(provenance).fingerprint().equals(fingerprint)
          ? Optional.of(TribuoProvenance.machine(provenance))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException("The file " + file + " cannot be read: " + e + ".", e);
    }
  }
}
