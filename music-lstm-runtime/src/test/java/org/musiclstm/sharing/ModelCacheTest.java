package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  private ModelCache cache;

  @BeforeEach
  void make() {
    cache = new ModelCache(folder.resolve("cache"));
  }

  private static String fingerprint(int number) {
    return Integer.toHexString(number).repeat(64).substring(0, 64);
  }

  private void put(Path file, int bytes, int minute) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
    Files.setLastModifiedTime(file.getParent(), FileTime.from(NOON.plusSeconds(60L * minute)));
  }

  private List<String> kept() throws IOException {
    return cache.entries().stream().map(ModelCache.Entry::fingerprint).toList();
  }

  @Test
  void thereIsNothingInACacheThatWasNeverWritten() throws IOException {
    assertThat(cache.entries()).isEmpty();
    assertThat(cache.shrink(0)).isEmpty();
    Files.writeString(cache.directory(), "no folder");
    assertThat(cache.entries()).isEmpty();
  }

  @Test
  void entriesComeInOrderOfUse() throws IOException {
    put(cache.modelFile(fingerprint(1)), 100, 1);
    put(cache.checkpointFile(fingerprint(2)), 20, 2);
    put(cache.directory().resolve("notes").resolve("readme.txt"), 5, 3);

    assertThat(cache.entries())
        .containsExactly(
            new ModelCache.Entry(fingerprint(2), 20, NOON.plusSeconds(120), false),
            new ModelCache.Entry(fingerprint(1), 100, NOON.plusSeconds(60), true));
    cache.touch(fingerprint(1));
    assertThat(kept()).containsExactly(fingerprint(1), fingerprint(2));
  }

  @Test
  void whatWasLongestOfNoUseGoesUntilTheRestFits() throws IOException {
    for (int number = 1; number <= 5; number++) {
      put(cache.modelFile(fingerprint(number)), 100, number);
    }

    assertThat(cache.shrink(500)).isEmpty();
    assertThat(cache.shrink(320))
        .extracting(ModelCache.Entry::fingerprint)
        .containsExactly(fingerprint(1), fingerprint(2));
    assertThat(kept()).containsExactly(fingerprint(5), fingerprint(4), fingerprint(3));
    assertThat(cache.modelFile(fingerprint(1)).getParent()).doesNotExist();
    assertThat(cache.shrink(0)).hasSize(3);
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatSomeoneWorksOnStays() throws IOException {
    put(cache.checkpointFile(fingerprint(1)), 100, 1);
    put(cache.modelFile(fingerprint(2)), 100, 2);

    Lease lease = cache.take(fingerprint(1), "me", holder -> {}, () -> false).orElseThrow();
    try (lease) {
      assertThat(cache.remove(fingerprint(1))).isFalse();
      assertThat(cache.shrink(50))
          .extracting(ModelCache.Entry::fingerprint)
          .containsExactly(fingerprint(2));
      assertThat(kept()).containsExactly(fingerprint(1));
    }
    assertThat(cache.remove(fingerprint(1))).isTrue();
    assertThat(kept()).isEmpty();
  }

  @Test
  void tidyingLeavesTheModelAlone() throws IOException {
    put(cache.modelFile(fingerprint(1)), 100, 1);
    put(cache.checkpointFile(fingerprint(1)), 100, 1);
    put(cache.modelFile(fingerprint(1)).resolveSibling(".checkpoint.zip.part"), 9, 1);

    cache.tidy(fingerprint(1));

    assertThat(cache.entries()).hasSize(1).first().matches(entry -> entry.bytes() == 100);
    assertThat(cache.modelFile(fingerprint(1))).exists();
  }
}
