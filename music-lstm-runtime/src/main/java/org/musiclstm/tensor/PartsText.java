package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.score.Part;

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
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:\"([^\"]*)\"|([^\\s:;,\"]+)|([:;,]))");
  private static final Pattern PLAIN = Pattern.compile("[^\\s:;,\"]+");
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");
  private static final int LONGEST_NAME = 64;

  private static final String CHOOSE = "programs, channels, tracks, drums or rest";
  private static final String DRUM_CHANNELS = "drum-channels";
  private static final String DRUM_TRACKS = "drum-tracks";

  /** A word, or what stands between words. */
  private record Token(String text, boolean separator, boolean quoted, int at) {
    boolean is(String other) {
      return separator && text.equals(other);
    }
  }

  private final List<Token> tokens = new ArrayList<>();
  private final Planes planes;
  private final int lowestPitch;
  private final int highestPitch;
  private int next;

  private PartsText(String text, Planes planes, int lowestPitch, int highestPitch) {
    this.planes = planes;
    this.lowestPitch = lowestPitch;
    this.highestPitch = highestPitch;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.stripTrailing().length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw wrong(
            text.length() - text.substring(at).stripLeading().length(), "\"", "no quote ends it");
      }
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          tokens.add(new Token(matcher.group(group), group == 3, group == 1, matcher.start(group)));
        }
      }
      at = matcher.end();
    }
    tokens.add(new Token("", true, false, text.stripTrailing().length()));
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
    List<Draft> drafts = new ArrayList<>();
    Map<String, Token> names = new HashMap<>();
    do {
      Draft draft = draft();
      if (names.put(draft.name.text(), draft.name) != null) {
        throw wrong(draft.name, "another part is called that");
      }
      drafts.add(draft);
    } while (takes(";") && !isAtEnd());
    if (!isAtEnd()) {
      throw wrong(peek(), "here another part begins after \";\" or another clause after \",\"");
    }
    for (NoteSelection.Kind whole : List.of(NoteSelection.Kind.DRUMS, NoteSelection.Kind.REST)) {
      List<Draft> takers = drafts.stream().filter(draft -> draft.notes.kind() == whole).toList();
      if (takers.size() > 1) {
        throw wrong(takers.get(1).name, "another part has the " + whole.text() + " already");
      }
    }
    return finished(drafts);
  }

  /** Gives channels to those that name none. */
  private List<PartEncoding> finished(List<Draft> drafts) {
    Set<Integer> used = new HashSet<>(Set.of(Part.DRUM_CHANNEL));
    for (Draft draft : drafts) {
      if (draft.isDrums() && draft.notes.isWidened()) {
        checkPitched(draft, drafts);
      }
      if (draft.channel >= 0 && !draft.isDrums() && !used.add(draft.channel)) {
        throw wrong(draft.name, "another part is written on its channel");
      }
    }
    // First come those that play on channels of their own; the others keep clear of these.
    for (boolean own : new boolean[] {true, false}) {
      for (Draft draft : drafts) {
        if (draft.channel < 0 && own != draft.notes.channels().isEmpty()) {
          draft.channel = free(draft, drafts, used);
          used.add(draft.channel);
        }
      }
    }
    return drafts.stream().map(Draft::finished).toList();
  }

  /** Refuses parts that take pitched notes of channels on which there are drums alone. */
  private static void checkPitched(Draft drums, List<Draft> drafts) {
    for (Draft draft : drafts) {
      if (!draft.isDrums()
          && !draft.notes.channels().isEmpty()
          && IntStream.rangeClosed(0, 15).filter(draft::plays).allMatch(drums::plays)) {
        throw wrong(draft.name, "its channels have drums, as " + DRUM_CHANNELS + " says");
      }
    }
  }

  private static int free(Draft draft, List<Draft> drafts, Set<Integer> used) {
    List<Integer> free =
        IntStream.rangeClosed(0, 15).filter(channel -> !used.contains(channel)).boxed().toList();
    if (free.isEmpty()) {
      throw wrong(draft.name, "there are more than 15 pitched parts");
    }
    return free.stream()
        .filter(channel -> draft.plays(channel))
        .findFirst()
        .or(
            () ->
                free.stream()
                    .filter(channel -> drafts.stream().noneMatch(other -> other.plays(channel)))
                    .findFirst())
        .orElse(free.get(0));
  }

  /** A part that may have no channel yet. */
  private static final class Draft {
    private final Token name;
    private final NoteSelection notes;
    private final Planes planes;
    private int lowest;
    private int highest;
    private int program = PartEncoding.TYPICAL_PROGRAM;
    private int channel = -1;

    Draft(Token name, NoteSelection notes, Planes planes) {
      this.name = name;
      this.notes = notes;
      this.planes = planes;
    }

    boolean isDrums() {
      return notes.kind() == NoteSelection.Kind.DRUMS;
    }

    /** Whether a channel is one of those that it takes notes from. */
    boolean plays(int taken) {
      return notes.channels().stream().anyMatch(span -> span.contains(taken));
    }

    PartEncoding finished() {
      return new PartEncoding(name.text(), notes, planes, lowest, highest, program, channel);
    }
  }

  private Draft draft() {
    Token name = peek();
    if (name.separator() || name.text().isBlank()) {
      throw wrong(name, "here the name of a part has to be");
    }
    if (name.text().length() > LONGEST_NAME) {
      throw wrong(name, "a name has at most " + LONGEST_NAME + " characters");
    }
    next++;
    if (!peek().separator()) {
      throw wrong(peek(), "a name of several words stands in double quotes");
    }
    Map<String, List<Token>> clauses = new LinkedHashMap<>();
    if (takes(":")) {
      do {
        clause(clauses);
      } while (takes(","));
    } else if (name.text().equals("drums") || name.text().equals("rest")) {
      clauses.put(name.text(), List.of(name));
    }
    NoteSelection notes = selection(name, clauses);
    boolean drums = notes.kind() == NoteSelection.Kind.DRUMS;
    Draft draft = new Draft(name, notes, planes(clauses.get("planes"), drums));
    draft.lowest = drums ? 0 : lowestPitch;
    draft.highest = drums ? DrumClass.ALL.size() - 1 : highestPitch;
    List<Token> pitches = clauses.get("pitches");
    if (pitches != null) {
      if (drums) {
        throw wrong(pitches.get(0), "drums have drum classes, not pitches");
      }
      Span span = spans(one(pitches), 0, 127).get(0);
      draft.lowest = span.first();
      draft.highest = span.last();
    }
    List<Token> program = clauses.get("program");
    if (program != null) {
      draft.program = number(program, 127);
    }
    List<Token> channel = clauses.get("channel");
    draft.channel = drums ? Part.DRUM_CHANNEL : -1;
    if (channel != null) {
      draft.channel = number(channel, 16) - 1;
      if (draft.channel < 0 || (draft.channel == Part.DRUM_CHANNEL) != drums) {
        throw wrong(
            channel.get(1),
            drums ? "drums are written on channel 10" : "pitched parts have 1 to 16, but not 10");
      }
    }
    return draft;
  }

  /** Reads a clause: its keyword and what follows. */
  private void clause(Map<String, List<Token>> clauses) {
    Token keyword = peek();
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
          next++;
      default ->
          throw wrong(
              keyword,
              "a clause begins with "
                  + "programs, channels, tracks, drums, drum-channels, drum-tracks, rest, pitches,"
                  + " planes, program or channel");
    }
    List<Token> words = new ArrayList<>(List.of(keyword));
    while (!peek().separator()) {
      words.add(tokens.get(next++));
    }
    boolean alone = keyword.text().equals("drums") || keyword.text().equals("rest");
    if (alone && words.size() > 1) {
      throw wrong(words.get(1), "nothing follows " + keyword.text() + " but \",\" or \";\"");
    }
    if (!alone && words.size() == 1) {
      throw wrong(keyword, "here something has to follow");
    }
    if (clauses.put(keyword.text(), words) != null) {
      throw wrong(keyword, "the part has such a clause already");
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
      throw wrong(name, "the part has to say which notes it takes: " + CHOOSE);
    }
    if (ways > 1) {
      throw wrong(name, "drums and rest stand without each other and without other choices");
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
      throw wrong(channels.get(drumsAlone + 1), "channel 10 has the drums; write drums");
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
                wrong(
                    words.get(1),
                    "the planes of "
                        + (drums ? "drums" : "pitches")
                        + " are "
                        + Planes.of(drums).stream()
                            .map(known -> String.join(" ", known.names()))
                            .collect(Collectors.joining(", or "))));
  }

  private static List<Token> one(List<Token> words) {
    if (words.size() > 2) {
      throw wrong(words.get(2), "only one can be reported");
    }
    return words;
  }

  private static int number(List<Token> words, int most) {
    Span span = spans(one(words), 0, most).get(0);
    if (span.first() != span.last()) {
      throw wrong(words.get(1), "this is one number");
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
        throw wrong(word, "these are " + right);
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (first < least || last > most || last < first) {
        throw wrong(word, "these are " + right);
      }
      spans.add(new Span(first, last));
    }
    return spans;
  }

  private boolean isAtEnd() {
    return next == tokens.size() - 1;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean takes(String separator) {
    if (peek().is(separator)) {
      next++;
      return true;
    }
    return false;
  }

  private static InputException wrong(Token token, String reason) {
    return wrong(token.at(), token.text(), reason);
  }

  private static InputException wrong(int at, String text, String reason) {
    return new InputException(
        "The option parts has a mistake at character "
            + (at + 1)
            + (text.isEmpty() ? ", its end" : " (" + text + ")")
            + ": "
            + reason
            + ".");
  }
}
