package org.musiclstm.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.musiclstm.model.SmallModels;
import org.tribuo.Tribuo;
import org.tribuo.provenance.ModelProvenance;

class TribuoProvenanceTest {
  /** A provenance of random texts, numbers and times. */
  private static Provenance random(Random random, int count) {
    List<Provenance.SongOrigin> songs = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      songs.add(
          new Provenance.SongOrigin(
              text(random),
              text(random),
              random.nextBoolean() ? Provenance.Side.TRAINING : Provenance.Side.VALIDATION,
              random.nextInt(),
              random.nextInt(1000),
              texts(random)));
    }
    TreeMap<String, String> options = new TreeMap<>();
    TreeMap<String, String> results = new TreeMap<>();
    texts(random).forEach(name -> options.put(name, text(random)));
    texts(random).forEach(name -> results.put(name, text(random)));
    return new Provenance(
        text(random),
        new Provenance.Making(text(random), text(random), Instant.ofEpochSecond(random.nextInt())),
        songs,
        texts(random).stream()
            .map(name -> new Provenance.RejectedFile(name, text(random)))
            .toList(),
        options,
        results);
  }

  private static List<String> texts(Random random) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(n -> n + text(random)).toList();
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 0, 6)
        .mapToObj(n -> List.of("a", "\"", "\n", "ü", "\ud834\udd1e", "I").get(n))
        .reduce("", String::concat);
  }

  private static byte[] written(Provenance provenance) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TribuoProvenance.write(out, provenance, 34);
    return out.toByteArray();
  }

  private static ModelProvenance readByOlcut(byte[] json) throws Exception {
    return (ModelProvenance)
        ProvenanceUtil.unmarshalProvenance(
            new JsonProvenanceSerialization(false)
                .deserializeFromString(new String(json, StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsWrittenIsReadAsAnEqualProvenanceHereAndByOlcut() throws Exception {
    Random random = new Random(1);
    for (int n = 0; n < 100; n++) {
      Provenance provenance = random(random, random.nextInt(4));
      byte[] json = written(provenance);

      assertThat(TribuoProvenance.read(new ByteArrayInputStream(json))).isEqualTo(provenance);
      ModelProvenance read = readByOlcut(json);
      assertThat(read).isEqualTo(TribuoProvenance.of(provenance, 34));
      assertThat(TribuoProvenance.read(read)).isEqualTo(provenance);
    }
  }

  @Test
  void theBytesAreThoseOfJsonThatIsWrittenWhole() throws Exception {
    Provenance many = random(new Random(4), 300);
    byte[] json = written(many);

    assertThat(JsonText.of(JsonText.MAPPER.readTree(json))).isEqualTo(json);
    assertThat(TribuoProvenance.read(new ByteArrayInputStream(json))).isEqualTo(many);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ProvenanceJson.write(whole, TribuoProvenance.of(many, 34), List.of());
    assertThat(whole.toByteArray()).isEqualTo(json);
  }

  @Test
  void halfACharacterIsWrittenAsAQuestionMark() throws Exception {
    Provenance provenance =
        new Provenance(
            "\ud834",
            Provenance.Making.at(Provenance.Making.NO_TIME),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>());

    assertThat(TribuoProvenance.read(new ByteArrayInputStream(written(provenance))).fingerprint())
        .isEqualTo("?");
  }

  @Test
  void theFieldsMayStandInAnyOrder() throws Exception {
    Provenance provenance = random(new Random(5), 3);
    byte[] turned = JsonText.of(turned(JsonText.MAPPER.readTree(written(provenance))));

    assertThat(new String(turned, StandardCharsets.UTF_8).indexOf("\"map\""))
        .isLessThan(new String(turned, StandardCharsets.UTF_8).indexOf("\"object-name\""));
    assertThat(TribuoProvenance.read(new ByteArrayInputStream(turned))).isEqualTo(provenance);
  }

  /** The same objects with their fields in the opposite order. */
  private static JsonNode turned(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonText.MAPPER.createArrayNode();
      node.forEach(element -> array.add(turned(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
    Collections.reverse(fields);
    ObjectNode object = JsonText.MAPPER.createObjectNode();
    fields.forEach(field -> object.set(field.getKey(), turned(field.getValue())));
    return object;
  }

  @Test
  void theVersionOfTribuoIsThatWhichMadeTheModelAndNotTheOneThatReadIt() throws Exception {
    Provenance some = random(new Random(8), 2);
    Provenance old =
        new Provenance(
            some.fingerprint(),
            new Provenance.Making("0.0.1", "4.2.1", Provenance.Making.NO_TIME),
            some.songs(),
            some.rejected(),
            some.options(),
            some.results());

    byte[] json = written(old);

    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain(Tribuo.VERSION);
    ModelProvenance read = readByOlcut(json);
    assertThat(read.getTribuoVersion()).isEqualTo("4.2.1");
    assertThat(read.getDatasetProvenance().getTribuoVersion()).isEqualTo("4.2.1");
    assertThat(read.getTrainerProvenance().getInstanceValues().get("tribuo-version"))
        .hasToString("4.2.1");
    assertThat(written(TribuoProvenance.read(new ByteArrayInputStream(json)))).isEqualTo(json);
    ByteArrayOutputStream beside = new ByteArrayOutputStream();
    TribuoProvenance.write(beside, Machine.current("a kernel", 3), old, 34);
    assertThat(readByOlcut(beside.toByteArray()).getTribuoVersion()).isEqualTo("4.2.1");
  }

  @Test
  void songsAreWrittenAndReadOneAfterTheOther() throws IOException {
    int count = 500;
    ModelProvenance none = TribuoProvenance.of(random(new Random(6), 0), 34);
    SongsProvenance song =
        (SongsProvenance) TribuoProvenance.source(random(new Random(7), 1).songs(), List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int most = 1 << 15;

    ProvenanceJson.write(
        out,
        none,
        () ->
            IntStream.range(0, count)
                .mapToObj(
                    n -> {
                      assertThat(out.size()).isGreaterThan(1000 * n - most);
                      return song;
                    })
                .iterator());

    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    int[] read = {0};
    ProvenanceJson.read(
        in,
        some -> {
          assertThat(some.value(SongsProvenance.SONGS))
              .isEqualTo(song.value(SongsProvenance.SONGS));
          read[0]++;
          assertThat(in.available()).isGreaterThan(1000 * (count - read[0]) - most);
        });
    assertThat(read[0]).isEqualTo(count);
    assertThat(ProvenanceJson.readWithoutSongs(new ByteArrayInputStream(out.toByteArray())))
        .isEqualTo(none);
  }

  @Test
  void aDifferenceAnywhereIsAnotherProvenance() {
    Provenance one = SmallModels.echo(org.musiclstm.RandomSongs.ENCODING).provenance();
    Provenance other =
        new Provenance(
            one.fingerprint(),
            one.making(),
            List.of(
                new Provenance.SongOrigin(
                    "other.mid", "ab", Provenance.Side.VALIDATION, 5, 3, List.of("odd"))),
            one.rejected(),
            one.options(),
            one.results());

    assertThat(TribuoProvenance.of(one, 34)).isNotEqualTo(TribuoProvenance.of(other, 34));
    assertThat(TribuoProvenance.of(one, 34)).isNotEqualTo(TribuoProvenance.of(one, 35));
    assertThat(TribuoProvenance.of(one, 34)).isEqualTo(TribuoProvenance.of(one, 34));
  }

  @Test
  void theMachineIsReportedOnlyWhereItIsAskedFor() throws Exception {
    Provenance provenance = random(new Random(2), 3);
    Machine machine = Machine.current("a kernel", 3);

    ModelProvenance without = TribuoProvenance.of(provenance, 34);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TribuoProvenance.write(out, machine, provenance, 34);
    ModelProvenance with = readByOlcut(out.toByteArray());

    assertThat(without.getJavaVersion()).isEqualTo("unknown-version");
    assertThat(without.getOS()).isEqualTo("unknown-version");
    assertThat(without.getArch()).isEqualTo("unknown-version");
    ModelProvenance tracked =
        new ModelProvenance(
            "any",
            with.getTrainingTime(),
            with.getDatasetProvenance(),
            with.getTrainerProvenance());
    assertThat(with.getJavaVersion()).isEqualTo(tracked.getJavaVersion());
    assertThat(with.getOS()).isEqualTo(tracked.getOS());
    assertThat(with.getArch()).isEqualTo(tracked.getArch());
    assertThat(TribuoProvenance.machine(with)).isEqualTo(machine);
    assertThat(machine.details()).containsEntry("kernel", "a kernel").containsEntry("threads", "3");
    assertThat(TribuoProvenance.read(with)).isEqualTo(provenance);
  }

  @Test
  void theBytesAreTheSameInALocaleThatWritesLettersInAnotherWay() throws Exception {
    Provenance provenance = random(new Random(3), 3);
    byte[] expected = written(provenance);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(written(provenance)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }
}
