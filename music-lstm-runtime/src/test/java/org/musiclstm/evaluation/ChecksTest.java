package org.musiclstm.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.musiclstm.evaluation.Pieces.note;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;
import org.musiclstm.evaluation.CheckResult.Level;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.score.Note;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Planes;

class ChecksTest {
  private static final List<Music> SONGS = Pieces.tunes("song", 20, 16);
  private static final SongIndex INDEX = new SongIndex(SONGS);
  private static final CorpusFigures CORPUS = figures(SONGS);

  private static CorpusFigures figures(List<Music> songs) {
    SongIndex index = new SongIndex(songs);
    return CorpusFigures.of(
        songs.stream().map(MusicMetrics::of).toList(),
        IntStream.range(0, songs.size()).mapToObj(index::amongOthers).toList(),
        List.of(),
        Optional.empty());
  }

  private static List<CheckResult> check(Music... pieces) {
    return check(CORPUS, pieces);
  }

  private static List<CheckResult> check(CorpusFigures corpus, Music... pieces) {
    return Checks.of(
        Arrays.stream(pieces)
            .map(piece -> PieceFigures.of(piece, INDEX, Optional.empty()))
            .toList(),
        corpus,
        Optional.empty(),
        CheckOptions.DEFAULT);
  }

  private static List<Check> failures(List<CheckResult> results) {
    return results.stream()
        .filter(result -> result.level() == Level.FAILURE)
        .map(CheckResult::check)
        .toList();
  }

  private static CheckResult of(List<CheckResult> results, Check check) {
    return results.stream().filter(result -> result.check() == check).findFirst().orElseThrow();
  }

  private static Music piece(List<Note> notes) {
    return Pieces.piece(notes.toArray(Note[]::new));
  }

  /** A new tune, in which from beat 8 on something else happens. */
  private static Music withHole(int beats, Note... instead) {
    List<Note> notes = new ArrayList<>(notes(Pieces.tune("new", 77, 16), 0));
    notes.removeIf(note -> note.end() > 8 * 48 && note.start() < (8L + beats) * 48);
    notes.addAll(List.of(instead));
    return piece(notes);
  }

  private static List<Note> notes(Music music, int up) {
    return Decoder.decode(music.tensor(), music.style()).parts().get(0).notes().stream()
        .map(each -> note(each.start() / 480.0, each.duration() / 480.0, each.pitch() + up))
        .toList();
  }

  @Test
  void aNewTunePassesEverything() {
    assertThat(check(Pieces.tune("new", 77, 16)))
        .extracting(CheckResult::check, CheckResult::level, CheckResult::message)
        .containsExactly(
            tuple(Check.SILENCE, Level.PASSED, ""),
            tuple(Check.DRONE, Level.PASSED, ""),
            tuple(
                Check.NOISE,
                Level.SKIPPED,
                "Noise was not looked for, since there is nothing in the piece."),
            tuple(Check.COPIES, Level.PASSED, ""),
            tuple(Check.CHARACTER, Level.PASSED, ""));
  }

  @Test
  void silenceFails() {
    Music empty = Pieces.steps("empty", 4, new int[64][0]);
    Music rare = piece(IntStream.range(0, 20).mapToObj(n -> note(3 * n, 1, 60 + n % 7)).toList());

    assertThat(failures(check(empty))).containsExactly(Check.SILENCE);
    assertThat(of(check(empty), Check.SILENCE).message()).startsWith("There is not a single note.");
    assertThat(of(check(rare), Check.SILENCE))
        .returns(Level.FAILURE, CheckResult::level)
        .extracting(CheckResult::message)
        .asString()
        .startsWith("In 65.5 % of the beats nothing sounds; more than 50 % is too much.");
    assertThat(of(check(withHole(9)), Check.SILENCE))
        .returns(Level.FAILURE, CheckResult::level)
        .extracting(CheckResult::message)
        .asString()
        .startsWith(
            "Nothing sounds for 9 beats on end, from bar 3, beat 1; more than 8 beats are too"
                + " many. Generate with longestSilence at 4, another seed");
    assertThat(of(check(withHole(6)), Check.SILENCE))
        .returns(Level.WARNING, CheckResult::level)
        .extracting(CheckResult::message)
        .isEqualTo(
            "Nothing sounds for 6 beats on end, from bar 3, beat 1, which passes; more than 8 beats"
                + " would not.");
    assertThat(of(check(withHole(3)), Check.SILENCE).level()).isEqualTo(Level.PASSED);
  }

  @Test
  void aDroneFailsBeItHeldOrStruckAgain() {
    Note[] struck =
        IntStream.range(0, 34).mapToObj(n -> note(8 + n / 2.0, 0.5, 60)).toArray(Note[]::new);

    for (Music drone :
        List.of(withHole(17, note(8, 17, 60), note(8, 17, 64)), withHole(17, struck))) {
      assertThat(failures(check(drone))).containsExactly(Check.DRONE);
      assertThat(of(check(drone), Check.DRONE).message())
          .startsWith(
              "The same goes on for 17 beats without a change, from bar 3, beat 1; more than 16"
                  + " beats are too many. Generate with longestDrone at 8, another seed");
    }
    assertThat(failures(check(withHole(16, note(8, 16, 60))))).isEmpty();
    assertThat(of(check(withHole(16, note(8, 16, 60))), Check.DRONE).level())
        .isEqualTo(Level.WARNING);
  }

  @Test
  void aPieceOfNothingButOneChordFailsHoweverShortItIs() {
    for (int beats : new int[] {2, 8, 16}) {
      Music chord = piece(List.of(note(0, beats, 60), note(0, beats, 64)));
      Music almost = piece(List.of(note(0, 0.95 * beats, 60), note(0.95 * beats, beats, 64)));

      assertThat(failures(check(chord))).containsExactly(Check.DRONE);
      assertThat(of(check(chord), Check.DRONE).message())
          .startsWith(
              ("The same goes on for %d beats without a change, from bar 1, beat 1, and the"
                      + " whole piece has %d beats.")
                  .formatted(beats, beats));
      assertThat(failures(check(almost))).isEmpty();
    }
    CheckOptions off = CheckOptions.DEFAULT.with(CheckOptions.UNCHANGED_BEATS, 1_000_000.0);
    PieceFigures chord = PieceFigures.of(piece(List.of(note(0, 40, 60))), INDEX, Optional.empty());
    assertThat(failures(Checks.of(List.of(chord), CORPUS, Optional.empty(), off)))
        .containsExactly(Check.DRONE);
  }

  @Test
  void copiesFailInEveryKey() {
    for (int up : new int[] {0, 3, -5, 12}) {
      Music copy = piece(notes(SONGS.get(7), up));

      assertThat(failures(check(copy))).containsExactly(Check.COPIES);
      assertThat(of(check(copy), Check.COPIES).message())
          .contains("stand note for note in song7 from bar 1, beat 1, ")
          .contains("stretches of 8 beats, 100 % stand in songs")
          .contains(up == 0 ? "in the same key" : up == 3 ? "3 semitones lower" : "semitones");
    }
  }

  @Test
  void whereNoSongIsThereCopiesAreNotLookedFor() throws Exception {
    PieceFigures piece = PieceFigures.of(SONGS.get(7), new SongIndex(List.of()), Optional.empty());

    CheckResult copies =
        of(Checks.of(List.of(piece), CORPUS, Optional.empty(), CheckOptions.DEFAULT), Check.COPIES);

    assertThat(copies.level()).isEqualTo(Level.SKIPPED);
    assertThat(copies.message())
        .isEqualTo(
            "Copies were not looked for, since no song is there that the model has learnt from.");
    assertThat(copies.figures()).isEmpty();
    assertThat(new String(JsonText.of(piece), StandardCharsets.UTF_8))
        .doesNotContain("originality");
  }

  @Test
  void aLongQuotationFailsAndAShortOneIsWarnedOf() {
    List<Note> quoted = new ArrayList<>(notes(SONGS.get(7), 0));
    quoted.removeIf(note -> note.start() >= 18 * 48);
    List<Note> shorter = new ArrayList<>(quoted);
    shorter.removeIf(note -> note.start() >= 12 * 48);
    for (Note note : notes(Pieces.tune("new", 77, 16), 0)) {
      if (note.start() >= 18 * 48) {
        quoted.add(note);
      }
      if (note.start() >= 12 * 48) {
        shorter.add(note);
      }
    }

    assertThat(failures(check(piece(quoted)))).containsExactly(Check.COPIES);
    assertThat(of(check(piece(shorter)), Check.COPIES).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void noiseFails() {
    PieceFigures noise =
        PieceFigures.of(
            Pieces.tune("noise", 77, 16), INDEX, Optional.of(new PieceLikelihood(14.204, 10.984)));
    PieceFigures music =
        PieceFigures.of(
            Pieces.tune("music", 77, 16), INDEX, Optional.of(new PieceLikelihood(7, 10.984)));
    // So wild that the baseline is no measure of it, but that of songs is.
    PieceFigures wild =
        PieceFigures.of(
            Pieces.tune("wild", 77, 16), INDEX, Optional.of(new PieceLikelihood(12.5, 14.6)));
    CorpusFigures corpus =
        CorpusFigures.of(
            SONGS.stream().map(MusicMetrics::of).toList(),
            List.of(),
            List.of(
                new Forecast(100, 1000, FrameCounts.NONE),
                new Forecast(100, 1200, FrameCounts.NONE)),
            Optional.empty());

    List<CheckResult> results =
        Checks.of(
            List.of(noise, music, wild),
            corpus,
            Optional.of(new PieceLikelihood(11, 10.984)),
            CheckOptions.DEFAULT);

    assertThat(results)
        .filteredOn(result -> result.check() == Check.NOISE)
        .extracting(CheckResult::subject, CheckResult::level, CheckResult::message)
        .containsExactly(
            tuple(
                "noise",
                Level.FAILURE,
                "The model expects this less than one that knows nothing but how often each note"
                    + " sounds: 14.2 against 10.98 nats per time step. Train for longer, or generate with"
                    + " a lower temperature."),
            tuple("music", Level.PASSED, ""),
            tuple(
                "wild",
                Level.FAILURE,
                "The model expects this less than one that knows nothing but how often each note"
                    + " sounds expects 95 of 100 songs: 12.5 against 11.9 nats per time step. Train for"
                    + " longer, or generate with a lower temperature."),
            tuple(
                CheckResult.MODEL,
                Level.FAILURE,
                "The model expects the songs that it was validated on less than one that knows"
                    + " nothing but how often each note sounds: 11 against 10.98 nats per time step. Train"
                    + " for longer or on more songs."));
  }

  @Test
  void whatTheModelExpectsFarLessThanSongsIsWarnedOfLongBeforeItIsNoise() throws Exception {
    List<Forecast> toFrequencies =
        IntStream.range(0, 20).mapToObj(n -> new Forecast(10, 150, FrameCounts.NONE)).toList();
    List<Forecast> toModel =
        IntStream.range(0, 20).mapToObj(n -> new Forecast(10, 60, FrameCounts.NONE)).toList();
    // A third of the way from 6 to 15 where the model has not learnt from the songs, else half.
    for (boolean isOfLearnt : new boolean[] {false, true}) {
      double usual = isOfLearnt ? 10.5 : 9;
      CorpusFigures corpus =
          CorpusFigures.of(
              SONGS.stream().map(MusicMetrics::of).toList(),
              List.of(),
              toFrequencies,
              SongLikelihood.of(toModel, isOfLearnt));

      List<CheckResult> results =
          Checks.of(
              Stream.of(2.0, usual - 0.01, usual + 0.01, 14.9, 15.1)
                  .map(
                      nats ->
                          PieceFigures.of(
                              Pieces.tune("tune", 77, 16),
                              INDEX,
                              Optional.of(new PieceLikelihood(nats, 16))))
                  .toList(),
              corpus,
              Optional.empty(),
              CheckOptions.DEFAULT);

      assertThat(results)
          .filteredOn(result -> result.check() == Check.NOISE)
          .extracting(CheckResult::level)
          .containsExactly(Level.PASSED, Level.PASSED, Level.WARNING, Level.WARNING, Level.FAILURE);
      assertThat(results)
          .filteredOn(result -> result.check() == Check.NOISE)
          .extracting(CheckResult::message)
          .contains(
              "The model expects this far less than songs: 14.9 nats per time step, and more than "
                  + (isOfLearnt ? "10.5" : "9")
                  + " is warned of; 95 of 100 songs that it has "
                  + (isOfLearnt ? "" : "not ")
                  + "learnt from have up to 6. Lower the temperature or train for longer.");
      assertThat(new String(JsonText.of(corpus), StandardCharsets.UTF_8))
          .contains("\"usualNllPerStep\" : " + (isOfLearnt ? "10.5" : "9"));
    }
  }

  @Test
  void thickMusicIsNoNoiseWhereSongsAreAsThick() {
    PieceFigures thick =
        PieceFigures.of(
            Pieces.tune("thick", 77, 16), INDEX, Optional.of(new PieceLikelihood(15, 20)));
    List<Forecast> songs =
        IntStream.range(0, 20)
            .mapToObj(n -> new Forecast(10, n < 17 ? 80 : 180, FrameCounts.NONE))
            .toList();

    assertThat(
            failures(
                Checks.of(
                    List.of(thick),
                    CorpusFigures.of(
                        SONGS.stream().map(MusicMetrics::of).toList(),
                        List.of(),
                        songs,
                        Optional.empty()),
                    Optional.empty(),
                    CheckOptions.DEFAULT)))
        .isEmpty();
  }

  @Test
  void notesByChanceAreUnlikeTheSongs() {
    Random random = new Random(1);
    List<Note> notes = new ArrayList<>();
    for (int n = 0; n < 600; n++) {
      notes.add(note(random.nextInt(256) / 4.0, 0.25, 21 + random.nextInt(88)));
    }

    List<CheckResult> results = check(piece(notes));

    assertThat(of(results, Check.CHARACTER))
        .returns(Level.WARNING, CheckResult::level)
        .extracting(CheckResult::message)
        .asString()
        .contains("Unlike the songs: pitch range 87, where 90 of 100 songs have")
        .contains("scale consistency 0.6, where 90 of 100 songs have");
  }

  @Test
  void whatIsUnlikeTheSongsIsPredictedOnceForEachMeasureAndWithBoundsOnBothSides()
      throws Exception {
    Random random = new Random(1);
    List<Music> pieces = new ArrayList<>(List.of(Pieces.tune("new", 77, 16)));
    for (int piece = 0; piece < 3; piece++) {
      List<Note> notes = new ArrayList<>();
      for (int n = 0; n < 600; n++) {
        notes.add(note(random.nextInt(256) / 4.0, 0.25, 21 + random.nextInt(88)));
      }
      pieces.add(piece(notes));
    }

    List<CheckResult> results = check(pieces.toArray(Music[]::new));
    List<String> lines = CharacterCheck.lines(results, CORPUS);

    assertThat(lines)
        .filteredOn(line -> line.contains("scale consistency"))
        .singleElement()
        .asString()
        .matches(
            "3 of 4 pieces: scale consistency 0\\.\\d+ to 0\\.\\d+, where 90 of 100 songs have 0.99 to 1\\.");
    assertThat(lines).hasSizeLessThan(10);
    assertThat(CharacterCheck.lines(check(pieces.get(0)), CORPUS)).isEmpty();
    assertThat(new String(JsonText.of(of(results, Check.CHARACTER)), StandardCharsets.UTF_8))
        .containsPattern(
            "\"name\" : \"scaleConsistency\",\\s+\"value\" : [\\d.]+,\\s+\"least\" : 0[.]8\\d+,"
                + "\\s+\"bound\" : 1[.]\\d+\\s");
  }

  @Test
  void aPieceThatFailsForSilenceIsNotComparedWithSongsAsWell() {
    Music rare = piece(IntStream.range(0, 20).mapToObj(n -> note(3 * n, 1, 60 + n % 7)).toList());

    assertThat(of(check(rare), Check.CHARACTER).level()).isEqualTo(Level.SKIPPED);
    assertThat(CharacterCheck.lines(check(rare), CORPUS)).isEmpty();
  }

  @Test
  void piecesThatAreNoneOfThemFarOffMayBeUnlikeTogether() {
    Music[] thin =
        IntStream.range(0, 5)
            .mapToObj(
                n ->
                    piece(
                        notes(Pieces.tune("new", 77 + n, 16), 0).stream()
                            .filter(note -> note.pitch() >= 60)
                            .toList()))
            .toArray(Music[]::new);

    CheckResult together =
        check(thin).stream()
            .filter(result -> result.subject().equals(CheckResult.ALL_PIECES))
            .findFirst()
            .orElseThrow();

    assertThat(together.level()).isEqualTo(Level.WARNING);
    assertThat(together.message())
        .startsWith("Their medians are unlike those of the songs: ")
        .contains("polyphony 1, where 90 of 100 songs have 2 to 2");
    assertThat(check(Pieces.tunes("new", 5, 16).toArray(Music[]::new)))
        .filteredOn(result -> result.check() != Check.NOISE)
        .allSatisfy(result -> assertThat(result.level()).isEqualTo(Level.PASSED));
  }

  @Test
  void whatManySongsDoIsNoFailure() {
    Music drone = withHole(20, note(8, 20, 60));
    List<Music> songs = new ArrayList<>(SONGS);
    songs.addAll(List.of(drone, drone));

    assertThat(failures(check(drone))).containsExactly(Check.DRONE);
    assertThat(failures(check(figures(songs), drone))).doesNotContain(Check.DRONE);
  }

  @Test
  void noCorpusExcusesAPieceOfNothingElse() {
    Music drone = piece(List.of(note(0, 60, 60), note(60, 1, 62)));
    Music silence = piece(List.of(note(0, 0.25, 60), note(60, 0.25, 62)));
    CorpusFigures odd =
        figures(
            Stream.concat(
                    IntStream.range(0, 10).mapToObj(n -> drone),
                    IntStream.range(0, 10).mapToObj(n -> silence))
                .toList());

    assertThat(failures(check(odd, drone))).contains(Check.DRONE);
    assertThat(failures(check(odd, silence))).contains(Check.SILENCE);
  }

  @Test
  void aCorpusWithEverySongTwiceExcusesNoCopies() {
    List<Music> twice =
        Stream.concat(
                SONGS.stream(), SONGS.stream().map(song -> Pieces.named("2-" + song.name(), song)))
            .toList();

    assertThat(failures(check(figures(twice), SONGS.get(3)))).containsExactly(Check.COPIES);
  }

  @Test
  void withFewSongsNothingFails() {
    CorpusFigures few = figures(SONGS.subList(0, 9));

    List<CheckResult> results = check(few, SONGS.get(3), Pieces.steps("empty", 4, new int[64][0]));

    assertThat(failures(results)).isEmpty();
    assertThat(of(results, Check.COPIES).level()).isEqualTo(Level.WARNING);
    assertThat(of(results.subList(5, 10), Check.SILENCE).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void ofFewSongsNoShareOfAHundredIsPredicted() {
    Music thin =
        piece(
            notes(Pieces.tune("new", 77, 16), 0).stream()
                .filter(note -> note.pitch() >= 60)
                .toList());

    for (int songs : new int[] {19, 20}) {
      CorpusFigures corpus = figures(SONGS.subList(0, songs));
      assertThat(CharacterCheck.lines(check(corpus, thin), corpus))
          .anyMatch(
              line ->
                  line.startsWith("1 of 1 piece: ")
                      && line.contains(
                          songs < 20
                              ? ", where most of the songs have "
                              : ", where 90 of 100 songs have "));
    }
  }

  @Test
  void theTunesOfTheQuickstartPass() {
    List<Music> tunes = Pieces.read(Path.of("../it/quickstart/src/main/midi"), Pieces.ENCODING);
    SongIndex index = new SongIndex(tunes);
    List<PieceFigures> pieces = new ArrayList<>();
    for (int n = 0; n < tunes.size(); n++) {
      Music tune = index.songs().get(n);
      pieces.add(
          new PieceFigures(
              tune.name(),
              MusicMetrics.of(tune),
              Optional.of(index.amongOthers(n)),
              Optional.empty()));
    }

    List<CheckResult> results =
        Checks.of(pieces, figures(tunes), Optional.empty(), CheckOptions.DEFAULT);

    assertThat(results)
        .hasSize(5 * tunes.size() + 1)
        .filteredOn(result -> result.check() != Check.NOISE)
        .allSatisfy(
            result -> assertThat(result.level()).as(result.toString()).isEqualTo(Level.PASSED));
  }

  @Test
  void resultsAreJson() throws Exception {
    String json =
        new String(JsonText.of(check(withHole(17, note(8, 17, 60)))), StandardCharsets.UTF_8);

    assertThat(json)
        .contains(
            """
                "check" : "drone",
                "subject" : "piece",
                "result" : "failure",
            """)
        .contains(
            """
                    "name" : "longestUnchanged",
                    "value" : 17,
                    "bound" : 16
            """);
    assertThat(new String(JsonText.of(CORPUS), StandardCharsets.UTF_8))
        .contains("\"songs\" : 20,", "\"p95\" :", "\"copiedShare\" :");
    assertThat(
            new String(
                JsonText.of(
                    PieceFigures.of(SONGS.get(0), INDEX, Optional.of(new PieceLikelihood(1.5, 2)))),
                StandardCharsets.UTF_8))
        .contains("\"song\" : \"song0\"", "\"nllPerStep\" : 1.5,", "\"beat\" : 1\n");
  }

  @Test
  void boundsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> CheckOptions.DEFAULT.with(CheckOptions.EMPTY_BEAT_RATE, 1.5))
        .isInstanceOf(InputException.class)
        .hasMessage("The option emptyBeatRate is 1.5, but has to be from 0 to 1.");
    assertThatThrownBy(() -> CheckOptions.DEFAULT.with(CheckOptions.UNCHANGED_BEATS, Double.NaN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unchangedBeats");
    assertThatThrownBy(
            () -> CheckOptions.DEFAULT.with(CheckOptions.SILENT_BEATS, Double.POSITIVE_INFINITY))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The option silentBeats is Infinity, but has to be a finite number, 0 or more.");
    assertThatThrownBy(() -> CheckOptions.DEFAULT.with(CheckOptions.LEAST_SONGS, -1))
        .isInstanceOf(InputException.class)
        .hasMessage("The option leastSongs is -1, but has to be 0 or more.");
  }

  @Test
  void largeBoundsSwitchChecksOff() throws Exception {
    CheckOptions off =
        CheckOptions.DEFAULT
            .with(CheckOptions.EMPTY_BEAT_RATE, 1.0)
            .with(CheckOptions.SILENT_BEATS, Double.MAX_VALUE)
            .with(CheckOptions.UNCHANGED_BEATS, Double.MAX_VALUE)
            .with(CheckOptions.COPIED_BEATS, Double.MAX_VALUE)
            .with(CheckOptions.COPIED_SHARE, 1.0);

    for (Music piece :
        List.of(SONGS.get(7), withHole(40), withHole(40, note(8, 40, 60), note(8, 40, 64)))) {
      assertThat(failures(check(piece))).isNotEmpty();
      List<CheckResult> results =
          Checks.of(
              List.of(PieceFigures.of(piece, INDEX, Optional.empty())),
              CORPUS,
              Optional.empty(),
              off);
      assertThat(failures(results)).isEmpty();
      assertThat(new String(JsonText.of(results), StandardCharsets.UTF_8)).contains("\"bound\"");
    }
  }

  /**
   * Songs that people wrote, held against others; the system property {@code music-lstm.corpora}
   * names a folder of them. Some are, in whole or in part, the others over again, and no more than
   * these may fail.
   */
  @Test
  void songsByPeoplePassUnlessTheyAreAmongTheOthers() {
    String corpora = System.getProperty("music-lstm.corpora", "");
    assumeTrue(!corpora.isEmpty(), "music-lstm.corpora names a folder");
    Map<String, Encoding> encodings =
        Map.of(
            "jsb-midi", Encoding.DEFAULT,
            "bl-midi/jsb_chorales", new Encoding(1, 21, 108, Planes.SOUNDING),
            "bl-midi/nottingham", new Encoding(2, 21, 108, Planes.SOUNDING));
    encodings.forEach(
        (set, encoding) -> {
          Path folder = Path.of(corpora).resolve(set);
          assumeTrue(Files.isDirectory(folder), set + " is there");
          assertSongsPass(
              Pieces.read(folder.resolve("train"), encoding),
              Pieces.read(folder.resolve("valid"), encoding));
        });
  }

  private static void assertSongsPass(List<Music> training, List<Music> heldOut) {
    SongIndex index = new SongIndex(training);
    List<PieceFigures> pieces =
        heldOut.stream().map(song -> PieceFigures.of(song, index, Optional.empty())).toList();
    CorpusFigures corpus =
        CorpusFigures.of(
            training.stream().map(MusicMetrics::of).toList(),
            pieces.stream().flatMap(piece -> piece.originality().stream()).toList(),
            List.of(),
            Optional.empty());

    List<CheckResult> results = Checks.of(pieces, corpus, Optional.empty(), CheckOptions.DEFAULT);

    assertThat(failures(results)).containsOnly(Check.COPIES).hasSizeLessThan(pieces.size() / 20);
    assertThat(results)
        .filteredOn(result -> result.level() == Level.WARNING)
        .hasSizeLessThan(pieces.size() / 10);
    assertThat(results)
        .filteredOn(result -> result.subject().equals(CheckResult.ALL_PIECES))
        .extracting(CheckResult::level)
        .containsExactly(Level.PASSED);
  }
}
