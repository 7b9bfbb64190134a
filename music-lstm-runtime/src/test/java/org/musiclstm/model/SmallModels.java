package org.musiclstm.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

/** Models that were never trained. */
public final class SmallModels {
  private SmallModels() {}

  /** A model whose output tends to a probability for each feature. */
  public static MusicModel random(Encoding encoding, Style style, int units, int steps) {
    return random(encoding, style, new NetworkShape(encoding.features(), units, steps));
  }

  /** A model with a network of some size, whose output tends to a probability for each feature. */
  public static MusicModel random(Encoding encoding, Style style, NetworkShape shape) {
    Random random = new Random(shape.hiddenUnits());
    float[] bias = new float[encoding.features()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = (float) (random.nextGaussian() - 2);
    }
    return model(encoding, style, Parameters.initial(shape, 1, bias));
  }

  /**
   * A model that says what it has just heard, of anything before nothing: a unit for each feature
   * with open input and output gates and a shut forget gate, whose candidate is the feature.
   */
  public static MusicModel echo(Encoding encoding) {
    int units = encoding.features();
    NetworkShape shape = new NetworkShape(units, units, 1);
    Map<String, NamedTensor> tensors = new HashMap<>();
    for (NamedTensor tensor : Parameters.zeros(shape).tensors()) {
      float[] values = tensor.values();
      for (int unit = 0; unit < units; unit++) {
        switch (tensor.name()) {
          case "lstm.0.bias" -> {
            values[unit] = -50;
            values[units + unit] = 50;
            values[3 * units + unit] = 50;
          }
          case "lstm.0.input" -> values[unit * 4 * units + 2 * units + unit] = 50;
          case "output.kernel" -> values[unit * units + unit] = 100;
          case "output.bias" -> values[unit] = -38;
          default -> {}
        }
      }
      tensors.put(tensor.name(), tensor);
    }
    return model(encoding, Style.DEFAULT, Parameters.of(shape, tensors));
  }

  private static MusicModel model(Encoding encoding, Style style, Parameters parameters) {
    return new MusicModel(
        encoding,
        style,
        parameters,
        new TrainingLog(
            List.of(
                new TrainingLog.Row(5, 0.125, 0.25, 12.5),
                new TrainingLog.Row(7, 0.0625, Double.NaN, Double.NaN))),
        new Provenance(
            "f1".repeat(32),
            new Provenance.Making("0.9", "4.3.1", Instant.parse("2026-01-02T03:04:05Z")),
            List.of(
                new Provenance.SongOrigin(
                    "ü/a \"song\".mid", "ab", Provenance.Side.VALIDATION, 5, 3, List.of("odd"))),
            List.of(new Provenance.RejectedFile("bad.mid", "the file is empty (byte 0)")),
            new TreeMap<>(Map.of("seed", "1", "iterations", "7")),
            new TreeMap<>(Map.of("bestIteration", "7"))));
  }
}
