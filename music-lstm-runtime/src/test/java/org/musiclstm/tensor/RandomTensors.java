package org.musiclstm.tensor;

import java.util.Arrays;
import java.util.Random;

/** Encodings, styles and tensors of any kind. */
final class RandomTensors {
  private RandomTensors() {}

  static Encoding encoding(Random random) {
    int lowest = random.nextInt(128);
    int highest = lowest + random.nextInt(128 - lowest);
    Planes planes = random.nextBoolean() ? Planes.SOUNDING : Planes.SOUNDING_ONSET;
    return new Encoding(1 + random.nextInt(96), lowest, highest, planes);
  }

  static Style style(Random random) {
    return new Style(
        1 + random.nextInt(0xFFFFFF),
        1 + random.nextInt(255),
        1 << random.nextInt(8),
        1 + random.nextInt(127),
        random.nextInt(128));
  }

  /** A tensor in which what sounds has begun, without more silence at its end than is kept. */
  static NoteTensor tensor(Random random) {
    Encoding encoding = encoding(random);
    int pitches = encoding.rows();
    double density = random.nextDouble();
    boolean[] before = new boolean[pitches];
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (int layers = random.nextInt(60); layers > 0; layers--) {
      int[] features = new int[encoding.features()];
      int count = 0;
      boolean[] sounding = new boolean[pitches];
      for (int pitch = 0; pitch < pitches; pitch++) {
        if (random.nextDouble() < density || (before[pitch] && random.nextBoolean())) {
          sounding[pitch] = true;
          features[count++] = pitch;
        }
      }
      for (int pitch = 0;
          pitch < pitches && encoding.parts().get(0).planes().hasOnsets();
          pitch++) {
        if (sounding[pitch] && (!before[pitch] || random.nextInt(4) == 0)) {
          features[count++] = pitches + pitch;
        }
      }
      builder.addLayer(Arrays.copyOf(features, count));
      before = sounding;
    }
    if (random.nextInt(10) > 0) {
      builder.addLayer(
          encoding.parts().get(0).planes().hasOnsets() ? new int[] {0, pitches} : new int[] {0});
    } else {
      builder = NoteTensor.builder(encoding);
    }
    for (int silent = random.nextInt(16 * encoding.stepsPerQuarter()); silent > 0; silent--) {
      builder.addLayer();
    }
    return builder.build();
  }
}
