package org.musiclstm.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;

/**
 * A song as an np-tensor {@code [layers, features]} of zeros and ones: one layer a step of time,
 * immutable. Few features are one, so only their indices are kept, layer after layer and ascending
 * within a layer: those of layer {@code t} are {@code active(i)} for {@code i} from {@code
 * start(t)} to before {@code end(t)}.
 */
public final class NoteTensor {
  /** The most layers a tensor can have: at 4 steps a quarter and 120 quarters a minute, 5 days. */
  public static final int MOST_LAYERS = 4_000_000;

  /** The most ones a tensor can have, which bounds the memory that a small file can ask for. */
  private static final int MOST_ACTIVE = 1 << 25;

  private static final int LAYERS_AT_ONCE = 256;

  private final Encoding encoding;
  private final int[] starts;
  private final int[] active;

  private NoteTensor(Encoding encoding, int[] starts, int[] active) {
    this.encoding = encoding;
    this.starts = starts;
    this.active = active;
  }

  /**
   * Makes a tensor.
   *
   * @param activePerLayer for each layer the features that are one, strictly ascending
   * @throws IllegalArgumentException when features are out of order or out of range
   */
  public static NoteTensor of(Encoding encoding, int[][] activePerLayer) {
    Builder builder = builder(encoding);
    for (int[] layer : activePerLayer) {
      builder.addLayer(layer);
    }
    return builder.build();
  }

  /** Starts a tensor without layers. */
  public static Builder builder(Encoding encoding) {
    return new Builder(encoding);
  }

  /** What a layer means. */
  public Encoding encoding() {
    return encoding;
  }

  /** How many steps of time there are. */
  public int layers() {
    return starts.length - 1;
  }

  /** How many values a layer has. */
  public int features() {
    return encoding.features();
  }

  /** The index of a layer's first active feature. */
  public int start(int layer) {
    return starts[layer];
  }

  /** The index after a layer's last active feature. */
  public int end(int layer) {
    return starts[layer + 1];
  }

  /** The feature at an index from {@link #start} to before {@link #end}. */
  public int active(int index) {
    return active[index];
  }

  /** How many values of the whole tensor are one. */
  public int activeCount() {
    return active.length;
  }

  /** How many bytes of memory it takes. */
  public long memory() {
    return (long) Integer.BYTES * (starts.length + active.length);
  }

  /** Whether a value is one. */
  public boolean isActive(int layer, int feature) {
    return Arrays.binarySearch(active, start(layer), end(layer), feature) >= 0;
  }

  /** All values {@code [layers, features]} in C order. */
  public float[] toArray() {
    float[] values = new float[Math.multiplyExact(layers(), features())];
    for (int layer = 0; layer < layers(); layer++) {
      for (int i = start(layer); i < end(layer); i++) {
        values[layer * features() + active[i]] = 1;
      }
    }
    return values;
  }

  /** The tensor as an array {@code [layers, features]}, as it stands in an {@code .npy} file. */
  public NpyArray toNpy() {
    return new NpyArray(new int[] {layers(), features()}, toArray());
  }

  /**
   * Writes some layers as an {@code .npy} file {@code [end - begin, features]}, without making room
   * for all of them at once.
   *
   * @param begin the first layer
   * @param end the layer after the last
   * @throws IOException when the stream fails; it is not closed
   */
  public void writeNpy(int begin, int end, OutputStream out) throws IOException {
    Objects.checkFromToIndex(begin, end, layers());
    Npy.writeHeader(new int[] {end - begin, features()}, out);
    float[] values = new float[LAYERS_AT_ONCE * features()];
    for (int from = begin; from < end; from += LAYERS_AT_ONCE) {
      int count = Math.min(LAYERS_AT_ONCE, end - from);
      Arrays.fill(values, 0);
      for (int layer = 0; layer < count; layer++) {
        for (int i = start(from + layer); i < end(from + layer); i++) {
          values[layer * features() + active[i]] = 1;
        }
      }
      Npy.writeValues(values, count * features(), out);
    }
  }

  /**
   * Makes a tensor from an array {@code [layers, features]} of zeros and ones.
   *
   * @param name what the array is called, for messages
   * @throws InputException when it has another form or other values
   */
  public static NoteTensor ofNpy(Encoding encoding, NpyArray array, String name) {
    int[] shape = array.shape();
    if (shape.length != 2 || shape[1] != encoding.features()) {
      throw new InputException(
          name
              + " has the shape "
              + Arrays.toString(shape)
              + ", but an np-tensor of this encoding has [layers, "
              + encoding.features()
              + "]. Take another array or another encoding.");
    }
    Builder builder = builder(encoding);
    int[] active = new int[encoding.features()];
    for (int layer = 0; layer < shape[0]; layer++) {
      int count = 0;
      for (int feature = 0; feature < active.length; feature++) {
        float value = array.values()[layer * active.length + feature];
        if (value == 1) {
          active[count++] = feature;
        } else if (value != 0) {
          throw new InputException(
              name
                  + " has the value "
                  + value
                  + " in layer "
                  + layer
                  + ", feature "
                  + feature
                  + ", but an np-tensor has zeros and ones only.");
        }
      }
      builder.addLayer(active, count);
    }
    return builder.build();
  }

  /** The SHA-256 of encoding and layers in lower-case hexadecimal: equal for equal tensors. */
  public String sha256() {
    MessageDigest digest = Sha256.digest();
    String head =
        encoding.stepsPerQuarter()
            + " "
            + encoding.lowestPitch()
            + " "
            + encoding.highestPitch()
            + " "
            + encoding.planes().text()
            + " "
            + layers()
            + "\n";
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    // A layer's features are below 256; a byte with their number keeps layers apart.
    byte[] row = new byte[features() + 2];
    for (int layer = 0; layer < layers(); layer++) {
      int count = end(layer) - start(layer);
      row[0] = (byte) (count >> 8);
      row[1] = (byte) count;
      for (int i = 0; i < count; i++) {
        row[i + 2] = (byte) active[start(layer) + i];
      }
      digest.update(row, 0, count + 2);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteTensor tensor
        && encoding.equals(tensor.encoding)
        && Arrays.equals(starts, tensor.starts)
        && Arrays.equals(active, tensor.active);
  }

  @Override
  public int hashCode() {
    return (encoding.hashCode() * 31 + Arrays.hashCode(starts)) * 31 + Arrays.hashCode(active);
  }

  @Override
  public String toString() {
    return "NoteTensor[" + layers() + ", " + features() + "] " + activeCount() + " active";
  }

  /** Takes layers in order of time. */
  public static final class Builder {
    private final Encoding encoding;
    private int[] starts = new int[65];
    private int[] active = new int[256];
    private int layers;
    private int count;

    private Builder(Encoding encoding) {
      this.encoding = encoding;
    }

    /**
     * Adds a layer.
     *
     * @param features those that are one, strictly ascending
     * @throws IllegalArgumentException when features are out of order or out of range
     * @throws InputException when the tensor grows past what is sane for a song
     */
    public Builder addLayer(int... features) {
      return addLayer(features, features.length);
    }

    /**
     * Adds a layer whose active features are the first of an array, which is not kept.
     *
     * @param features strictly ascending up to {@code length}
     * @throws IllegalArgumentException when features are out of order or out of range
     * @throws InputException when the tensor grows past what is sane for a song
     */
    public Builder addLayer(int[] features, int length) {
      if (layers == MOST_LAYERS || count + length > MOST_ACTIVE) {
        throw new InputException(
            "The song is too long for a tensor after "
                + layers
                + " layers; the most is "
                + MOST_LAYERS
                + " layers with "
                + MOST_ACTIVE
                + " active features, so leave it out or take fewer stepsPerQuarter.");
      }
      int before = -1;
      for (int i = 0; i < length; i++) {
        if (features[i] <= before || features[i] >= encoding.features()) {
          throw new IllegalArgumentException(
              "feature "
                  + features[i]
                  + " of layer "
                  + layers
                  + " follows "
                  + before
                  + ", but features have to ascend and be below "
                  + encoding.features());
        }
        before = features[i];
      }
      if (count + length > active.length) {
        active = Arrays.copyOf(active, Math.max(count + length, active.length * 2));
      }
      System.arraycopy(features, 0, active, count, length);
      count += length;
      layers++;
      if (layers == starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      starts[layers] = count;
      return this;
    }

    /** The tensor of the layers so far. */
    public NoteTensor build() {
      return new NoteTensor(
          encoding, Arrays.copyOf(starts, layers + 1), Arrays.copyOf(active, count));
    }
  }
}
