package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;

class NpyTest {
  private static final NpyArray SMALL =
      new NpyArray(new int[] {2, 3}, new float[] {0, 1, -2, 0.5f, 1e-40f, Float.NaN});

  private static byte[] file(String header, int... values) {
    byte[] bytes = new byte[10 + header.length() + values.length];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0};
    System.arraycopy(magic, 0, bytes, 0, 10);
    System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, header.length());
    for (int i = 0; i < values.length; i++) {
      bytes[10 + header.length() + i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void aSmallArrayHasTheBytesThatNumPyWrites() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

    // 1.0f is 3F800000, -2.0f is C0000000.
    assertThat(Npy.write(new NpyArray(new int[] {2}, new float[] {1, -2})))
        .hasSize(128 + 8)
        .isEqualTo(
            file(
                header + " ".repeat(128 - 10 - header.length() - 1) + "\n",
                0,
                0,
                0x80,
                0x3F,
                0,
                0,
                0,
                0xC0));
  }

  @Test
  void whatIsWrittenIsReadAsTheSameArray() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int[] shape = random.ints(random.nextInt(5), 0, 7).toArray();
      float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      for (int v = 0; v < values.length; v++) {
        values[v] = (float) random.nextGaussian();
      }
      NpyArray read = Npy.read(Npy.write(new NpyArray(shape, values)), "a.npy");

      assertThat(read.shape()).isEqualTo(shape);
      assertThat(read.values()).isEqualTo(values);
    }
    float[] large = new float[50_000];
    for (int v = 0; v < large.length; v++) {
      large[v] = random.nextFloat();
    }
    assertThat(Npy.read(Npy.write(new NpyArray(new int[] {50_000}, large)), "a.npy").values())
        .isEqualTo(large);
  }

  @Test
  void valuesStartAtAMultipleOfSixtyFourBytes() {
    for (int rank = 0; rank < 20; rank++) {
      int[] shape = new int[rank];
      Arrays.fill(shape, 1);

      assertThat((Npy.write(new NpyArray(shape, new float[1])).length - 4) % 64).isZero();
    }
  }

  @Test
  void anythingElseIsRefusedWithASentence() {
    refused("PK".getBytes(StandardCharsets.US_ASCII), "does not begin as an .npy file");
    byte[] newer = Npy.write(SMALL);
    newer[6] = 2;
    refused(newer, "does not begin as an .npy file of version 1.0");
    refused(Arrays.copyOf(Npy.write(SMALL), 60), "breaks off in its header at byte 60");
    refused(Arrays.copyOf(Npy.write(SMALL), 140), "(2, 3) is of 6 values of four bytes, but 12");
    refused(Arrays.copyOf(Npy.write(SMALL), 153), "but 25 bytes follow");
    refused(
        file("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n", 0, 0, 0, 0, 0, 0, 0, 0),
        "'<f8', but have to be '<f4'");
    refused(
        file("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }\n", 0, 0, 0, 0),
        "Fortran order");
    refused(file("{'descr': '<f4', 'shape': (1,), }\n", 0, 0, 0, 0), "not as NumPy writes it");
    refused(
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2), }\n", 0, 0, 0, 0),
        "which is none");
  }

  @Test
  void aShapeBeyondTheBytesIsRefusedBeforeAnythingIsAllocated() {
    refused(
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), }\n", 0, 0, 0, 0),
        "2147483647 values");
    refused(
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,), }\n", 0, 0, 0, 0),
        "too large");
    refused(
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 9), }\n"),
        "too large");
    refused(
        file("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2), }\n"),
        "9223372028264841218 values");
  }

  private static void refused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> Npy.read(bytes, "weights/x.npy"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("weights/x.npy cannot be read as an array: ")
        .hasMessageContaining(reason);
  }

  @Test
  void noBytesLeadToAnythingButAnArrayOrARefusal() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Npy.write(SMALL);
      for (int change = 1 + random.nextInt(3); change > 0; change--) {
        bytes[random.nextInt(80)] = (byte) (random.nextBoolean() ? random.nextInt(256) : '9');
      }
      try {
        assertThat(Npy.read(bytes, "a.npy").values()).hasSize(6);
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith("a.npy ");
      }
    }
  }

  @Test
  void numPyReadsWhatIsWrittenAndWritesTheSameBytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    String python =
        """
        import numpy, sys
        a = numpy.load(sys.argv[1])
        assert a.dtype == numpy.dtype('<f4') and a.shape == (2, 3), a
        assert a[0, 2] == -2 and a[1, 0] == 0.5 and numpy.isnan(a[1, 2]), a
        numpy.save(sys.argv[2], a)
        """;
    assumeTrue(run("python3", "-c", "import numpy") == 0, "python3 with numpy is here");
    Path written = Files.write(folder.resolve("written.npy"), Npy.write(SMALL));
    Path saved = folder.resolve("saved.npy");

    assertThat(run("python3", "-c", python, written.toString(), saved.toString())).isZero();

    assertThat(Files.readAllBytes(saved)).isEqualTo(Npy.write(SMALL));
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
