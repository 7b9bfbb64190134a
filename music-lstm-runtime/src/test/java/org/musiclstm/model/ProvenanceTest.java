package org.musiclstm.model;

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
}
