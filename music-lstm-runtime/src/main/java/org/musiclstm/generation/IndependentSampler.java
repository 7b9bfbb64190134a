package org.musiclstm.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.musiclstm.RandomStream;
import org.musiclstm.network.NextLayer;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.PartEncoding;

/** Draws a layer from what a network with an independent output told of it, part by part. */
final class IndependentSampler implements Sampler {
  private final Encoding encoding;
  private final List<PartSampler> parts = new ArrayList<>();
  private final float[] told;

  IndependentSampler(Encoding encoding, double temperature) {
    this.encoding = encoding;
    this.told = new float[encoding.features()];
    encoding.parts().forEach(part -> parts.add(new PartSampler(part, temperature)));
  }

  @Override
  public DrawnLayer draw(NextLayer next, boolean[] sounded, RandomStream random) {
    for (int feature = 0; feature < told.length; feature++) {
      told[feature] = next.probability(feature);
    }
    return draw(told, sounded, random);
  }

  /**
   * Draws a layer.
   *
   * @param probabilities of every feature, {@code [features]}; of a velocity, its expected value
   * @param sounded which pitches sound in the layer before, {@code [rows of all parts]}; replaced
   *     by those of the new layer
   * @param random as many numbers are drawn whatever the outcome
   */
  DrawnLayer draw(float[] probabilities, boolean[] sounded, RandomStream random) {
    int[] features = new int[probabilities.length];
    float[] values = new float[features.length];
    int count = 0;
    int firstFeature = 0;
    int firstRow = 0;
    for (int n = 0; n < parts.size(); n++) {
      PartEncoding part = encoding.parts().get(n);
      int endFeature = firstFeature + part.features();
      int endRow = firstRow + part.rows();
      boolean[] rows = Arrays.copyOfRange(sounded, firstRow, endRow);
      DrawnLayer drawn =
          parts
              .get(n)
              .draw(Arrays.copyOfRange(probabilities, firstFeature, endFeature), rows, random);
      for (int i = 0; i < drawn.features().length; i++) {
        values[count] = drawn.values()[i];
        features[count++] = firstFeature + drawn.features()[i];
      }
      System.arraycopy(rows, 0, sounded, firstRow, rows.length);
      firstFeature = endFeature;
      firstRow = endRow;
    }
    return new DrawnLayer(Arrays.copyOf(features, count), Arrays.copyOf(values, count));
  }
}
