package org.musiclstm.tribuo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.tensor.DrumClass;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.PartEncoding;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.impl.ArrayExample;

/**
 * What the values of a step are called: the part where it has a name, the pitch or the drum, and
 * the plane, such as {@code 60:onset} or {@code bass/36:sounding} or {@code drums/snare:onset}.
 */
final class StepNames {
  /** A feature that every example has: Tribuo takes none without features, and silence has none. */
  static final String STEP = "step";

  private final Encoding encoding;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> features = new HashMap<>();
  private final Set<String> counting = new HashSet<>();
  private final boolean[] velocity;

  StepNames(Encoding encoding) {
    this.encoding = encoding;
    this.velocity = encoding.velocityFeatures();
    for (PartEncoding part : encoding.parts()) {
      String prefix = part.name().isEmpty() ? "" : part.name() + "/";
      String[] planes = part.planes().text().split(",", -1);
      for (String plane : planes) {
        for (int row = 0; row < part.rows(); row++) {
          String note =
              part.isDrums()
                  ? DrumClass.ALL.get(row).name()
                  : Integer.toString(part.lowestPitch() + row);
          String name = prefix + note + ":" + plane;
          features.put(name, names.size());
          names.add(name);
          // The plane that stands first predicts what sounds, and of drums what is struck.
          if (plane.equals(planes[0])) {
            counting.add(name);
          }
        }
      }
    }
  }

  /** All names, in the order of the features. */
  List<String> all() {
    return names;
  }

  /**
   * Whether a value predicts that a note sounds, or a drum is struck, so that it counts as a note.
   */
  boolean counts(String name) {
    return counting.contains(name);
  }

  /** Whether a value is a velocity, from 0 to 1; all others are zero or one. */
  boolean isVelocity(int feature) {
    return velocity[feature];
  }

  /** A step of a song; of the step before the first one, silence. */
  Notes notes(NoteTensor song, int step) {
    SortedMap<String, Float> values = new TreeMap<>();
    if (step >= 0) {
      for (int n = song.start(step); n < song.end(step); n++) {
        values.put(names.get(song.active(n)), song.value(n));
      }
    }
    return new Notes(values);
  }

  /** An example that predicts what follows upon a step. */
  static Example<Notes> example(Notes heard, Notes next) {
    List<Feature> values = new ArrayList<>(List.of(new Feature(STEP, 1)));
    heard.values().forEach((name, value) -> values.add(new Feature(name, value)));
    return new ArrayExample<>(next, values);
  }

  /** What the features of an example predict of the step that was heard. */
  static Notes heard(Example<Notes> example) {
    SortedMap<String, Float> values = new TreeMap<>();
    for (Feature feature : example) {
      if (!feature.getName().equals(STEP)) {
        values.put(feature.getName(), (float) feature.getValue());
      }
    }
    return new Notes(values);
  }

  /**
   * A song of steps.
   *
   * @throws IllegalArgumentException when a step has what the encoding cannot predict
   */
  NoteTensor tensor(List<Notes> steps) {
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (Notes step : steps) {
      SortedMap<Integer, Float> active = new TreeMap<>();
      step.values()
          .forEach(
              (name, value) -> {
                Integer feature = features.get(name);
                if (feature == null) {
                  throw new IllegalArgumentException(
                      name + " is no value of a step of this encoding");
                }
                active.put(feature, value);
              });
      int[] numbers = active.keySet().stream().mapToInt(Integer::intValue).toArray();
      float[] values = new float[numbers.length];
      for (int n = 0; n < numbers.length; n++) {
        values[n] = active.getOrDefault(numbers[n], 0f);
      }
      builder.addStep(numbers, values, numbers.length);
    }
    return builder.build();
  }
}
