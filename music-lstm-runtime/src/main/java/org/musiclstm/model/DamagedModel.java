package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;

/** What is said of the file of a model that cannot be used. */
final class DamagedModel {
  /** The most characters that are said of a file that is no model. */
  private static final int MOST_REASON = 1000;

  private DamagedModel() {}

  /** Reads something of a model. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Reads something of a model, and says which file it is that is damaged.
   *
   * @param file the beginning of sentences about it
   * @throws InputException when it cannot be read, or is not what a model has
   */
  static <T> T guarded(String file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (ZipException | EOFException e) {
      throw broken(file, String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw broken(file, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw broken(file, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read: " + e + ". Make sure that it is readable.", e);
    }
  }

  /**
   * A file that is no whole model.
   *
   * @param file the beginning of sentences about it
   */
  static InputException broken(String file, String reason) {
    return broken(file, reason, null);
  }

  private static InputException broken(String file, String reason, @Nullable Throwable cause) {
    // It may repeat what stands in the file, however long that is.
    String brief =
        reason.length() > MOST_REASON ? reason.substring(0, MOST_REASON) + "..." : reason;
    return new InputException(
        file
            + " is not a model that can be used: "
            + brief
            + ". Train the model again, or take an undamaged copy.",
        cause);
  }
}
