package org.musiclstm.dl4j;

import java.nio.file.Path;
import org.musiclstm.InputException;

/** What is said of the file of a network that no model can be made of. */
final class RefusedNetwork {
  private RefusedNetwork() {}

  static InputException of(Path file, String found, String needed, String remedy) {
    return new InputException(
        "The file " + file + " " + found + ", but " + needed + ". " + remedy + ".");
  }
}
