package org.musiclstm.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.Tribuo;

/**
 * Where a model came from. Holds no clock, user, host or path, so that equal inputs give equal
 * bytes. In the model's file it stands as {@link TribuoProvenance}.
 *
 * @param fingerprint over the songs' contents, the options and the runtime's format version
 * @param making what made it, and the time that it bears
 * @param songs every song that was trained or validated on, in the order of their contents' hashes
 * @param rejected files that could not be used, with the reason
 * @param options every option that can change the model, as text, and by the names of {@link
 *     Ancestry} which other weights it has its own from
 * @param results figures of the finished training, as text
 */
public record Provenance(
    String fingerprint,
    Making making,
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

  /** Which other weights the model has its own from. */
  public Ancestry ancestry() {
    return Ancestry.of(options);
  }

  /** The options without {@link #ancestry}: those that a user sets. */
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(options);
    settings.keySet().removeAll(Ancestry.NAMES);
    return settings;
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

  /**
   * What made a model, and the time that it bears: neither can change what it has learnt.
   *
   * @param version of music-lstm
   * @param tribuo the version of Tribuo
   * @param time of the build's inputs as the build says it, never that of a clock
   */
  public record Making(String version, String tribuo, Instant time) {
    /** Stands where the build says no time: the first that a zip file can say. */
    public static final Instant NO_TIME = Instant.parse("1980-01-01T00:00:00Z");

    private static final String THIS = thisVersion();

    /** A making by this version, with the Tribuo that is there. */
    public static Making at(Instant time) {
      return new Making(THIS, Tribuo.VERSION, time);
    }

    private static String thisVersion() {
      try (InputStream in =
          Objects.requireNonNull(Provenance.class.getResourceAsStream("version.txt"))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The songs of a side, in their order. */
  public List<SongOrigin> songs(Side side) {
    return songs.stream().filter(song -> song.side() == side).toList();
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
   * @param steps its length on the grid
   * @param notes how many notes it has there
   * @param findings what could not be taken as it stood
   */
  public record SongOrigin(
      String name, String sha256, Side side, int steps, int notes, List<String> findings) {
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
