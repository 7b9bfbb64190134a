package org.musiclstm.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.provenance.ModelProvenance;

class TribuoProvenanceTest {
  /** A provenance of random texts, numbers and times. */
  private static Provenance random(Random random) {
    List<Provenance.SongOrigin> songs = new ArrayList<>();
    for (int n = random.nextInt(4); n >= 0; n--) {
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
        new Provenance.Making(text(random), Instant.ofEpochSecond(random.nextInt())),
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

  @Test
  void whatIsWrittenIsReadAsAnEqualProvenanceHereAndByOlcut() throws Exception {
    Random random = new Random(1);
    for (int n = 0; n < 100; n++) {
      Provenance provenance = random(random);
      ModelProvenance written = TribuoProvenance.of(provenance, 34);
      String json = new String(ProvenanceJson.of(written), StandardCharsets.UTF_8);

      ModelProvenance read = ProvenanceJson.read(json);

      assertThat(read).isEqualTo(written);
      assertThat(TribuoProvenance.read(read)).isEqualTo(provenance);
      assertThat(ProvenanceJson.of(read)).asString(StandardCharsets.UTF_8).isEqualTo(json);
      assertThat(
              ProvenanceUtil.unmarshalProvenance(
                  new JsonProvenanceSerialization(false).deserializeFromString(json)))
          .isEqualTo(written);
    }
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
  void theMachineIsToldOnlyWhereItIsAskedFor() {
    Provenance provenance = random(new Random(2));
    Machine machine = Machine.current("a kernel", 3);

    ModelProvenance without = TribuoProvenance.of(provenance, 34);
    ModelProvenance with = TribuoProvenance.on(machine, provenance, 34);

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
    ModelProvenance provenance = TribuoProvenance.of(random(new Random(3)), 34);
    byte[] expected = ProvenanceJson.of(provenance);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(ProvenanceJson.of(provenance)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }
}
