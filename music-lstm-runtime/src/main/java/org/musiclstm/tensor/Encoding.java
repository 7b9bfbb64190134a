package org.musiclstm.tensor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

/**
 * What a step of an np-tensor means. The features of a step are the parts one after the other; in
 * each, the planes one after the other; in each of these, one value for every pitch from the lowest
 * to the highest, or for every drum class.
 *
 * @param grid how long a step is
 * @param commonKey whether songs are moved to C major or A minor, by the key that {@link
 *     KeyEstimate} finds
 * @param parts what is distinguished, at least one part, each with a name and a channel of its own
 */
public record Encoding(Grid grid, boolean commonKey, List<PartEncoding> parts) {
  /** The most values that a step can have. */
  public static final int MOST_FEATURES = 4096;

  /** Sixteenth notes on the 88 keys of a piano, held and repeated notes distinguished. */
  public static final Encoding DEFAULT = new Encoding(4, 21, 108, Planes.SOUNDING_ONSET);

  /** Copies and checks the parts. */
  public Encoding {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an encoding has to have parts");
    }
    Set<String> names = new HashSet<>();
    Set<Integer> channels = new HashSet<>();
    Set<NoteSelection.Kind> wholes = EnumSet.noneOf(NoteSelection.Kind.class);
    for (PartEncoding part : parts) {
      if (!names.add(part.name())) {
        throw new IllegalArgumentException("two parts are called " + part.name());
      }
      if (!channels.add(part.channel())) {
        throw new IllegalArgumentException(
            "the part " + part.name() + " shares the channel " + (part.channel() + 1));
      }
      if (part.notes().kind() != NoteSelection.Kind.CHOSEN && !wholes.add(part.notes().kind())) {
        throw new IllegalArgumentException("two parts take the " + part.notes().kind().text());
      }
    }
    int features = parts.stream().mapToInt(PartEncoding::features).sum();
    if (features > MOST_FEATURES) {
      throw new InputException(
          "The parts have "
              + features
              + " values a step, but at most "
              + MOST_FEATURES
              + " are possible; give them fewer pitches or planes.");
    }
  }

  /** All pitched notes as one part on a grid of beats. */
  public Encoding(int stepsPerQuarter, int lowestPitch, int highestPitch, Planes planes) {
    this(
        Grid.beats(stepsPerQuarter),
        false,
        List.of(PartEncoding.allPitched(lowestPitch, highestPitch, planes)));
  }

  /** Steps a quarter note, of written music on a grid in time. */
  @JsonIgnore
  public int stepsPerQuarter() {
    return grid.stepsPerQuarter();
  }

  /** How many silent steps say that a song is over: a bar of four quarter notes, or two seconds. */
  @JsonIgnore
  public int endingSteps() {
    return 4 * stepsPerQuarter();
  }

  /** How many values a step has. */
  @JsonIgnore
  public int features() {
    return firstFeature(parts.size());
  }

  /** The first feature of a part, by its number; of the part after the last, how many there are. */
  public int firstFeature(int part) {
    int first = 0;
    for (int n = 0; n < part; n++) {
      first += parts.get(n).features();
    }
    return first;
  }

  /** How many pitches and drums are distinguished in all parts. */
  @JsonIgnore
  public int rows() {
    return parts.stream().mapToInt(PartEncoding::rows).sum();
  }

  /** Whether a step has values other than zero and one. */
  @JsonIgnore
  public boolean hasVelocity() {
    return parts.stream().anyMatch(part -> part.planes().hasVelocity());
  }

  /** Which features are velocities, from 0 to 1; the others are zero or one. */
  public boolean[] velocityFeatures() {
    boolean[] velocities = new boolean[features()];
    int first = 0;
    for (PartEncoding part : parts) {
      if (part.planes().hasVelocity()) {
        Arrays.fill(velocities, first + part.velocities(), first + part.features(), true);
      }
      first += part.features();
    }
    return velocities;
  }

  /** The row, counted through all parts, that each feature says of: its pitch or its drum. */
  public int[] rowsOfFeatures() {
    int[] rows = new int[features()];
    int feature = 0;
    int firstRow = 0;
    for (PartEncoding part : parts) {
      for (int n = 0; n < part.features(); n++) {
        rows[feature++] = firstRow + n % part.rows();
      }
      firstRow += part.rows();
    }
    return rows;
  }

  /** Which features are those of pitches, not of drums. */
  public boolean[] pitchedFeatures() {
    boolean[] pitched = new boolean[features()];
    int first = 0;
    for (PartEncoding part : parts) {
      Arrays.fill(pitched, first, first + part.features(), !part.isDrums());
      first += part.features();
    }
    return pitched;
  }

  /**
   * The number of the part that takes what a part of a {@link #heard} score plays: the first one
   * that chooses it, or the one that has the rest; -1 when none does.
   */
  public int partOf(Part part) {
    int rest = -1;
    for (int n = 0; n < parts.size(); n++) {
      NoteSelection notes = parts.get(n).notes();
      if (notes.takes(part)) {
        if (notes.kind() != NoteSelection.Kind.REST) {
          return n;
        }
        rest = n;
      }
    }
    return rest;
  }

  /** A score as it is heard: with drums where the parts say that there are drums, too. */
  public Score heard(Score score) {
    return parts.stream().noneMatch(part -> part.notes().isWidened())
        ? score
        : score.with(
            score.parts().stream()
                .map(
                    part ->
                        parts.stream().anyMatch(taker -> taker.notes().makesDrums(part))
                            ? part.asDrums()
                            : part)
                .toList());
  }

  /** Whether all pitched notes are one part, without velocities, on a grid of beats. */
  private boolean isPlain() {
    return !grid.isTime() && !commonKey && !hasVelocity() && isWhole();
  }

  private boolean isWhole() {
    return parts.size() == 1 && parts.get(0).name().isEmpty();
  }

  /** The options that make this encoding, by name. */
  public SortedMap<String, String> options() {
    SortedMap<String, String> options = new TreeMap<>();
    if (grid.isTime()) {
      options.put("timeGrid", grid.milliseconds() + "ms");
    } else {
      options.put("stepsPerQuarter", Integer.toString(grid.stepsPerQuarter()));
    }
    if (isWhole()) {
      options.put("lowestPitch", Integer.toString(parts.get(0).lowestPitch()));
      options.put("highestPitch", Integer.toString(parts.get(0).highestPitch()));
      options.put("planes", parts.get(0).planes().text());
    } else {
      options.put("parts", partsText());
    }
    return options;
  }

  /** The parts as a user writes them. */
  private String partsText() {
    return parts.stream().map(PartEncoding::toString).collect(Collectors.joining("; "));
  }

  /** One line that distinguishes this encoding from all others. */
  String signature() {
    if (isPlain()) {
      PartEncoding part = parts.get(0);
      return grid.stepsPerQuarter()
          + " "
          + part.lowestPitch()
          + " "
          + part.highestPitch()
          + " "
          + part.planes().text();
    }
    List<String> words = new ArrayList<>(List.of(grid.toString()));
    if (commonKey) {
      words.add("common key");
    }
    words.add(partsText());
    return String.join("; ", words);
  }
}
