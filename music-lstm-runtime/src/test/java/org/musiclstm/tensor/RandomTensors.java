package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Encodings, styles and tensors of any kind. */
final class RandomTensors {
  private RandomTensors() {}

  /** An encoding that takes what it writes back into the same parts. */
  static Encoding encoding(Random random) {
    Grid grid =
        random.nextInt(3) == 0
            ? Grid.time(1 + random.nextInt(1000))
            : Grid.beats(1 + random.nextInt(96));
    if (random.nextBoolean()) {
      return new Encoding(grid, false, List.of(pitched(random, "", NoteSelection.REST, -1, 0)));
    }
    List<PartEncoding> parts = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int n = 0; n < count; n++) {
      int program = 10 * n + random.nextInt(10);
      int channel = 10 + n;
      parts.add(
          pitched(random, "part " + n, selection(random, n, program, channel), program, channel));
    }
    if (random.nextBoolean()) {
      parts.add(pitched(random, "rest", NoteSelection.REST, 100, 3));
    }
    if (random.nextBoolean()) {
      parts.add(
          random.nextInt(parts.size() + 1),
          PartEncoding.drums("drums", random.nextBoolean() ? Planes.ONSET : Planes.ONSET_VELOCITY));
    }
    return new Encoding(grid, false, parts);
  }

  /** One of the ways to choose what is written with this number, program and channel. */
  private static NoteSelection selection(Random random, int n, int program, int channel) {
    Span programs = new Span(10 * n, Math.max(program, 10 * n + random.nextInt(10)));
    List<Span> channels = List.of(new Span(channel, channel));
    List<String> tracks = List.of("nothing", "P?rt *" + n);
    int ways = 1 + random.nextInt(7);
    return new NoteSelection(
        NoteSelection.Kind.CHOSEN,
        (ways & 1) > 0 ? List.of(new Span(127, 127), programs) : List.of(),
        (ways & 2) > 0 ? channels : List.of(),
        (ways & 4) > 0 ? tracks : List.of());
  }

  private static PartEncoding pitched(
      Random random, String name, NoteSelection notes, int program, int channel) {
    int lowest = random.nextInt(128);
    int highest = lowest + random.nextInt(128 - lowest);
    List<Planes> planes = Planes.of(false);
    return new PartEncoding(
        name, notes, planes.get(random.nextInt(planes.size())), lowest, highest, program, channel);
  }

  static Style style(Random random, Encoding encoding) {
    int beatUnit = 1 << random.nextInt(8);
    return new Style(
        1 + random.nextInt(0xFFFFFF),
        1 + random.nextInt(Math.min(255, Style.MOST_QUARTERS_A_BAR * beatUnit / 4)),
        beatUnit,
        encoding.parts().stream()
            .map(part -> new Sound(1 + random.nextInt(127), random.nextInt(128)))
            .toList());
  }

  /** A tensor in which what sounds has begun, without more silence at its end than is kept. */
  static NoteTensor tensor(Random random) {
    Encoding encoding = encoding(random);
    double density = random.nextDouble();
    List<boolean[]> sounding =
        encoding.parts().stream().map(part -> new boolean[part.rows()]).toList();
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    int steps = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(40);
    for (int step = 0; step < steps; step++) {
      Step next = new Step();
      for (int n = 0; n < sounding.size(); n++) {
        boolean mustSound = n == 0 && step == steps - 1;
        next.add(
            random,
            encoding.parts().get(n),
            encoding.firstFeature(n),
            sounding.get(n),
            density,
            mustSound);
      }
      next.addTo(builder);
    }
    if (steps > 0) {
      for (int silent = random.nextInt(16 * encoding.stepsPerQuarter()); silent > 0; silent--) {
        builder.addStep();
      }
    }
    return builder.build();
  }

  /** Features of a step in order. */
  private static final class Step {
    private final List<Integer> features = new ArrayList<>();
    private final List<Float> values = new ArrayList<>();

    void add(
        Random random,
        PartEncoding part,
        int first,
        boolean[] sounding,
        double density,
        boolean mustSound) {
      boolean[] onset = new boolean[sounding.length];
      for (int row = 0; row < sounding.length; row++) {
        boolean before = sounding[row] && part.planes().hasSounding();
        boolean goesOn = before && random.nextBoolean();
        onset[row] = random.nextDouble() < density || (mustSound && row == 0);
        sounding[row] = goesOn || onset[row];
      }
      List<Integer> begun =
          IntStream.range(0, onset.length).filter(row -> onset[row]).boxed().toList();
      if (part.planes().hasSounding()) {
        IntStream.range(0, sounding.length)
            .filter(row -> sounding[row])
            .forEach(row -> add(first + row, 1f));
      }
      if (part.planes().hasOnsets()) {
        begun.forEach(row -> add(first + part.onsets() + row, 1f));
      }
      if (part.planes().hasVelocity()) {
        begun.forEach(
            row -> add(first + part.velocities() + row, Velocity.value(1 + random.nextInt(127))));
      }
    }

    private void add(int feature, float value) {
      features.add(feature);
      values.add(value);
    }

    void addTo(NoteTensor.Builder builder) {
      float[] array = new float[values.size()];
      for (int n = 0; n < array.length; n++) {
        array[n] = values.get(n);
      }
      builder.addStep(features.stream().mapToInt(Integer::intValue).toArray(), array, array.length);
    }
  }
}
