package org.musiclstm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.labs.mlrg.olcut.provenance.io.SimpleMarshalledProvenance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.ChildJvm;
import org.musiclstm.InputException;
import org.musiclstm.RandomSongs;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

/** Model files that were made to do harm, to the file reader and to the stream reader. */
@Timeout(120)
class HostileModelTest {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  @TempDir Path folder;

  private static byte[] model() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ModelFile.write(out, SmallModels.random(RandomSongs.ENCODING, Style.DEFAULT, 3, 1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static Map<String, byte[]> stored(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] pack(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipWriter zip = new ZipWriter(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.add(entry.getKey(), entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private void refused(byte[] bytes, String reason) throws IOException {
    Path file = folder.resolve("hostile.zip");
    Files.write(file, bytes);
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
    try (InputStream in = Files.newInputStream(file)) {
      assertThatThrownBy(() -> ModelFile.read(in, "a stream"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(reason)
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
    }
  }

  /** A model with another description. */
  private static byte[] described(UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> entries = stored(model());
    String before = new String(entries.get("model.json"), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.put("model.json", after.getBytes(StandardCharsets.UTF_8));
    return pack(entries);
  }

  /** A model that announces a network, and has the arrays of a small one, or none. */
  static byte[] announcing(NetworkShape shape, boolean withArrays) throws IOException {
    Encoding wide =
        new Encoding(
            RandomSongs.ENCODING.stepsPerQuarter(),
            0,
            shape.features() / RandomSongs.ENCODING.parts().get(0).planes().count() - 1,
            RandomSongs.ENCODING.parts().get(0).planes());
    assertThat(wide.features()).isEqualTo(shape.features());
    String weights =
        Parameters.shapes(shape).entrySet().stream()
            .map(
                array ->
                    "{\"name\": \""
                        + array.getKey()
                        + "\", \"shape\": "
                        + array.getValue()
                        + ", \"sha256\": \""
                        + "0".repeat(64)
                        + "\"}")
            .collect(Collectors.joining(", ", "[", "]"));
    Map<String, byte[]> entries = stored(model());
    String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
    String announced =
        json.substring(0, json.indexOf("\"weights\""))
            .replaceFirst("(?s)\"network\" : \\{.*?}", "\"network\" : " + text(shape))
            .replaceAll(
                "\"lowestPitch\" : [0-9]+",
                "\"lowestPitch\" : " + wide.parts().get(0).lowestPitch())
            .replaceAll(
                "\"highestPitch\" : [0-9]+",
                "\"highestPitch\" : " + wide.parts().get(0).highestPitch());
    entries.put(
        "model.json",
        (announced + "\"weights\": " + weights + "}").getBytes(StandardCharsets.UTF_8));
    if (!withArrays) {
      entries.keySet().removeIf(name -> name.startsWith("weights/"));
    }
    return pack(entries);
  }

  private static String text(NetworkShape shape) {
    return "{\"features\" : "
        + shape.features()
        + ", \"hiddenUnits\" : "
        + shape.hiddenUnits()
        + ", \"hiddenLayers\" : "
        + shape.hiddenLayers()
        + ", \"nadeUnits\" : "
        + shape.nadeUnits()
        + "}";
  }

  @Test
  void whatIsAnnouncedTakesNoMemoryBeforeItIsThere() throws Exception {
    NetworkShape largest = new NetworkShape(256, 8192, 16, 8192);
    byte[] none = announcing(largest, false);
    byte[] small = announcing(largest, true);
    assertThat(none.length).isLessThan(100_000);
    refused(none, "is missing in it");
    refused(small, "weights/");
    Files.write(folder.resolve("none.zip"), none);
    Files.write(folder.resolve("small.zip"), small);
    Files.write(folder.resolve("bomb.zip"), packed());

    ChildJvm child =
        ChildJvm.start(
            folder.resolve("output.txt"),
            List.of("-Xmx24m", "-XX:+UseSerialGC"),
            Program.class,
            folder.toString());

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output()).contains("refused 6");
  }

  /** Reads all models of a folder, which has to be refused with little memory. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      int refused = 0;
      for (String name : List.of("none.zip", "small.zip", "bomb.zip")) {
        Path file = Path.of(arguments[0], name);
        try {
          ModelFile.read(file);
        } catch (InputException e) {
          refused++;
        }
        try (InputStream in = Files.newInputStream(file)) {
          ModelFile.read(in, name);
        } catch (InputException e) {
          refused++;
        }
      }
      System.out.println("refused " + refused);
    }
  }

  /** A model whose entries are compressed, one of them to a thousandth. */
  private static byte[] packed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> content : stored(model()).entrySet()) {
        zip.putNextEntry(new ZipEntry(content.getKey()));
        zip.write(content.getValue());
        if (content.getKey().equals("model.json")) {
          for (int n = 0; n < 500; n++) {
            zip.write(" ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
          }
        }
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  @Test
  void compressedEntriesAreRefusedBeforeTheyAreUnpacked() throws IOException {
    byte[] bomb = packed();
    assertThat(bomb.length).isLessThan(1_000_000);

    refused(bomb, "model.json in it is compressed, but has to be stored as it is");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    Map<String, byte[]> twice = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> entry : stored(model()).entrySet()) {
      twice.put(entry.getKey(), entry.getValue());
      if (entry.getKey().equals("model.json")) {
        twice.put("modeL.json", entry.getValue());
      }
    }
    refused(replaced(pack(twice), "modeL.json", "model.json"), "model.json is in it twice");

    Map<String, byte[]> last = stored(model());
    last.put("training-log.csW", last.get("training-log.csv"));
    refused(
        replaced(pack(last), "training-log.csW", "training-log.csv"),
        "training-log.csv is in it twice");
  }

  private static byte[] replaced(byte[] bytes, String before, String after) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(before);
    return text.replace(before, after).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Changes a number after a signature. */
  private static byte[] changed(byte[] whole, int signature, int offset, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (bytes.getInt(at) != signature) {
      at++;
    }
    bytes.putShort(at + offset, (short) value);
    assertThat(bytes.array()).isNotEqualTo(whole);
    return bytes.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 42, 44, 46, 50})
  void aDirectoryThatSaysSomethingElseThanTheEntriesIsRefused(int offset) throws IOException {
    refused(changed(model(), CENTRAL, offset, 0x4141), "is not a model that can be used");
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 14, 16, 18, 20, 22, 24, 26, 28, 30})
  void anEntryThatSaysSomethingElseThanTheDirectoryIsRefused(int offset) throws IOException {
    refused(changed(model(), LOCAL, offset, 0x4141), "is not a model that can be used");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 8, 10, 12, 14, 16, 18, 20})
  void anEndThatSaysSomethingElseIsRefused(int offset) throws IOException {
    refused(changed(model(), END, offset, 0x4141), "is not a model that can be used");
  }

  @Test
  void entriesThatShareTheirBytesAreRefused() throws IOException {
    byte[] whole = model();
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int begin = bytes.getInt(whole.length - 6);
    int nameLength = bytes.getShort(begin + 28);
    int entry = 46 + nameLength;
    // The first entry of the directory once more.
    byte[] more = new byte[whole.length + entry];
    System.arraycopy(whole, 0, more, 0, begin + entry);
    System.arraycopy(whole, begin, more, begin + entry, whole.length - begin);
    ByteBuffer end = ByteBuffer.wrap(more).order(ByteOrder.LITTLE_ENDIAN);
    int count = bytes.getShort(whole.length - 12);
    end.putShort(more.length - 12, (short) (count + 1));
    end.putShort(more.length - 14, (short) (count + 1));
    end.putInt(more.length - 10, bytes.getInt(whole.length - 10) + entry);

    refused(more, "its directory says something else than its entries");
  }

  @Test
  void whatStandsBeforeOrBehindTheZipFileIsRefused() throws IOException {
    byte[] whole = model();
    byte[] before = new byte[whole.length + 4];
    System.arraycopy(whole, 0, before, 4, whole.length);
    refused(before, "it is no zip file, or breaks off");
    byte[] behind = Arrays.copyOf(whole, whole.length + 1);
    refused(behind, "it goes on after its end");
  }

  @Test
  void moreEntriesThanAModelHasAreRefused() throws IOException {
    Map<String, byte[]> many = stored(model());
    for (int n = 0; n < 1000; n++) {
      many.put("entry " + n, new byte[0]);
    }
    refused(pack(many), "it has more than 1000 entries");
  }

  static Stream<UnaryOperator<String>> descriptions() {
    return Stream.of(
        json -> "[".repeat(100_000),
        json -> "{\"a\":".repeat(100_000),
        json -> json.replaceFirst("\"kind\"", "\"" + "k".repeat(10_000_000) + "\""),
        json -> json.replaceFirst("\"format\" : [0-9]+", "\"format\" : " + "9".repeat(100_000)),
        json -> json.replaceFirst("\"format\" : ([0-9]+)", "\"format\" : $1, \"format\" : $1"),
        json -> json + "{}",
        json -> json.replaceFirst("\"parts\" : \\[", "\"parts\" : [ null, "),
        json -> json.replaceFirst("(?s)\"parts\" : \\[.*?] ?,", "\"parts\" : [ ],"),
        json -> json.replaceFirst("\"hiddenUnits\" : 3", "\"hiddenUnits\" : 3.5e300"),
        json -> json.replaceFirst("\"features\" : [0-9]+", "\"features\" : null"),
        json ->
            json.replaceFirst("\"beats\" : [0-9]+", "\"beats\" : 255")
                .replaceFirst("\"beatUnit\" : [0-9]+", "\"beatUnit\" : 1"),
        json -> json.replaceFirst("\"beats\" : [0-9]+", "\"beats\" : 65"),
        json -> json.replaceFirst("\"stepsPerQuarter\" : [0-9]+", "\"stepsPerQuarter\" : 97"),
        json -> json.replaceFirst("\"program\" : [0-9]+", "\"program\" : 128"));
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void descriptionsThatNoModelHasAreRefused(UnaryOperator<String> change) throws IOException {
    refused(described(change), "is not a model that can be used");
  }

  /** Objects each of which refers to the next one. */
  private static String chain(int length) {
    String simple =
        "{\"marshalled-class\" : \""
            + SimpleMarshalledProvenance.class.getName()
            + "\", \"key\" : \"next\", \"value\" : \"object-%d\", \"provenance-class\" : \"%s\","
            + " \"additional\" : \"\", \"is-reference\" : true}";
    String type = Provenance.class.getPackageName() + ".SongsProvenance";
    return IntStream.range(0, length)
        .mapToObj(
            n ->
                "{\"object-name\" : \"object-"
                    + n
                    + "\", \"object-class-name\" : \"x\", \"provenance-class\" : \""
                    + type
                    + "\", \"map\" : {\"next\" : "
                    + simple.formatted(n + 1, type)
                    + "}}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static Stream<Map.Entry<String, String>> others() {
    return Stream.of(
        Map.entry("provenance.json", chain(3)),
        Map.entry("provenance.json", chain(1).replace("SongsProv", "x".repeat(10_000_000))),
        Map.entry("provenance.json", chain(20_000)),
        Map.entry("provenance.json", "[".repeat(100_000)),
        Map.entry("provenance.json", "[{\"a\":".repeat(100_000)),
        Map.entry(
            "provenance.json", "[{\"marshalled-class\" : \"" + "x".repeat(30_000_000) + "\"}]"),
        Map.entry("training-log.csv", "header\n" + "9".repeat(1_000_000) + ",,,\n"),
        Map.entry("training-log.csv", "header\n" + ",".repeat(1_000_000) + "\n"),
        Map.entry("training-log.csv", "header\n99999999999,1,1,1\n"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void provenancesAndLogsThatNoModelHasAreRefused(Map.Entry<String, String> other)
      throws IOException {
    Map<String, byte[]> entries = stored(model());
    entries.put(other.getKey(), other.getValue().getBytes(StandardCharsets.UTF_8));
    refused(pack(entries), "is not a model that can be used");
  }

  @Test
  void anArrayThatIsNamedAgainAndAgainIsNotReadAgain() throws IOException {
    refused(
        described(
            json -> {
              int begin = json.indexOf("\"weights\" : [") + "\"weights\" : [".length();
              String first = json.substring(begin, json.indexOf('}', begin) + 1);
              return json.substring(0, begin) + (first + ",").repeat(1000) + json.substring(begin);
            }),
        "model.json names arrays twice");
  }

  @Test
  void anAbsurdFormatIsAnotherFormat() throws IOException {
    refused(
        described(json -> json.replaceFirst("\"format\" : [0-9]+", "\"format\" : 1e999999999")),
        "has the format 9223372036854775807");
  }

  @Test
  void anAbsurdMetreIsNamed() throws IOException {
    refused(
        described(
            json ->
                json.replaceFirst("\"beats\" : [0-9]+", "\"beats\" : 255")
                    .replaceFirst("\"beatUnit\" : [0-9]+", "\"beatUnit\" : 1")),
        "the metre is 255/1, but a bar has at most 64 quarter notes");
  }
}
