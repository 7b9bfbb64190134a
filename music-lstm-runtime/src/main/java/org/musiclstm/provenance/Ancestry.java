package org.musiclstm.provenance;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which other weights a model has its own from. A provenance says it among its options, since it
 * decides what the model is as they do.
 *
 * @param initialModel the model that training began with
 * @param imported the SHA-256 of the encoding and the parameters that were imported from another
 *     program; all else is then that of the model it was imported onto
 */
public record Ancestry(Optional<Initial> initialModel, Optional<String> imported) {
  private static final String SHA256 = "initialModel";
  private static final String FINGERPRINT = "initialModelFingerprint";
  private static final String IMPORTED = "imported";

  /** The names under which a provenance says it. */
  public static final Set<String> NAMES = Set.of(SHA256, FINGERPRINT, IMPORTED);

  /** That of a model whose training began with another one. */
  public static Ancestry beginningWith(Initial model) {
    return new Ancestry(Optional.of(model), Optional.empty());
  }

  /** Reads it from the options of a provenance. */
  public static Ancestry of(Map<String, String> options) {
    return new Ancestry(
        Optional.ofNullable(options.get(SHA256))
            .map(sha256 -> new Initial(sha256, options.getOrDefault(FINGERPRINT, "unknown"))),
        Optional.ofNullable(options.get(IMPORTED)));
  }

  /** The same, but the weights were imported. */
  public Ancestry withImported(String sha256) {
    return new Ancestry(initialModel, Optional.of(sha256));
  }

  /** Whether the weights were imported from another program. */
  public boolean isImported() {
    return imported.isPresent();
  }

  /** What a provenance says among its options. */
  public SortedMap<String, String> options() {
    SortedMap<String, String> options = new TreeMap<>();
    initialModel.ifPresent(
        model -> {
          options.put(SHA256, model.sha256());
          options.put(FINGERPRINT, model.fingerprint());
        });
    imported.ifPresent(sha256 -> options.put(IMPORTED, sha256));
    return options;
  }

  /**
   * A model that training began with.
   *
   * @param sha256 of its encoding and its parameters
   * @param fingerprint of the training that it came from
   */
  public record Initial(String sha256, String fingerprint) {}
}
