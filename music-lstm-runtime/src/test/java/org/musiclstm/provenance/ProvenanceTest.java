package org.musiclstm.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  @Test
  void aFigureIsAFiniteNumberOrNothing() {
    Map<String, String> results =
        Map.of(
            "nats", "12.5",
            "empty", "",
            "words", "many",
            "none", "NaN",
            "infinite", "1e999");
    Provenance provenance =
        new Provenance(
            "f1",
            Provenance.Making.at(Provenance.Making.NO_TIME),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(results));

    assertThat(provenance.figure("nats")).hasValue(12.5);
    for (String name : List.of("empty", "words", "none", "infinite", "missing")) {
      assertThat(provenance.figure(name)).as(name).isEmpty();
    }
  }

  @Test
  void whichWeightsItsOwnAreFromStandsAmongTheOptionsApartFromWhatAUserSets() {
    Ancestry none = with(Map.of("seed", "1")).ancestry();
    Ancestry begun = Ancestry.beginningWith(new Ancestry.Initial("ab", "f2"));
    Ancestry imported = begun.withImported("cd");

    assertThat(none.options()).isEmpty();
    assertThat(none.isImported()).isFalse();
    for (Ancestry ancestry : List.of(begun, imported, none.withImported("ef"))) {
      TreeMap<String, String> options = new TreeMap<>(ancestry.options());
      options.put("seed", "1");
      assertThat(with(options).ancestry()).isEqualTo(ancestry);
      assertThat(with(options).settings()).containsOnly(Map.entry("seed", "1"));
    }
    assertThat(imported.options())
        .containsOnly(
            Map.entry("initialModel", "ab"),
            Map.entry("initialModelFingerprint", "f2"),
            Map.entry("imported", "cd"));
  }

  private static Provenance with(Map<String, String> options) {
    return new Provenance(
        "f1",
        Provenance.Making.at(Provenance.Making.NO_TIME),
        List.of(),
        List.of(),
        new TreeMap<>(options),
        new TreeMap<>());
  }
}
