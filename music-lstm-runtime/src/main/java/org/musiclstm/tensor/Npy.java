package org.musiclstm.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.Stop;

/**
 * The {@code .npy} format of NumPy, version 1.0, for arrays of {@code float32}, little endian, in C
 * order (<a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>).
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int HEADER_START = MAGIC.length + 2;
  private static final int ALIGNMENT = 64;
  private static final int VALUES_AT_ONCE = 16_384;

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), ?\\}"
              + " *\\n");
  private static final Pattern SHAPE =
      Pattern.compile("|[0-9]{1,10},|[0-9]{1,10}(, [0-9]{1,10}){1,31}");

  private Npy() {}

  /** Writes an array to bytes. */
  public static byte[] write(NpyArray array) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(array, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes an array.
   *
   * @throws IOException when the stream fails; it is not closed
   */
  public static void write(NpyArray array, OutputStream out) throws IOException {
    writeHeader(array.shape(), out);
    writeValues(array.values(), array.values().length, out);
  }

  /** Writes what comes before the values of an array. */
  static void writeHeader(int[] shape, OutputStream out) throws IOException {
    String lengths =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + lengths
            + (shape.length == 1 ? "," : "")
            + "), }";
    int unpadded = HEADER_START + header.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    int length = header.length() + padding + 1;
    out.write(MAGIC);
    out.write(length);
    out.write(length >> 8);
    out.write((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes the first values of an array, which come after others or after a header. */
  static void writeValues(float[] values, int length, OutputStream out) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(length, VALUES_AT_ONCE) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < length; from += VALUES_AT_ONCE) {
      Stop.check();
      int count = Math.min(VALUES_AT_ONCE, length - from);
      buffer.asFloatBuffer().put(values, from, count);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Reads an array.
   *
   * @param bytes all of the file
   * @param name the file as the user knows it, for messages
   * @throws InputException when the bytes are something else, or more or fewer than the shape says
   */
  public static NpyArray read(byte[] bytes, String name) {
    if (bytes.length < HEADER_START
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw refusal(name, "it does not begin as an .npy file of version 1.0 does");
    }
    int headerLength = (bytes[MAGIC.length] & 0xFF) | ((bytes[MAGIC.length + 1] & 0xFF) << 8);
    int dataStart = HEADER_START + headerLength;
    if (dataStart > bytes.length) {
      throw refusal(name, "it breaks off in its header at byte " + bytes.length);
    }
    String header = new String(bytes, HEADER_START, headerLength, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw refusal(name, "its header at byte " + HEADER_START + " is not as NumPy writes it");
    }
    if (!matcher.group(1).equals("<f4")) {
      throw refusal(name, "its values are '" + matcher.group(1) + "', but have to be '<f4'");
    }
    if (!matcher.group(2).equals("False")) {
      throw refusal(name, "its values are in Fortran order, but have to be in C order");
    }
    String lengths = matcher.group(3);
    if (!SHAPE.matcher(lengths).matches()) {
      throw refusal(name, "its shape is (" + lengths + "), which is none");
    }
    int[] shape;
    long count = 1;
    try {
      shape =
          Arrays.stream(lengths.split(",", -1))
              .map(String::strip)
              .filter(length -> !length.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      for (int length : shape) {
        count = Math.multiplyExact(count, length);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw refusal(name, "its shape is (" + lengths + "), which is too large");
    }
    int present = bytes.length - dataStart;
    if (present % Float.BYTES != 0 || present / Float.BYTES != count) {
      throw refusal(
          name,
          "its shape ("
              + lengths
              + ") is of "
              + count
              + " values of four bytes, but "
              + present
              + " bytes follow the header");
    }
    float[] values = new float[(int) count];
    ByteBuffer.wrap(bytes, dataStart, present)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new NpyArray(shape, values);
  }

  private static InputException refusal(String name, String reason) {
    return new InputException(
        name + " cannot be read as an array: " + reason + "; take a whole file of float32 values.");
  }
}
