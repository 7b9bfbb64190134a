package org.musiclstm.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model came from. Holds no time, user, host or path, so that equal inputs give equal
 * bytes.
 *
 * @param fingerprint over the songs' contents, the options and the runtime's format version
 * @param songs every song that was trained or validated on, in the order of their contents' hashes
 * @param rejected files that could not be used, with the reason
 * @param options every option that can change the model, as text
 * @param results figures of the finished training, as text
 */
public record Provenance(
    String fingerprint,
    List<SongOrigin> songs,
    List<RejectedFile> rejected,
    SortedMap<String, String> options,
    SortedMap<String, String> results) {
  /** Copies the collections. */
  public Provenance {
    songs = List.copyOf(songs);
    rejected = List.copyOf(rejected);
    options = new TreeMap<>(Map.copyOf(options));
    results = new TreeMap<>(Map.copyOf(results));
  }

  /**
   * A figure of the finished training.
   *
   * @return nothing when there is none of this name that is a finite number
   */
  public OptionalDouble figure(String name) {
    try {
      double value = Double.parseDouble(results.getOrDefault(name, ""));
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Which songs a song is among. */
  public enum Side {
    /** Songs that the network learnt from. */
    TRAINING,
    /** Songs that only measured how well it had learnt. */
    VALIDATION
  }

  /**
   * A song.
   *
   * @param name path within its folder, with {@code /}
   * @param sha256 of the file
   * @param side which songs it was among
   * @param layers its length on the grid
   * @param notes how many notes it has there
   * @param findings what could not be taken as it stood
   */
  public record SongOrigin(
      String name, String sha256, Side side, int layers, int notes, List<String> findings) {
    /** Copies the findings. */
    public SongOrigin {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A file that could not be used.
   *
   * @param name path within its folder, with {@code /}
   * @param reason why
   */
  public record RejectedFile(String name, String reason) {}
}
