package org.musiclstm.training;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.provenance.Ancestry;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.EncodingOptions;

/**
 * How songs become np-tensors and how they are trained on: all options that can change a model. As
 * text they stand in its provenance, from which {@link #parse} reads them back.
 *
 * @param encoding what a step means
 * @param options how to train
 */
public record Recipe(Encoding encoding, TrainingOptions options) {
  /** Every option by its name, as a user writes it. */
  public SortedMap<String, String> text() {
    SortedMap<String, String> text = new TreeMap<>(options.decisive());
    text.putAll(encoding.options());
    String moved =
        options.regularisation().transposition().equals(ShiftRange.NONE)
            ? EncodingOptions.TRANSPOSE_NONE
            : EncodingOptions.TRANSPOSE_AUGMENT;
    text.put(
        EncodingOptions.TRANSPOSE.name(),
        encoding.commonKey() ? EncodingOptions.TRANSPOSE_KEY : moved);
    return text;
  }

  /**
   * Reads options back. What cannot change a model has its default; the ancestry, which stands
   * among them, is no part of it.
   *
   * @throws InputException when an option is missing, is none of this version or out of range
   */
  public static Recipe parse(Map<String, String> text) {
    SortedMap<String, String> ofTraining = new TreeMap<>(text);
    ofTraining.keySet().removeAll(Ancestry.NAMES);
    SortedMap<String, String> ofEncoding = new TreeMap<>(ofTraining);
    ofTraining.keySet().retainAll(TrainingOptions.DEFAULT.texts().keySet());
    ofEncoding.keySet().removeAll(ofTraining.keySet());
    SortedSet<String> unknown = new TreeSet<>(ofEncoding.keySet());
    EncodingOptions.OPTIONS.options().forEach(option -> unknown.remove(option.name()));
    if (!unknown.isEmpty()) {
      throw new InputException(
          "The model was trained with options that this version of music-lstm does not know: "
              + String.join(", ", unknown)
              + ". Use the version that made it.");
    }
    Recipe recipe =
        new Recipe(EncodingOptions.parse(ofEncoding).encoding(), TrainingOptions.parse(ofTraining));
    SortedSet<String> missing = new TreeSet<>(recipe.text().keySet());
    missing.removeAll(text.keySet());
    if (!missing.isEmpty()) {
      throw new InputException(
          "The model's provenance lacks the option "
              + missing.first()
              + ", so it cannot be trained in the same way. Take an undamaged copy.");
    }
    return recipe;
  }
}
