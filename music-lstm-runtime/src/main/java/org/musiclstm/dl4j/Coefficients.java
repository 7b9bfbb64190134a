package org.musiclstm.dl4j;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.musiclstm.InputException;
import org.musiclstm.model.ZipReader;

/**
 * {@code coefficients.bin} in the zip of a network: all its parameters in one row, as {@code
 * Nd4j.write} writes it.
 */
final class Coefficients {
  static final String ENTRY = "coefficients.bin";

  /** More than what stands before the numbers takes. */
  private static final int MOST_HEADER = 1 << 10;

  /** How ND4J says that an array is of single precision, in the last but two numbers of a shape. */
  private static final long SINGLE = 0x2000;

  private static final String MODE = "MIXED_DATA_TYPES";

  private Coefficients() {}

  /** An array of one dimension, as {@code Nd4j.write} writes it. */
  static void write(float[] row, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    // Dimensions, length, stride, type, stride of the elements, order.
    long[] shape = {1, row.length, 1, SINGLE, 1, 'c'};
    writeHeader(data, shape.length, "LONG");
    for (long number : shape) {
      data.writeLong(number);
    }
    writeHeader(data, row.length, "FLOAT");
    for (float number : row) {
      data.writeFloat(number);
    }
    data.flush();
  }

  private static void writeHeader(DataOutputStream data, long length, String type)
      throws IOException {
    data.writeUTF(MODE);
    data.writeLong(length);
    data.writeUTF(type);
  }

  /**
   * Reads the numbers of a network.
   *
   * @param count how many parameters the network has
   * @throws InputException when the entry is missing, or holds something else
   */
  static float[] read(ZipReader zip, long count, Path file) throws IOException {
    return readRow(zip.read(ENTRY, Float.BYTES * count + MOST_HEADER), count, file);
  }

  /** An array of one row, as {@code Nd4j.write} writes it. */
  private static float[] readRow(byte[] bytes, long count, Path file) throws IOException {
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
    long shape = readHeader(data, "LONG", file);
    if (shape > MOST_HEADER / Long.BYTES) {
      throw damaged(file, "its shape has " + shape + " numbers");
    }
    data.skipNBytes(shape * Long.BYTES);
    long found = readHeader(data, "FLOAT", file);
    if (found != count) {
      throw damaged(file, "there are " + found + " numbers, but the network has " + count);
    }
    float[] row = new float[(int) count];
    for (int n = 0; n < row.length; n++) {
      row[n] = data.readFloat();
    }
    return row;
  }

  private static long readHeader(DataInputStream data, String needed, Path file)
      throws IOException {
    data.readUTF();
    long length = data.readLong();
    String type = data.readUTF();
    if (!type.equals(needed)) {
      throw damaged(file, "it holds numbers of the type " + type + ", not " + needed);
    }
    if (length < 0) {
      throw damaged(file, "it has " + length + " numbers");
    }
    return length;
  }

  private static InputException damaged(Path file, String reason) {
    return RefusedNetwork.of(
        file,
        "has a " + ENTRY + " that does not fit: " + reason,
        "it has to be one row of single precision",
        "Save the network again with MultiLayerNetwork.save");
  }
}
