package org.musiclstm.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musiclstm.Sha256;

class FingerprintTest {
  @Test
  void itIsTheSha256OfLines() {
    // printf 'seed=1\nkey=\303\274\n' | sha256sum
    byte[] lines = "seed=1\nkey=ü\n".getBytes(StandardCharsets.UTF_8);

    assertThat(new Fingerprint().add("seed", 1).add("key", "ü").hex())
        .isEqualTo(Sha256.of(lines))
        .isEqualTo("214a50643a64b04e6a181b9aaaa89b6ef6f95a5d70d5f762dc0fc85c475fa210");
  }

  @Test
  void theHashOfNothingIsTheKnownOne() {
    assertThat(Sha256.of(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(new Fingerprint().hex()).isEqualTo(Sha256.of(new byte[0]));
  }

  @Test
  void namesValuesAndOrderCount() {
    Set<String> prints = new HashSet<>();
    prints.add(new Fingerprint().add("a", 1).add("b", 2).hex());
    prints.add(new Fingerprint().add("b", 2).add("a", 1).hex());
    prints.add(new Fingerprint().add("a", 2).add("b", 1).hex());
    prints.add(new Fingerprint().add("a", 1).hex());
    prints.add(new Fingerprint().add("a", 12).hex());
    prints.add(new Fingerprint().add("a1", 2).hex());

    assertThat(prints).hasSize(6);
  }
}
