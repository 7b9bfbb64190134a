package org.musiclstm.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;

/**
 * A song as an np-tensor {@code [steps, features]} of zeros and ones and, where velocities are
 * reported, values between: one step a step of time, immutable. Few features are not zero, so only
 * their indices are kept, step after step and ascending within a step: those of step {@code t} are
 * {@code active(i)} for {@code i} from {@code start(t)} to before {@code end(t)}, with the values
 * {@code value(i)}.
 */
public final class NoteTensor {
  /** The most steps a tensor can have: at 4 steps a quarter and 120 quarters a minute, 5 days. */
  public static final int MOST_LAYERS = 4_000_000;

  /** Stands for ones in all places. */
  private static final float[] ONES = {};

  /**
   * The most values other than zero a tensor can have, which bounds the memory that a small file
   * can ask for.
   */
  private static final int MOST_ACTIVE = 1 << 25;

  private static final int STEPS_AT_ONCE = 256;

  private final Encoding encoding;
  private final int[] starts;
  private final int[] active;
  private final float[] values;

  private NoteTensor(Encoding encoding, int[] starts, int[] active, float[] values) {
    this.encoding = encoding;
    this.starts = starts;
    this.active = active;
    this.values = values;
  }

  /**
   * Makes a tensor.
   *
   * @param activePerStep for each step the features that are one, strictly ascending
   * @throws IllegalArgumentException when features are out of order or out of range
   */
  public static NoteTensor of(Encoding encoding, int[][] activePerStep) {
    Builder builder = builder(encoding);
    for (int[] step : activePerStep) {
      builder.addStep(step);
    }
    return builder.build();
  }

  /** Starts a tensor without steps. */
  public static Builder builder(Encoding encoding) {
    return new Builder(encoding);
  }

  /** What a step means. */
  public Encoding encoding() {
    return encoding;
  }

  /** How many steps of time there are. */
  public int steps() {
    return starts.length - 1;
  }

  /** How many values a step has. */
  public int features() {
    return encoding.features();
  }

  /** The index of a step's first active feature. */
  public int start(int step) {
    return starts[step];
  }

  /** The index after a step's last active feature. */
  public int end(int step) {
    return starts[step + 1];
  }

  /** The feature at an index from {@link #start} to before {@link #end}. */
  public int active(int index) {
    return active[index];
  }

  /**
   * The value of a feature at an index, above 0 and at most 1; always 1 unless it is a velocity.
   */
  public float value(int index) {
    return values.length == 0 ? 1f : values[index];
  }

  /** How many values of the whole tensor are not zero. */
  public int activeCount() {
    return active.length;
  }

  /** How many bytes of memory it takes. */
  public long memory() {
    return (long) Integer.BYTES * (starts.length + active.length)
        + (long) Float.BYTES * values.length;
  }

  /** Whether a value is not zero. */
  public boolean isActive(int step, int feature) {
    return Arrays.binarySearch(active, start(step), end(step), feature) >= 0;
  }

  /**
   * The same song with silent steps behind, without a copy of its values; fewer where a tensor
   * cannot have as many.
   */
  public NoteTensor withSilence(int silentSteps) {
    int[] longer = Arrays.copyOf(starts, Math.min(steps() + silentSteps, MOST_LAYERS) + 1);
    Arrays.fill(longer, starts.length, longer.length, active.length);
    return new NoteTensor(encoding, longer, active, values);
  }

  /** All values {@code [steps, features]} in C order. */
  public float[] toArray() {
    float[] array = new float[Math.multiplyExact(steps(), features())];
    putSteps(0, steps(), array);
    return array;
  }

  /** Puts some steps into an array of zeros, from its beginning on. */
  private void putSteps(int begin, int end, float[] array) {
    int width = features();
    for (int step = begin; step < end; step++) {
      for (int i = start(step); i < end(step); i++) {
        array[(step - begin) * width + active[i]] = value(i);
      }
    }
  }

  /** The tensor as an array {@code [steps, features]}, as it stands in an {@code .npy} file. */
  public NpyArray toNpy() {
    return new NpyArray(new int[] {steps(), features()}, toArray());
  }

  /**
   * Writes some steps as an {@code .npy} file {@code [end - begin, features]}, without making room
   * for all of them at once.
   *
   * @param begin the first step
   * @param end the step after the last
   * @throws IOException when the stream fails; it is not closed
   */
  public void writeNpy(int begin, int end, OutputStream out) throws IOException {
    Objects.checkFromToIndex(begin, end, steps());
    Npy.writeHeader(new int[] {end - begin, features()}, out);
    float[] some = new float[STEPS_AT_ONCE * features()];
    for (int from = begin; from < end; from += STEPS_AT_ONCE) {
      int count = Math.min(STEPS_AT_ONCE, end - from);
      Arrays.fill(some, 0);
      putSteps(from, from + count, some);
      Npy.writeValues(some, count * features(), out);
    }
  }

  /**
   * Makes a tensor from an array {@code [steps, features]} of zeros and ones, and of values from 0
   * to 1 where the encoding says velocities.
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
              + ", but an np-tensor of this encoding has [steps, "
              + encoding.features()
              + "]. Take another array or another encoding.");
    }
    boolean[] velocity = encoding.velocityFeatures();
    Builder builder = builder(encoding);
    int[] active = new int[encoding.features()];
    float[] values = new float[active.length];
    for (int step = 0; step < shape[0]; step++) {
      int count = 0;
      for (int feature = 0; feature < active.length; feature++) {
        float value = array.values()[step * active.length + feature];
        if (value == 1 || (velocity[feature] && value > 0 && value < 1)) {
          values[count] = value;
          active[count++] = feature;
        } else if (value != 0) {
          throw new InputException(
              name
                  + " has the value "
                  + value
                  + " in step "
                  + step
                  + ", feature "
                  + feature
                  + ", but an np-tensor has "
                  + (velocity[feature] ? "values from 0 to 1 there." : "zeros and ones only."));
        }
      }
      builder.addStep(active, values, count);
    }
    return builder.build();
  }

  /** The SHA-256 of encoding and steps in lower-case hexadecimal: equal for equal tensors. */
  public String sha256() {
    MessageDigest digest = Sha256.digest();
    String head = encoding.signature() + " " + steps() + "\n";
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    // A step's features are reported in a byte each where that is enough; their number, in two,
    // keeps
    // steps apart.
    int width = features() <= 256 ? 1 : 2;
    ByteBuffer row = ByteBuffer.allocate(2 + (width + Float.BYTES) * features());
    for (int step = 0; step < steps(); step++) {
      row.clear().putShort((short) (end(step) - start(step)));
      for (int i = start(step); i < end(step); i++) {
        if (width == 1) {
          row.put((byte) active[i]);
        } else {
          row.putShort((short) active[i]);
        }
        if (values.length > 0) {
          row.putFloat(values[i]);
        }
      }
      digest.update(row.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteTensor tensor
        && encoding.equals(tensor.encoding)
        && Arrays.equals(starts, tensor.starts)
        && Arrays.equals(active, tensor.active)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return (encoding.hashCode() * 31 + Arrays.hashCode(starts)) * 31 + Arrays.hashCode(active);
  }

  @Override
  public String toString() {
    return "NoteTensor[" + steps() + ", " + features() + "] " + activeCount() + " active";
  }

  /** Takes steps in order of time. */
  public static final class Builder {
    private final Encoding encoding;
    private int[] starts = new int[65];
    private final int width;
    private final boolean[] velocity;
    private int[] active = new int[256];
    private float[] values;
    private int steps;
    private int count;

    private Builder(Encoding encoding) {
      this.encoding = encoding;
      this.width = encoding.features();
      this.velocity = encoding.hasVelocity() ? encoding.velocityFeatures() : new boolean[0];
      this.values = velocity.length == 0 ? ONES : new float[active.length];
    }

    /**
     * Adds a step of ones.
     *
     * @param features those that are one, strictly ascending
     * @throws IllegalArgumentException when features are out of order or out of range
     * @throws TooLongException when the tensor grows past what is sane for a song
     */
    public Builder addStep(int... features) {
      float[] ones = new float[features.length];
      Arrays.fill(ones, 1f);
      return addStep(features, ones, features.length);
    }

    /** Adds a step of another tensor of this encoding. */
    public Builder addStep(NoteTensor tensor, int step) {
      int size = tensor.end(step) - tensor.start(step);
      int[] features = new int[size];
      float[] ofFeatures = new float[size];
      for (int n = 0; n < size; n++) {
        features[n] = tensor.active(tensor.start(step) + n);
        ofFeatures[n] = tensor.value(tensor.start(step) + n);
      }
      return addStep(features, ofFeatures, size);
    }

    /**
     * Adds a step whose active features and their values are the first of two arrays, which are not
     * kept.
     *
     * @param features strictly ascending up to {@code length}
     * @param step their values, above 0 to 1 for velocities and else 1
     * @throws IllegalArgumentException when features or values are out of order or out of range
     * @throws TooLongException when the tensor grows past what is sane for a song
     */
    public Builder addStep(int[] features, float[] step, int length) {
      if (steps == MOST_LAYERS || count + length > MOST_ACTIVE) {
        throw new TooLongException(
            "the song is too long for a tensor after "
                + steps
                + " steps; the most is "
                + MOST_LAYERS
                + " steps with "
                + MOST_ACTIVE
                + " active features",
            "leave it out or take coarser steps (stepsPerQuarter, timeGrid)");
      }
      int before = -1;
      for (int i = 0; i < length; i++) {
        if (features[i] <= before || features[i] >= width) {
          throw new IllegalArgumentException(
              "feature "
                  + features[i]
                  + " of step "
                  + steps
                  + " follows "
                  + before
                  + ", but features have to ascend and be below "
                  + width);
        }
        before = features[i];
        float value = step[i];
        if (value != 1 && !(velocity.length > 0 && velocity[before] && value > 0 && value < 1)) {
          throw new IllegalArgumentException(
              "feature " + before + " of step " + steps + " cannot have the value " + value);
        }
      }
      if (count + length > active.length) {
        active = Arrays.copyOf(active, Math.max(count + length, active.length * 2));
      }
      System.arraycopy(features, 0, active, count, length);
      if (velocity.length > 0) {
        if (values.length < active.length) {
          values = Arrays.copyOf(values, active.length);
        }
        System.arraycopy(step, 0, values, count, length);
      }
      count += length;
      steps++;
      if (steps == starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      starts[steps] = count;
      return this;
    }

    /** The tensor of the steps so far. */
    public NoteTensor build() {
      return new NoteTensor(
          encoding,
          Arrays.copyOf(starts, steps + 1),
          Arrays.copyOf(active, count),
          velocity.length == 0 ? ONES : Arrays.copyOf(values, count));
    }
  }
}
