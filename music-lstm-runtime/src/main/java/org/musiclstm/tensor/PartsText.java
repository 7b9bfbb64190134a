package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.score.Part;
import org.musiclstm.tensor.PartsTokens.Token;

/**
 * Parts of an encoding as a user writes them:
 *
 * <pre>
 * parts   = part { ";" part } [ ";" ]
 * part    = name [ ":" clause { "," clause } ]
 * clause  = "programs" span { span }       pitched notes of these programs, 0 to 127
 *         | "channels" span { span }       pitched notes on these channels, 1 to 16 but not 10
 *         | "tracks" pattern { pattern }   pitched notes of tracks with such names
 *         | "drums"                        what is drums by what the songs say
 *         | "drum-channels" span { span }  and what is on these channels, 1 to 16
 *         | "drum-tracks" pattern { pattern }  and what tracks or instruments with such names play
 *         | "rest"                         pitched notes that no other part takes
 *         | "pitches" number "-" number    the range that is learnt, 0 to 127
 *         | "planes" name { name }         sounding [onset [velocity]], of drums onset [velocity]
 *         | "program" number               what is written, 0 to 127
 *         | "channel" number               where it is written, 1 to 16
 * span    = number [ "-" number ]
 * </pre>
 *
 * <p>A part says which notes it takes; of programs, channels and tracks, all that are named have to
 * hold. What is drums by {@code drum-channels} or {@code drum-tracks} is drums to all parts. A part
 * called {@code drums} or {@code rest} need say nothing more. Names and patterns may stand in
 * double quotes, and have to where they hold white space or one of {@code : ; ,}. The first part
 * that chooses a note takes it.
 */
public final class PartsText {
  private static final Pattern PLAIN = Pattern.compile("[^\\s:;,\"]+");
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");
  private static final int LONGEST_NAME = 64;

  private static final String CHOOSE = "programs, channels, tracks, drums or rest";
  static final String DRUM_CHANNELS = "drum-channels";
  private static final String DRUM_TRACKS = "drum-tracks";

  private final PartsTokens tokens;
  private final Planes planes;
  private final int lowestPitch;
  private final int highestPitch;

  private PartsText(String text, Planes planes, int lowestPitch, int highestPitch) {
    this.tokens = new PartsTokens(text);
    this.planes = planes;
    this.lowestPitch = lowestPitch;
    this.highestPitch = highestPitch;
  }

  /**
   * Reads parts.
   *
   * @param planes what is learnt of the pitches of parts that do not say
   * @param lowestPitch the lowest pitch of parts that do not say, 0 to 127
   * @param highestPitch the highest pitch of parts that do not say
   * @return at least one part
   * @throws InputException when the text has a mistake, with its place
   */
  public static List<PartEncoding> parse(
      String text, Planes planes, int lowestPitch, int highestPitch) {
    return new PartsText(text, planes, lowestPitch, highestPitch).parts();
  }

  /** A word as it has to be written, which may have no double quotes. */
  public static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "\"" + word + "\"";
  }

  private List<PartEncoding> parts() {
    List<PartDraft> drafts = new ArrayList<>();
    Map<String, Token> names = new HashMap<>();
    do {
      PartDraft draft = draft();
      if (names.put(draft.name().text(), draft.name()) != null) {
        throw draft.name().wrong("another part is called that");
      }
      drafts.add(draft);
    } while (tokens.takes(";") && !tokens.isAtEnd());
    if (!tokens.isAtEnd()) {
      throw tokens
          .peek()
          .wrong("here another part begins after \";\" or another clause after \",\"");
    }
    for (NoteSelection.Kind whole : List.of(NoteSelection.Kind.DRUMS, NoteSelection.Kind.REST)) {
      List<PartDraft> takers =
          drafts.stream().filter(draft -> draft.notes().kind() == whole).toList();
      if (takers.size() > 1) {
        throw takers.get(1).name().wrong("another part has the " + whole.text() + " already");
      }
    }
    return PartDraft.finished(drafts);
  }

  private PartDraft draft() {
    Token name = tokens.peek();
    if (name.separator() || name.text().isBlank()) {
      throw name.wrong("here the name of a part has to be");
    }
    if (name.text().length() > LONGEST_NAME) {
      throw name.wrong("a name has at most " + LONGEST_NAME + " characters");
    }
    tokens.next();
    if (!tokens.peek().separator()) {
      throw tokens.peek().wrong("a name of several words stands in double quotes");
    }
    Map<String, List<Token>> clauses = new LinkedHashMap<>();
    if (tokens.takes(":")) {
      do {
        clause(clauses);
      } while (tokens.takes(","));
    } else if (name.text().equals("drums") || name.text().equals("rest")) {
      clauses.put(name.text(), List.of(name));
    }
    NoteSelection notes = selection(name, clauses);
    boolean drums = notes.kind() == NoteSelection.Kind.DRUMS;
    int lowest = drums ? 0 : lowestPitch;
    int highest = drums ? DrumClass.ALL.size() - 1 : highestPitch;
    Planes learnt = planes(clauses.get("planes"), drums);
    List<Token> pitches = clauses.get("pitches");
    if (pitches != null) {
      if (drums) {
        throw pitches.get(0).wrong("drums have drum classes, not pitches");
      }
      Span span = spans(one(pitches), 0, 127).get(0);
      lowest = span.first();
      highest = span.last();
    }
    List<Token> program = clauses.get("program");
    int written = program == null ? PartEncoding.TYPICAL_PROGRAM : number(program, 127);
    return new PartDraft(
        name, notes, learnt, lowest, highest, written, channel(clauses.get("channel"), drums));
  }

  /** Where a part is written, if that is known. */
  private static OptionalInt channel(@Nullable List<Token> words, boolean drums) {
    if (words == null) {
      return drums ? OptionalInt.of(Part.DRUM_CHANNEL) : OptionalInt.empty();
    }
    int channel = number(words, 16) - 1;
    if (channel < 0 || (channel == Part.DRUM_CHANNEL) != drums) {
      throw words
          .get(1)
          .wrong(
              drums ? "drums are written on channel 10" : "pitched parts have 1 to 16, but not 10");
    }
    return OptionalInt.of(channel);
  }

  /** Reads a clause: its keyword and what follows. */
  private void clause(Map<String, List<Token>> clauses) {
    Token keyword = tokens.peek();
    switch (keyword.quoted() || keyword.separator() ? "" : keyword.text()) {
      case "programs",
          "channels",
          "tracks",
          "drums",
          DRUM_CHANNELS,
          DRUM_TRACKS,
          "rest",
          "pitches",
          "planes",
          "program",
          "channel" ->
          tokens.next();
      default ->
          throw keyword.wrong(
              "a clause begins with "
                  + "programs, channels, tracks, drums, drum-channels, drum-tracks, rest, pitches,"
                  + " planes, program or channel");
    }
    List<Token> words = new ArrayList<>(List.of(keyword));
    while (!tokens.peek().separator()) {
      words.add(tokens.next());
    }
    boolean alone = keyword.text().equals("drums") || keyword.text().equals("rest");
    if (alone && words.size() > 1) {
      throw words.get(1).wrong("nothing follows " + keyword.text() + " but \",\" or \";\"");
    }
    if (!alone && words.size() == 1) {
      throw keyword.wrong("here something has to follow");
    }
    if (clauses.put(keyword.text(), words) != null) {
      throw keyword.wrong("the part has such a clause already");
    }
  }

  private static NoteSelection selection(Token name, Map<String, List<Token>> clauses) {
    List<Token> programs = clauses.getOrDefault("programs", List.of());
    List<Token> channels = clauses.getOrDefault("channels", List.of());
    List<Token> tracks = clauses.getOrDefault("tracks", List.of());
    boolean chosen = !programs.isEmpty() || !channels.isEmpty() || !tracks.isEmpty();
    boolean drums = Stream.of("drums", DRUM_CHANNELS, DRUM_TRACKS).anyMatch(clauses::containsKey);
    boolean rest = clauses.containsKey("rest");
    int ways = (chosen ? 1 : 0) + (drums ? 1 : 0) + (rest ? 1 : 0);
    if (ways == 0) {
      throw name.wrong("the part has to say which notes it takes: " + CHOOSE);
    }
    if (ways > 1) {
      throw name.wrong("drums and rest stand without each other and without other choices");
    }
    if (drums) {
      return NoteSelection.drums(
          zeroBased(clauses.getOrDefault(DRUM_CHANNELS, List.of())),
          patterns(clauses.getOrDefault(DRUM_TRACKS, List.of())));
    }
    if (rest) {
      return NoteSelection.REST;
    }
    List<Span> onChannels = zeroBased(channels);
    int drumsAlone = onChannels.indexOf(new Span(Part.DRUM_CHANNEL, Part.DRUM_CHANNEL));
    if (drumsAlone >= 0) {
      throw channels.get(drumsAlone + 1).wrong("channel 10 has the drums; write drums");
    }
    return new NoteSelection(
        NoteSelection.Kind.CHOSEN,
        programs.isEmpty() ? List.of() : spans(programs, 0, 127),
        onChannels,
        patterns(tracks));
  }

  /** Channels as a user counts them, from 1. */
  private static List<Span> zeroBased(List<Token> channels) {
    return channels.isEmpty()
        ? List.of()
        : spans(channels, 1, 16).stream()
            .map(span -> new Span(span.first() - 1, span.last() - 1))
            .toList();
  }

  private static List<String> patterns(List<Token> tracks) {
    return tracks.stream().skip(1).map(Token::text).toList();
  }

  private Planes planes(@Nullable List<Token> words, boolean drums) {
    if (words == null) {
      return drums ? planes.ofDrums() : planes;
    }
    String wanted = words.stream().skip(1).map(Token::text).collect(Collectors.joining(","));
    return Planes.of(drums).stream()
        .filter(known -> known.text().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                words
                    .get(1)
                    .wrong(
                        "the planes of "
                            + (drums ? "drums" : "pitches")
                            + " are "
                            + Planes.of(drums).stream()
                                .map(known -> String.join(" ", known.names()))
                                .collect(Collectors.joining(", or "))));
  }

  private static List<Token> one(List<Token> words) {
    if (words.size() > 2) {
      throw words.get(2).wrong("only one can be reported");
    }
    return words;
  }

  private static int number(List<Token> words, int most) {
    Span span = spans(one(words), 0, most).get(0);
    if (span.first() != span.last()) {
      throw words.get(1).wrong("this is one number");
    }
    return span.first();
  }

  /** The numbers after a keyword. */
  private static List<Span> spans(List<Token> words, int least, int most) {
    List<Span> spans = new ArrayList<>();
    for (Token word : words.subList(1, words.size())) {
      Matcher matcher = SPAN.matcher(word.text());
      String right =
          String.format(
              Locale.ROOT,
              "numbers from %d to %d, such as %d or %d-%d",
              least,
              most,
              most,
              least,
              most);
      if (!matcher.matches()) {
        throw word.wrong("these are " + right);
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (first < least || last > most || last < first) {
        throw word.wrong("these are " + right);
      }
      spans.add(new Span(first, last));
    }
    return spans;
  }
}
