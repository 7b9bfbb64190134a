package org.musiclstm.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.ProvenanceJson;
import org.musiclstm.provenance.TribuoProvenance;
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
    WholeFile.write(file, out -> write(out, model, machine));
  }

  /**
   * Writes the bytes of a file.
   *
   * @throws IOException when the stream fails; it is not closed
   */
  public static void write(OutputStream out, MusicModel model, Machine machine) throws IOException {
    TribuoProvenance.write(out, machine, model.provenance(), model.encoding().features());
  }

  /**
   * Reads a file. It has no influence on anything, so that one which is of no use is like none.
   *
   * @param fingerprint of the model
   * @return nothing when there is none, it cannot be read, is damaged or says of another model
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
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
