package org.musiclstm.training;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.provenance.Ancestry;
import org.musiclstm.network.EngineName;
import org.musiclstm.network.Loss;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Grid;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.PartsText;
import org.musiclstm.tensor.Planes;

/**
 * How songs become np-tensors and how they are trained on: all options that can change a model. As
 * text they stand in its provenance, from which {@link #parse} reads them back.
 *
 * @param encoding what a layer means
 * @param options how to train
 */
public record Recipe(Encoding encoding, TrainingOptions options) {
  private static final String KEY = "key";

  /** Every option by its name, as a user writes it. */
  public SortedMap<String, String> text() {
    SortedMap<String, String> text = new TreeMap<>(options.decisive());
    text.putAll(encoding.options());
    String augment =
        options.regularisation().transposition().equals(ShiftRange.NONE) ? "none" : "augment";
    text.put("transpose", encoding.commonKey() ? KEY : augment);
    return text;
  }

  /**
   * Reads options back. What cannot change a model has its default; the ancestry that the text
   * tells is no part of it.
   *
   * @throws InputException when an option is missing, is none of this version or out of range
   */
  public static Recipe parse(Map<String, String> text) {
    Reading reading = new Reading(text);
    Recipe recipe = new Recipe(reading.encoding(), reading.options());
    reading.finish();
    return recipe;
  }

  /** Options on their way from a text. */
  private static final class Reading {
    private final Map<String, String> text;
    private final Set<String> read = new TreeSet<>(Ancestry.NAMES);

    Reading(Map<String, String> text) {
      this.text = text;
    }

    private String text(String option) {
      read.add(option);
      String value = text.get(option);
      if (value == null) {
        throw new InputException(
            "The model's provenance does not tell the option "
                + option
                + ", so it cannot be trained in the same way. Take an undamaged copy.");
      }
      return value;
    }

    private int integer(String option) {
      try {
        return Integer.parseInt(text(option));
      } catch (NumberFormatException e) {
        throw InputException.option(option, text(option), "a whole number");
      }
    }

    private long whole(String option) {
      try {
        return Long.parseLong(text(option));
      } catch (NumberFormatException e) {
        throw InputException.option(option, text(option), "a whole number");
      }
    }

    private double number(String option) {
      try {
        return Double.parseDouble(text(option));
      } catch (NumberFormatException e) {
        throw InputException.option(option, text(option), "a number");
      }
    }

    Encoding encoding() {
      Grid grid =
          text.containsKey("timeGrid")
              ? Grid.time(text("timeGrid"))
              : Grid.beats(integer("stepsPerQuarter"));
      boolean commonKey = text("transpose").equals(KEY);
      if (text.containsKey("parts")) {
        PartEncoding usual = Encoding.DEFAULT.parts().get(0);
        // The text tells all of each part, so that what is usual is not asked for.
        return new Encoding(
            grid,
            commonKey,
            PartsText.parse(
                text("parts"), usual.planes(), usual.lowestPitch(), usual.highestPitch()));
      }
      return new Encoding(
          grid,
          commonKey,
          List.of(
              PartEncoding.allPitched(
                  integer("lowestPitch"), integer("highestPitch"), Planes.parse(text("planes")))));
    }

    TrainingOptions options() {
      String output = text("output");
      return new TrainingOptions(
          NetworkOptions.of(
              integer("hiddenUnits"),
              integer("hiddenLayers"),
              output,
              // An independent output has none, and its text tells none.
              text.containsKey("chainUnits") ? integer("chainUnits") : 1),
          new Learning(
              Loss.parse(text("loss")),
              number("learningRate"),
              number("decay"),
              number("epsilon"),
              number("clipNorm"),
              number("averaging")),
          new Regularisation(
              number("dropout"),
              number("weightDropout"),
              number("noteDropout"),
              ShiftRange.parse(text("transposeRange"))),
          new Schedule(
              integer("iterations"),
              integer("batchSize"),
              integer("windowLayers"),
              integer("validateEvery"),
              integer("patience"),
              TrainingOptions.DEFAULT.schedule().checkpointEvery()),
          number("validationShare"),
          whole("seed"),
          engine());
    }

    private EngineName engine() {
      read.add("engine");
      return EngineName.of(text);
    }

    void finish() {
      SortedSet<String> unknown = new TreeSet<>(text.keySet());
      unknown.removeAll(read);
      if (!unknown.isEmpty()) {
        throw new InputException(
            "The model was trained with options that this version of music-lstm does not know: "
                + String.join(", ", unknown)
                + ". Use the version that made it.");
      }
    }
  }
}
