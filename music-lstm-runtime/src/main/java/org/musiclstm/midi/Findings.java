package org.musiclstm.midi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.musiclstm.format.ForeignFile;

/**
 * Collects what is tolerated in one file: one finding for each kind and track, with the first place
 * and a count, and of each kind no more than one can read.
 */
final class Findings {
  /** No tick belongs to it. */
  static final long NO_TICK = -1;

  /** It is outside of tracks. */
  static final int NO_TRACK = 0;

  private static final int MOST_OF_A_KIND = 10;

  private final String name;
  private final Strictness strictness;
  private final List<Tally> tallies = new ArrayList<>();
  private final Map<Finding.Kind, OfKind> kinds = new EnumMap<>(Finding.Kind.class);

  Findings(String name, Strictness strictness) {
    this.name = name;
    this.strictness = strictness;
  }

  /** Adds what is outside of tracks. */
  void add(Finding.Kind kind, int offset, String what, String taken) {
    add(kind, NO_TRACK, offset, NO_TICK, what, taken);
  }

  /**
   * Adds what was found.
   *
   * @param offset the byte in the file
   * @param what what was found, a clause
   * @param taken how it was taken, a clause
   * @throws MidiFormatException when it is a violation of the format and reading is strict
   */
  void add(Finding.Kind kind, int track, int offset, long tick, String what, String taken) {
    tally(kind, track, offset, () -> what, () -> new Tally(kind, track, offset, tick, what, taken));
  }

  /**
   * Adds bytes of a track that are left out.
   *
   * @param offset the first of them in the file
   * @param what what was found, a clause
   * @throws MidiFormatException when it is a violation of the format and reading is strict
   */
  void addLeftOut(Finding.Kind kind, int track, int offset, long tick, String what, int bytes) {
    tally(kind, track, offset, () -> what, () -> new Tally(kind, track, offset, tick, what, ""))
        .ifPresent(tally -> tally.leaveOut(bytes));
  }

  /**
   * Adds what was found in a track, and is to be named each time.
   *
   * @param offset the byte in the file
   * @param what what was found, a clause
   * @param taken how it was taken, a clause
   * @throws MidiFormatException when it is a violation of the format and reading is strict
   */
  void addEach(
      Finding.Kind kind, int track, int offset, long tick, Supplier<String> what, String taken) {
    OfKind before = kinds.get(kind);
    if (before != null) {
      before.last = null;
    }
    tally(kind, track, offset, what, () -> new Tally(kind, track, offset, tick, what.get(), taken));
  }

  /** Counts one more; where it is counted, unless there are too many. */
  private Optional<Tally> tally(
      Finding.Kind kind, int track, int offset, Supplier<String> what, Supplier<Tally> first) {
    if (strictness == Strictness.STRICT && kind.isViolation()) {
      throw MidiFormatException.strict(name, track, offset, what.get());
    }
    OfKind ofKind = kinds.computeIfAbsent(kind, key -> new OfKind());
    Tally last = ofKind.last;
    if (last != null && last.track == track && track != NO_TRACK) {
      last.count++;
      return Optional.of(last);
    } else if (ofKind.tallies < MOST_OF_A_KIND) {
      ofKind.tallies++;
      Tally tally = first.get();
      ofKind.last = tally;
      tallies.add(tally);
      return Optional.of(tally);
    } else {
      ofKind.last = null;
      ofKind.more++;
      return Optional.empty();
    }
  }

  MidiFormatException refusal(int track, int offset, String problem) {
    return new MidiFormatException(name, track, offset, problem);
  }

  MidiFormatException refusal(ForeignFile foreign) {
    return new MidiFormatException(name, foreign);
  }

  List<Finding> toList() {
    List<Finding> findings = new ArrayList<>();
    tallies.forEach(tally -> findings.add(tally.finding()));
    kinds.forEach(
        (kind, ofKind) -> {
          if (ofKind.more > 0) {
            findings.add(
                new Finding(
                    kind, "file", "more findings of the kind " + kind + ": " + ofKind.more));
          }
        });
    return findings;
  }

  private static final class OfKind {
    private int tallies;
    private int more;
    private @Nullable Tally last;
  }

  /** What is alike in one track. */
  private static final class Tally {
    private final Finding.Kind kind;
    private final int track;
    private final int offset;
    private final long tick;
    private final String what;
    private final String taken;
    private int count = 1;
    private long leftOut;
    private int placesLeftOut;

    Tally(Finding.Kind kind, int track, int offset, long tick, String what, String taken) {
      this.kind = kind;
      this.track = track;
      this.offset = offset;
      this.tick = tick;
      this.what = what;
      this.taken = taken;
    }

    void leaveOut(int bytes) {
      leftOut += bytes;
      placesLeftOut++;
    }

    private String taken() {
      if (placesLeftOut == 0) {
        return taken;
      }
      return "bytes left out: "
          + leftOut
          + (placesLeftOut == 1 ? "" : " in " + placesLeftOut + " places");
    }

    Finding finding() {
      return new Finding(
          kind,
          track == NO_TRACK ? "file" : "track " + track,
          what
              + " (byte "
              + offset
              + (tick == NO_TICK ? "" : ", tick " + tick)
              + (count == 1 ? "" : ", the first of " + count)
              + "); "
              + taken());
    }
  }
}
