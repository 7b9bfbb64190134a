package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.musiclstm.score.Part;

/**
 * Which notes of a score belong to a part of an encoding. What a score's track plays on one channel
 * with one program is taken as a whole or not at all.
 *
 * @param kind whether the lists choose, or what else does
 * @param programs General MIDI programs, 0 to 127; any when there are none
 * @param channels channels, 0 to 15; any when there are none. Of drums, those on which there are
 *     drums whatever the song says
 * @param tracks patterns of track names, in which {@code *} stands for any characters and {@code ?}
 *     for one, capitals or not; any when there are none. Of drums, those that play drums whatever
 *     the song says
 */
public record NoteSelection(
    Kind kind, List<Span> programs, List<Span> channels, List<String> tracks) {
  /** All pitched notes that no other part takes. */
  public static final NoteSelection REST =
      new NoteSelection(Kind.REST, List.of(), List.of(), List.of());

  /** All that songs say are drums. */
  public static final NoteSelection DRUMS =
      new NoteSelection(Kind.DRUMS, List.of(), List.of(), List.of());

  /** How notes are chosen. */
  public enum Kind {
    /** Pitched notes, by lists that all have to hold. */
    CHOSEN,
    /** Pitched notes that no other part takes. */
    REST,
    /** Drums. */
    DRUMS;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies and checks the lists. */
  public NoteSelection {
    programs = List.copyOf(programs);
    channels = List.copyOf(channels);
    tracks = List.copyOf(tracks);
    boolean any = programs.isEmpty() && channels.isEmpty() && tracks.isEmpty();
    if (any && kind == Kind.CHOSEN) {
      throw new IllegalArgumentException("notes are chosen by nothing");
    }
    if (kind == Kind.DRUMS ? !programs.isEmpty() : !any && kind == Kind.REST) {
      throw new IllegalArgumentException(kind + " cannot be narrowed");
    }
  }

  /** All drums, those among them that are on some channels or in some tracks. */
  static NoteSelection drums(List<Span> channels, List<String> tracks) {
    return new NoteSelection(Kind.DRUMS, List.of(), channels, tracks);
  }

  /** Whether it makes drums of what songs do not say are drums. */
  boolean isWidened() {
    return kind == Kind.DRUMS && !(channels.isEmpty() && tracks.isEmpty());
  }

  /** Whether it says of what a score's part plays that these are drums. */
  boolean makesDrums(Part part) {
    return isWidened()
        && (channels.stream().anyMatch(span -> span.contains(part.channel()))
            || isNamed(part.name())
            || isNamed(part.instrument()));
  }

  private boolean isNamed(String name) {
    return tracks.stream().anyMatch(pattern -> matches(pattern, name));
  }

  /** Whether all of this selects what a score's part plays, leaving other parts aside. */
  public boolean takes(Part part) {
    return switch (kind) {
      case DRUMS -> part.isDrums();
      case REST -> !part.isDrums();
      case CHOSEN ->
          !part.isDrums()
              && isIn(programs, part.program())
              && isIn(channels, part.channel())
              && (tracks.isEmpty() || isNamed(part.name()));
    };
  }

  private static boolean isIn(List<Span> spans, int number) {
    return spans.isEmpty() || spans.stream().anyMatch(span -> span.contains(number));
  }

  /** Goes through the name once for each star at most. */
  static boolean matches(String pattern, String name) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    String given = name.toLowerCase(Locale.ROOT);
    int at = 0;
    int star = -1;
    int afterStar = 0;
    int n = 0;
    while (n < given.length()) {
      if (at < wanted.length() && wanted.charAt(at) == '*') {
        star = at++;
        afterStar = n;
      } else if (at < wanted.length()
          && (wanted.charAt(at) == '?' || wanted.charAt(at) == given.charAt(n))) {
        at++;
        n++;
      } else if (star >= 0) {
        at = star + 1;
        n = ++afterStar;
      } else {
        return false;
      }
    }
    while (at < wanted.length() && wanted.charAt(at) == '*') {
      at++;
    }
    return at == wanted.length();
  }

  /** As a user writes it, which {@link PartsText} reads. */
  @Override
  public String toString() {
    List<String> clauses = new ArrayList<>();
    if (kind != Kind.CHOSEN) {
      clauses.add(kind.text());
    }
    String drum = kind == Kind.DRUMS ? "drum-" : "";
    if (!programs.isEmpty()) {
      clauses.add("programs " + join(programs));
    }
    if (!channels.isEmpty()) {
      clauses.add(
          drum
              + "channels "
              + join(
                  channels.stream()
                      .map(span -> new Span(span.first() + 1, span.last() + 1))
                      .toList()));
    }
    if (!tracks.isEmpty()) {
      clauses.add(drum + "tracks " + join(tracks.stream().map(PartsText::quoted).toList()));
    }
    return String.join(", ", clauses);
  }

  private static String join(List<?> items) {
    return items.stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
