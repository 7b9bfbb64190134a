package org.musiclstm.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.score.MetreChange;
import org.musiclstm.score.Note;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;
import org.musiclstm.score.TempoChange;

/**
 * Makes Standard MIDI files from tunes in ABC notation. A program of one file:
 *
 * <pre>java -cp music-lstm-runtime.jar AbcToMidi.java &lt;folder of .abc&gt; &lt;folder of .mid&gt;
 * </pre>
 *
 * <p>It reads a strict subset of <a href="https://abcnotation.com/wiki/abc:standard:v2.1">ABC
 * 2.1</a>, one tune a file, in UTF-8:
 *
 * <ul>
 *   <li>Header fields, {@code K:} the last: {@code X:} (not used), {@code T:} title, {@code C:}
 *       composer or origin and {@code S:} source (these three become text events), {@code N:} notes
 *       to the reader, {@code M:} metre as {@code 4/4}, {@code L:} unit length as {@code 1/8},
 *       {@code Q:} tempo as {@code 1/4=112}, {@code K:} key as {@code C}, {@code Bb}, {@code F#m}
 *       or {@code Ddor}, and for every voice {@code V:1 name="Melody"}, which names its part.
 *       {@code N:} may be missing and may be repeated.
 *   <li>Music lines, each opening with its voice as {@code [V:1]} and ending with a bar line: notes
 *       {@code C,} to {@code b'} with accidentals {@code ^ ^^ = _ __}, rests {@code z}, lengths
 *       {@code 2}, {@code 3/2}, {@code /2} and {@code /}, ties {@code -} and the bar lines {@code
 *       |}, {@code ||} and {@code |]}, the last of which has to close every voice.
 *   <li>Comments from {@code %} to the end of the line.
 * </ul>
 *
 * <p>An accidental holds for its letter in all octaves until the bar ends. Every bar is to be as
 * long as the metre says, the voices equally long; a tune that begins with an upbeat writes the
 * rests before it. Anything else is an {@link InputException} that names file, line, voice and bar.
 */
public final class AbcToMidi {
  private static final int TICKS_PER_QUARTER = 480;
  private static final int TICKS_PER_WHOLE = 4 * TICKS_PER_QUARTER;
  private static final int MELODY_VELOCITY = 88;
  private static final int ACCOMPANIMENT_VELOCITY = 64;
  private static final int MOST_VOICES = Part.DRUM_CHANNEL;
  private static final int PIANO = 0;

  private static final String HEADER_FIELDS = "XTCSNMLQVK";
  private static final Pattern HEADER_LINE = Pattern.compile("([A-Za-z]):\\s*(.*)");
  private static final Pattern FRACTION = Pattern.compile("(\\d{1,3})/(\\d{1,3})");
  private static final Pattern TEMPO = Pattern.compile("(\\d{1,3})/(\\d{1,3})=(\\d{1,3})");
  private static final Pattern KEY = Pattern.compile("([A-G])([#b]?)(|m|dor|phr|lyd|mix|aeo|loc)");
  private static final Pattern VOICE =
      Pattern.compile("(\\w+)\\s+name=\"([^\"]+)\"(?:\\s+clef=\\w+)?");
  private static final Pattern MUSIC_LINE = Pattern.compile("\\[V:(\\w+)](.*)");
  private static final String LENGTH = "(?<times>\\d{0,3})(?<slash>/?)(?<divided>\\d{0,3})";
  private static final Pattern SYMBOL =
      Pattern.compile(
          "(?<space>\\s+)|(?<bar>\\|]|\\|\\||\\|)|(?:(?<rest>z)"
              + "|(?<accidental>\\^\\^|\\^|=|__|_|)(?<letter>[A-Ga-g])(?<octave>,+|'+|))"
              + LENGTH
              + "(?<tie>-?)");

  /** Letters in the order in which sharps come to a key; flats come in the reverse order. */
  private static final String LETTERS_BY_FIFTHS = "FCGDAEB";

  private static final Map<Character, Integer> SEMITONES =
      Map.of('C', 0, 'D', 2, 'E', 4, 'F', 5, 'G', 7, 'A', 9, 'B', 11);
  private static final Map<String, Integer> FIFTHS_OF_MODE =
      Map.of("lyd", 1, "", 0, "mix", -1, "dor", -2, "m", -3, "aeo", -3, "phr", -4, "loc", -5);
  private static final Map<String, Integer> ALTERATIONS =
      Map.of("^^", 2, "^", 1, "=", 0, "_", -1, "__", -2);
  private static final int MIDDLE_C = 60;

  private final String file;
  private final Map<Character, String> fields = new HashMap<>();
  private final Map<String, Voice> voices = new LinkedHashMap<>();
  private int lineNumber;
  private long ticksPerUnit;
  private long ticksPerBar;
  private MetreChange metre = new MetreChange(0, 4, 4);
  private TempoChange tempo = new TempoChange(0, TempoChange.DEFAULT_MICROSECONDS_PER_QUARTER);
  private Map<Character, Integer> signature = Map.of();

  private AbcToMidi(String file) {
    this.file = file;
  }

  /** Writes a MIDI file for every tune of a folder; writes none when a tune has an error. */
  public static void main(String... arguments) throws IOException {
    PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    if (arguments.length != 2) {
      errors.println("Usage: AbcToMidi.java <folder of .abc> <folder of .mid>");
      System.exit(2);
    }
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    Map<Path, byte[]> files = new LinkedHashMap<>();
    try {
      for (Path source : sources(from)) {
        String name = source.getFileName().toString().replaceAll("\\.abc$", ".mid");
        files.put(to.resolve(name), convert(source));
      }
    } catch (InputException problem) {
      errors.println(problem.getMessage());
      System.exit(2);
    }
    Files.createDirectories(to);
    for (Map.Entry<Path, byte[]> midi : files.entrySet()) {
      Files.write(midi.getKey(), midi.getValue());
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException("There is no folder " + folder + ".");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> sources =
          entries.filter(entry -> entry.toString().endsWith(".abc")).sorted().toList();
      if (sources.isEmpty()) {
        throw new InputException("The folder " + folder + " has no .abc file to convert.");
      }
      return sources;
    }
  }

  /**
   * Converts one tune.
   *
   * @return a Standard MIDI file, the same bytes for the same source
   * @throws InputException when the source is not in the subset or its bars do not add up
   */
  public static byte[] convert(Path source) {
    String name = source.getFileName().toString();
    List<String> lines;
    try {
      lines = Files.readAllLines(source, StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new InputException(name + ": cannot be read as UTF-8 text.", cause);
    }
    return new AbcToMidi(name).convert(lines);
  }

  private byte[] convert(List<String> lines) {
    for (String line : lines) {
      lineNumber++;
      String content = line.replaceFirst("%.*", "").strip();
      if (content.isEmpty()) {
        continue;
      }
      if (fields.containsKey('K')) {
        musicLine(content);
      } else {
        headerLine(content);
      }
    }
    return finish();
  }

  private void headerLine(String line) {
    Matcher header = HEADER_LINE.matcher(line);
    if (!header.matches() || HEADER_FIELDS.indexOf(header.group(1).charAt(0)) < 0) {
      throw error("'" + line + "' is not one of the header fields " + HEADER_FIELDS);
    }
    char field = header.group(1).charAt(0);
    String value = header.group(2);
    if (field == 'V') {
      voice(value);
    } else if (fields.put(field, value) != null && field != 'N') {
      throw error("the field " + field + ": is there a second time");
    }
    if (field == 'K') {
      endHeader(value);
    }
  }

  private void voice(String value) {
    Matcher voice = parse('V', value, VOICE, "1 name=\"Melody\"");
    if (voices.size() == MOST_VOICES) {
      throw error("there are more than " + MOST_VOICES + " voices");
    }
    Voice made = new Voice(voice.group(1), voice.group(2), voices.size());
    if (voices.put(made.id, made) != null) {
      throw error("the voice " + made.id + " is there a second time");
    }
  }

  /** The key closes the header, so whatever music depends on has to be known here. */
  private void endHeader(String key) {
    for (char field : "TCSMLQ".toCharArray()) {
      if (!fields.containsKey(field)) {
        throw error("the field " + field + ": is missing before K:");
      }
    }
    if (voices.isEmpty()) {
      throw error("the field V: is missing before K:");
    }
    Matcher bar = parse('M', field('M'), FRACTION, "4/4");
    Matcher unit = parse('L', field('L'), FRACTION, "1/8");
    Matcher beat = parse('Q', field('Q'), TEMPO, "1/4=112");
    ticksPerBar = ticks(number(bar, 1), number(bar, 2));
    ticksPerUnit = ticks(number(unit, 1), number(unit, 2));
    try {
      metre = new MetreChange(0, number(bar, 1), number(bar, 2));
      tempo = new TempoChange(0, microsecondsPerQuarter(beat));
    } catch (IllegalArgumentException | ArithmeticException cause) {
      throw error("M: or Q: is outside of what MIDI can say: " + cause.getMessage());
    }
    signature = signature(parse('K', key, KEY, "C, Bb, F#m or Ddor"));
  }

  private Map<Character, Integer> signature(Matcher key) {
    int fifths =
        LETTERS_BY_FIFTHS.indexOf(key.group(1))
            - LETTERS_BY_FIFTHS.indexOf('C')
            + FIFTHS_OF_MODE.getOrDefault(key.group(3), 0);
    if (!key.group(2).isEmpty()) {
      fifths += key.group(2).equals("#") ? 7 : -7;
    }
    if (fifths < -7 || fifths > 7) {
      throw error("the key " + key.group() + " needs more than seven sharps or flats");
    }
    Map<Character, Integer> alterations = new HashMap<>();
    for (int i = 0; i < LETTERS_BY_FIFTHS.length(); i++) {
      boolean sharp = i < fifths;
      boolean flat = i >= LETTERS_BY_FIFTHS.length() + fifths;
      alterations.put(LETTERS_BY_FIFTHS.charAt(i), sharp ? 1 : flat ? -1 : 0);
    }
    return alterations;
  }

  private void musicLine(String line) {
    Matcher music = MUSIC_LINE.matcher(line);
    if (!music.matches()) {
      throw error("'" + line + "' is not a line of music, which begins as [V:1]");
    }
    Voice voice = voices.get(music.group(1));
    if (voice == null) {
      throw error("the voice " + music.group(1) + " is not in the header");
    }
    Matcher symbol = SYMBOL.matcher(music.group(2));
    int at = 0;
    while (at < music.group(2).length()) {
      if (!symbol.find(at) || symbol.start() != at) {
        throw error(voice, "cannot read '" + music.group(2).substring(at) + "'");
      }
      if (symbol.group("space") == null) {
        symbol(voice, symbol);
      }
      at = symbol.end();
    }
    if (voice.tick != voice.barStart) {
      throw error(voice, "the line ends without a bar line");
    }
  }

  private void symbol(Voice voice, Matcher symbol) {
    if (voice.closed) {
      throw error(voice, "there is music after the bar line |] that closes the voice");
    }
    if (symbol.group("bar") != null) {
      bar(voice, symbol.group("bar"));
    } else if (symbol.group("rest") != null) {
      rest(voice, symbol);
    } else {
      note(voice, symbol);
    }
  }

  private void bar(Voice voice, String line) {
    long length = voice.tick - voice.barStart;
    if (length != ticksPerBar) {
      throw error(
          voice, "the bar has " + length + " ticks, but " + field('M') + " has " + ticksPerBar);
    }
    if (line.equals("|]")) {
      if (voice.tied) {
        throw error(voice, "the last note is tied to nothing");
      }
      voice.closed = true;
    }
    voice.bar++;
    voice.barStart = voice.tick;
    voice.accidentals.clear();
  }

  private void rest(Voice voice, Matcher symbol) {
    if (voice.tied || !symbol.group("tie").isEmpty()) {
      throw error(voice, "a rest cannot be tied");
    }
    voice.tick += length(voice, symbol);
  }

  private void note(Voice voice, Matcher symbol) {
    int pitch = pitch(voice, symbol);
    long length = length(voice, symbol);
    if (voice.tied) {
      Note first = voice.notes.remove(voice.notes.size() - 1);
      if (first.pitch() != pitch) {
        throw error(voice, "a tie leads to another pitch, to '" + symbol.group() + "'");
      }
      voice.notes.add(new Note(first.start(), first.duration() + length, pitch, first.velocity()));
    } else {
      voice.notes.add(new Note(voice.tick, length, pitch, voice.velocity()));
    }
    voice.tied = !symbol.group("tie").isEmpty();
    voice.tick += length;
  }

  private int pitch(Voice voice, Matcher symbol) {
    char written = symbol.group("letter").charAt(0);
    char letter = Character.toUpperCase(written);
    String accidental = symbol.group("accidental");
    if (!accidental.isEmpty()) {
      voice.accidentals.put(letter, ALTERATIONS.get(accidental));
    }
    int alteration = voice.accidentals.getOrDefault(letter, signature.getOrDefault(letter, 0));
    String marks = symbol.group("octave");
    int octaves = (written == letter ? 0 : 1) + (marks.startsWith(",") ? -1 : 1) * marks.length();
    int pitch = MIDDLE_C + SEMITONES.getOrDefault(letter, 0) + alteration + 12 * octaves;
    if (pitch < 0 || pitch > 127) {
      throw error(voice, "'" + symbol.group() + "' is outside of what MIDI can play");
    }
    return pitch;
  }

  private long length(Voice voice, Matcher symbol) {
    String times = symbol.group("times");
    String divided = symbol.group("divided");
    long dividend = ticksPerUnit * (times.isEmpty() ? 1 : Integer.parseInt(times));
    long divisor = 1;
    if (!symbol.group("slash").isEmpty()) {
      divisor = divided.isEmpty() ? 2 : Integer.parseInt(divided);
    }
    if (dividend == 0 || divisor == 0 || dividend % divisor != 0) {
      throw error(voice, "'" + symbol.group() + "' is not a whole number of ticks");
    }
    return dividend / divisor;
  }

  private byte[] finish() {
    if (!fields.containsKey('K')) {
      throw error("the tune ends before K:");
    }
    Voice first = voices.values().iterator().next();
    for (Voice voice : voices.values()) {
      if (!voice.closed) {
        throw error(voice, "the voice is not closed by the bar line |]");
      }
      if (voice.tick != first.tick) {
        throw error(
            "voice "
                + voice.id
                + " has "
                + (voice.bar - 1)
                + " bars, but voice "
                + first.id
                + " has "
                + (first.bar - 1));
      }
    }
    Score score =
        new Score(
            TICKS_PER_QUARTER,
            voices.values().stream().map(Voice::part).toList(),
            List.of(tempo),
            List.of(metre),
            first.tick);
    return MidiWriter.write(score, List.of(field('T'), field('C'), field('S')));
  }

  /** Rounded to the nearest. */
  private int microsecondsPerQuarter(Matcher beat) {
    long quarters = 4L * number(beat, 1) * number(beat, 3);
    return Math.toIntExact((60_000_000L * number(beat, 2) + quarters / 2) / quarters);
  }

  private String field(char field) {
    return fields.getOrDefault(field, "");
  }

  private Matcher parse(char field, String value, Pattern pattern, String right) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      throw error("the field " + field + ": is '" + value + "', but has to be as " + right);
    }
    return matcher;
  }

  private int number(Matcher matcher, int group) {
    int number = Integer.parseInt(matcher.group(group));
    if (number == 0) {
      throw error("'" + matcher.group() + "' has a zero");
    }
    return number;
  }

  private long ticks(int dividend, int divisor) {
    if (TICKS_PER_WHOLE * dividend % divisor != 0) {
      throw error(dividend + "/" + divisor + " is not a whole number of ticks");
    }
    return (long) TICKS_PER_WHOLE * dividend / divisor;
  }

  private InputException error(String what) {
    return new InputException(file + ", line " + lineNumber + ": " + what + ".");
  }

  private InputException error(Voice voice, String what) {
    return new InputException(
        file
            + ", line "
            + lineNumber
            + ", voice "
            + voice.id
            + ", bar "
            + voice.bar
            + ": "
            + what
            + ".");
  }

  /** How far one voice has been read. */
  private static final class Voice {
    final String id;
    final String name;
    final int index;
    final List<Note> notes = new ArrayList<>();
    final Map<Character, Integer> accidentals = new HashMap<>();
    long tick;
    long barStart;
    int bar = 1;
    boolean tied;
    boolean closed;

    Voice(String id, String name, int index) {
      this.id = id;
      this.name = name;
      this.index = index;
    }

    int velocity() {
      return index == 0 ? MELODY_VELOCITY : ACCOMPANIMENT_VELOCITY;
    }

    Part part() {
      return new Part(name, index, PIANO, notes);
    }
  }
}
