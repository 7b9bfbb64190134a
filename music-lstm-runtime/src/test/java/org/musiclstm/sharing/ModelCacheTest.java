package org.musiclstm.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;
import org.musiclstm.Links;

class ModelCacheTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  private static final String PART = ".checkpoint.zip.01234567-89ab-cdef-0123-456789abcdef.part";

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

    Lease lease = cache.take(fingerprint(1), holders -> {}, () -> false).orElseThrow();
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
    put(cache.modelFile(fingerprint(1)).resolveSibling(PART), 9, 1);

    cache.tidy(fingerprint(1));

    assertThat(cache.entries()).hasSize(1).first().matches(entry -> entry.bytes() == 100);
    assertThat(cache.modelFile(fingerprint(1))).exists();
  }

  @Test
  void aLinkThatIsNamedLikeAFingerprintIsNoEntryAndNothingBehindItIsRemoved() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Path theirs = Files.write(other.resolve("model.zip"), new byte[1000]);
    put(cache.modelFile(fingerprint(1)), 100, 1);
    Links.make(cache.directory().resolve(fingerprint(2)), other);

    assertThat(kept()).containsExactly(fingerprint(1));
    assertThat(cache.has(cache.modelFile(fingerprint(2)))).isFalse();
    assertThat(cache.remove(fingerprint(2))).isFalse();
    assertThat(cache.shrink(0)).hasSize(1);
    assertThatThrownBy(() -> cache.tidy(fingerprint(2))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> cache.take(fingerprint(2), holders -> {}, () -> false))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> cache.write(cache.modelFile(fingerprint(2)), out -> out.write(1)))
        .isInstanceOf(IOException.class);
    assertThat(theirs).exists().hasSize(1000);
    assertThat(other.resolveSibling("other")).isDirectoryContaining("glob:**model.zip");
  }

  @Test
  void aLinkInAnEntryIsRemovedButNotWhatItLeadsTo() throws IOException {
    Path theirs = Files.write(folder.resolve("theirs.zip"), new byte[1000]);
    Path others = Files.createDirectories(folder.resolve("others"));
    Files.write(others.resolve("model.zip"), new byte[10]);
    put(cache.checkpointFile(fingerprint(1)), 100, 1);
    Links.make(cache.modelFile(fingerprint(1)), theirs);
    Links.make(cache.machineFile(fingerprint(1)), others);

    assertThat(cache.has(cache.modelFile(fingerprint(1)))).isFalse();
    assertThat(cache.entries()).hasSize(1).first().matches(entry -> entry.bytes() == 100);
    cache.take(fingerprint(1), holders -> {}, () -> false).orElseThrow().close();
    assertThat(cache.modelFile(fingerprint(1))).as("a link").doesNotExist();
    assertThat(cache.checkpointFile(fingerprint(1))).exists();
    Links.make(cache.modelFile(fingerprint(1)), theirs);
    assertThat(cache.remove(fingerprint(1))).isTrue();

    assertThat(cache.directory().resolve(fingerprint(1))).doesNotExist();
    assertThat(theirs).hasSize(1000);
    assertThat(others.resolve("model.zip")).exists();
  }

  @Test
  void onlyFilesOfKnownNamesAreRemoved() throws IOException {
    put(cache.modelFile(fingerprint(1)), 100, 1);
    Path notes = cache.modelFile(fingerprint(1)).resolveSibling("notes.txt");
    Path deeper = cache.modelFile(fingerprint(1)).resolveSibling("checkpoint.zip").resolve("deep");
    put(notes, 7, 1);
    put(deeper, 8, 1);

    assertThat(cache.entries()).hasSize(1).first().matches(entry -> entry.bytes() == 100);
    cache.tidy(fingerprint(1));
    cache.remove(fingerprint(1));

    assertThat(cache.modelFile(fingerprint(1))).doesNotExist();
    assertThat(notes).exists();
    assertThat(deeper).exists();
    assertThat(kept()).as("nothing of ours is left").isEmpty();
  }

  @Test
  void whoTakesAFingerprintRemovesWhatWasLeftHalfWritten() throws IOException {
    put(cache.modelFile(fingerprint(1)).resolveSibling(PART), 9, 1);
    put(cache.checkpointFile(fingerprint(1)), 9, 1);

    cache.take(fingerprint(1), holders -> {}, () -> false).orElseThrow().close();

    assertThat(cache.checkpointFile(fingerprint(1)).resolveSibling(PART)).doesNotExist();
    assertThat(cache.checkpointFile(fingerprint(1))).exists();
  }

  private ModelCache sealed(String key) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), key + "\n");
    return new ModelCache(cache.directory(), Optional.of(Seal.of("cacheKeyFile", file)));
  }

  private Optional<Path> trusted(ModelCache by, Path file) throws IOException {
    Path copy = folder.resolve("work").resolve("copy");
    Files.deleteIfExists(copy);
    return by.trusted(file, copy);
  }

  @Test
  void withAKeyOnlyWhatWasWrittenWithItIsTrusted() throws IOException {
    String key = "0123456789abcdef".repeat(2);
    Path model = cache.modelFile(fingerprint(1));
    byte[] content = {1, 2, 3, 4};
    cache.write(model, out -> out.write(content));
    assertThat(trusted(cache, model)).contains(model);
    assertThat(trusted(sealed(key), model)).as("written without").isEmpty();

    sealed(key).write(model, out -> out.write(content));
    assertThat(trusted(sealed(key), model).orElseThrow())
        .hasBinaryContent(content)
        .isNotEqualTo(model);
    assertThat(trusted(sealed("f" + key.substring(1)), model)).as("another key").isEmpty();
    assertThat(trusted(cache, model)).as("who trusts all").contains(model);

    Path seal = model.resolveSibling("model.zip.hmac");
    Path elsewhere = cache.modelFile(fingerprint(2));
    put(elsewhere, 0, 1);
    Files.copy(model, elsewhere, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(seal, elsewhere.resolveSibling("model.zip.hmac"));
    assertThat(trusted(sealed(key), elsewhere)).as("of another fingerprint").isEmpty();
    Path checkpoint = cache.checkpointFile(fingerprint(1));
    Files.copy(model, checkpoint);
    Files.copy(seal, checkpoint.resolveSibling("checkpoint.zip.hmac"));
    assertThat(trusted(sealed(key), checkpoint)).as("of another name").isEmpty();

    String right = Files.readString(seal);
    for (String wrong : List.of("", "no digits", right.substring(2), "0".repeat(64) + "\n")) {
      Files.writeString(seal, wrong);
      assertThat(trusted(sealed(key), model)).as(wrong).isEmpty();
    }
    Files.writeString(seal, right);
    assertThat(trusted(sealed(key), model)).isPresent();
    Files.write(model, new byte[] {1, 2, 3, 5});
    assertThat(trusted(sealed(key), model)).as("changed").isEmpty();
    assertThat(folder.resolve("work").resolve("copy")).doesNotExist();

    cache.remove(fingerprint(1));
    assertThat(model.getParent()).doesNotExist();
  }

  @Test
  void whoeverIsKilledBetweenAFileAndItsChecksumLosesNeither() throws IOException {
    ModelCache sealed = sealed("0123456789abcdef".repeat(2));
    Path checkpoint = cache.checkpointFile(fingerprint(1));
    byte[] before = {1, 2, 3};
    byte[] after = {4, 5};
    sealed.write(checkpoint, out -> out.write(before));
    sealed.write(checkpoint, out -> out.write(after));
    assertThat(trusted(sealed, checkpoint).orElseThrow()).hasBinaryContent(after);

    // The checksum comes first.
    Files.write(checkpoint, before);
    assertThat(trusted(sealed, checkpoint).orElseThrow()).hasBinaryContent(before);
    sealed.write(checkpoint, out -> out.write(after));
    assertThat(trusted(sealed, checkpoint).orElseThrow()).hasBinaryContent(after);

    for (int n = 0; n < 100; n++) {
      byte[] other = {9, (byte) n};
      sealed.write(checkpoint, out -> out.write(other));
    }
    assertThat(Files.readAllLines(checkpoint.resolveSibling("checkpoint.zip.hmac"))).hasSize(4);
    Files.write(checkpoint, after);
    assertThat(trusted(sealed, checkpoint)).as("long ago").isEmpty();
  }

  @Test
  void aFileThatCannotTakeItsPlaceKeepsTheChecksumOfTheOneBefore() throws IOException {
    ModelCache sealed = sealed("0123456789abcdef".repeat(2));
    Path model = cache.modelFile(fingerprint(1));
    byte[] before = {1, 2, 3};
    sealed.write(model, out -> out.write(before));
    Files.delete(model);
    Files.createDirectories(model.resolve("a folder in the way"));
    assertThatThrownBy(() -> sealed.write(model, out -> out.write(4)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.zip cannot be replaced");

    Files.delete(model.resolve("a folder in the way"));
    Files.delete(model);
    for (byte[] either : new byte[][] {before, {4}}) {
      Files.write(model, either);
      assertThat(trusted(sealed, model).orElseThrow()).hasBinaryContent(either);
    }
  }

  @Test
  void anEntryThatItsOwnerLetsNobodySeeDoesNotHideTheOthers() throws IOException {
    put(cache.modelFile(fingerprint(1)), 100, 1);
    put(cache.modelFile(fingerprint(2)), 100, 2);
    Path others = Objects.requireNonNull(cache.modelFile(fingerprint(1)).getParent());
    assumeTrue(
        others.getFileSystem().supportedFileAttributeViews().contains("posix"), "has permissions");
    Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(others), "permissions count for this user");

      assertThat(kept()).containsExactly(fingerprint(2));
      assertThat(cache.shrink(0)).hasSize(1);
    } finally {
      Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void theChecksumIsHmacSha256OfNameAndBytes() throws Exception {
    String key = "a key that nobody knows, of 32 bytes and more";
    Path model = cache.modelFile(fingerprint(1));
    sealed(key).write(model, out -> out.write(new byte[] {7, 8}));

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((fingerprint(1) + "/model.zip\n").getBytes(StandardCharsets.UTF_8));
    assertThat(model.resolveSibling("model.zip.hmac"))
        .hasContent(HexFormat.of().formatHex(mac.doFinal(new byte[] {7, 8})));
  }

  @Test
  void aKeyThatCanBeGuessedOrIsNotThereIsRefused() throws IOException {
    for (String key : List.of("", "short", " ".repeat(99), "x".repeat(5000))) {
      assertThatThrownBy(() -> sealed(key))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("The option cacheKeyFile is " + folder.resolve("key"))
          .hasMessageContaining("openssl rand -hex 32");
    }
    assertThatThrownBy(() -> Seal.of("cacheKeyFile", folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cacheKeyFile");
  }
}
