package org.musiclstm.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.musiclstm.Decimal;

/**
 * What songs made by people are like, to hold pieces against.
 *
 * @param songs how many songs were measured
 * @param measures how each measure is spread over them; without those that no song has
 * @param longestRun how the longest run is spread that each of some songs shares with others, in
 *     beats; none when there was nothing to compare
 * @param copiedShare how the share of copied stretches is spread over the same songs
 * @param noteFrequency how likely the songs are to a baseline that predicts each note by how often
 *     it sounds in the songs that a model learnt from: how the negative log-likelihoods in nats a
 *     step are spread; none when none was reckoned
 * @param likelihood how likely songs are to the model; none when that was not reckoned
 */
public record CorpusFigures(
    int songs,
    Map<Measure, Spread> measures,
    Optional<Spread> longestRun,
    Optional<Spread> copiedShare,
    Optional<Spread> noteFrequency,
    Optional<SongLikelihood> likelihood) {
  /** Of the way from what songs are to a model to what they are to the baseline, what is usual. */
  private static final double USUAL_SHARE = 1 / 3.0;

  /** The same where the songs are those that the model has learnt from, which it knows better. */
  private static final double USUAL_SHARE_OF_LEARNT = 1 / 2.0;

  /** Of fewer songs, so many of a hundred would read oddly. */
  private static final int SONGS_FOR_A_SHARE = 20;

  /** Orders and copies the map. */
  public CorpusFigures {
    Map<Measure, Spread> ordered = new EnumMap<>(Measure.class);
    ordered.putAll(measures);
    measures = Collections.unmodifiableMap(ordered);
  }

  /**
   * The figures of songs.
   *
   * @param songs of each song what it is like
   * @param originalities how much songs share with others: best, how much songs that were kept for
   *     validation share with those that a model learnt from; as a makeshift, see {@link
   *     SongIndex#amongOthers}
   * @param noteFrequency how the baseline of that name says songs; none when there is none
   * @param likelihood how likely songs are to the model; none when that was not reckoned
   */
  public static CorpusFigures of(
      List<MusicMetrics> songs,
      List<Originality> originalities,
      List<Forecast> noteFrequency,
      Optional<SongLikelihood> likelihood) {
    Map<Measure, Spread> measures = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      Spread.of(values(measure, songs)).ifPresent(spread -> measures.put(measure, spread));
    }
    return new CorpusFigures(
        songs.size(),
        measures,
        Spread.of(originalities.stream().mapToDouble(Originality::longestRunBeats)),
        Spread.of(originalities.stream().mapToDouble(Originality::copiedShare)),
        Spread.of(noteFrequency.stream().mapToDouble(Forecast::nllPerStep)),
        likelihood);
  }

  /** Whether there are enough songs to say what so many of a hundred are like. */
  static boolean allowShares(int songs) {
    return songs >= SONGS_FOR_A_SHARE;
  }

  private static DoubleStream values(Measure measure, List<MusicMetrics> pieces) {
    return pieces.stream().map(measure::of).flatMapToDouble(value -> value.stream());
  }

  /**
   * How unlike the songs a piece is: the mean, over the measures that both have, of how far its
   * value lies from the songs' median, counted in halves of the span from the 5th to the 95th
   * percentile, or in tenths of the median where these are longer. A piece with the songs' medians
   * has 0, one that lies on the edges of what 90 of 100 songs have about 1.
   */
  public double unlikeness(MusicMetrics piece) {
    double sum = 0;
    int count = 0;
    for (Map.Entry<Measure, Spread> entry : measures.entrySet()) {
      OptionalDouble value = entry.getKey().of(piece);
      if (value.isPresent()) {
        sum += distance(value.getAsDouble(), entry.getValue());
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double distance(double value, Spread songs) {
    double distance = Math.abs(value - songs.median());
    double unit = Math.max((songs.high() - songs.low()) / 2, Math.abs(songs.median()) / 10);
    return distance == 0 ? 0 : unit == 0 ? 1 : distance / unit;
  }

  /**
   * The most nats per time step that music like the songs has to the model: a third of the way from
   * the 95th percentile of songs that it has not learnt from to that of all songs to the baseline
   * of note frequencies, half of the way from that of songs that it has learnt from. Nothing when
   * either is not known.
   */
  public OptionalDouble usualNllPerStep() {
    if (likelihood.isEmpty() || noteFrequency.isEmpty()) {
      return OptionalDouble.empty();
    }
    double share = likelihood.get().isOfLearnt() ? USUAL_SHARE_OF_LEARNT : USUAL_SHARE;
    double ofSongs = likelihood.get().nllPerStep().high();
    return OptionalDouble.of(ofSongs + share * Math.max(0, noteFrequency.get().high() - ofSongs));
  }

  /** How a measure is spread. */
  public Optional<Spread> spread(Measure measure) {
    return Optional.ofNullable(measures.get(measure));
  }

  /** As JSON. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("songs", songs);
    measures.forEach((measure, spread) -> json.put(measure.key(), spread));
    longestRun.ifPresent(spread -> json.put("longestRunBeats", spread));
    copiedShare.ifPresent(spread -> json.put("copiedShare", spread));
    noteFrequency.ifPresent(spread -> json.put("noteFrequencyNllPerStep", spread));
    likelihood.ifPresent(songs -> json.put("nllPerStep", songs.nllPerStep()));
    usualNllPerStep().ifPresent(nats -> json.put("usualNllPerStep", Decimal.of(nats)));
    return json;
  }
}
