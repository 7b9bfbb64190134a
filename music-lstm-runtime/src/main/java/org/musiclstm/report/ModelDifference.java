package org.musiclstm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.NamedTensor;
import org.musiclstm.provenance.Provenance;

/**
 * In what two models differ that ought to be the same, entry by entry of their files.
 *
 * @param clauses what differs, without a full stop, that about the weights first; none where the
 *     models hold the same
 * @param inWeights whether the weights differ
 */
public record ModelDifference(List<String> clauses, boolean inWeights) {
  private static final int NAMED = 3;

  /** Compares a model with the one that was made to be the same. */
  public static ModelDifference of(MusicModel expected, MusicModel made) {
    Comparison comparison = new Comparison(expected, made);
    boolean inWeights = comparison.weights();
    comparison.description();
    comparison.provenance();
    comparison.log();
    return new ModelDifference(comparison.clauses, inWeights);
  }

  /** A comparison on its way. */
  private static final class Comparison {
    private final MusicModel expected;
    private final MusicModel made;
    private final List<String> clauses = new ArrayList<>();

    Comparison(MusicModel expected, MusicModel made) {
      this.expected = expected;
      this.made = made;
    }

    /** Says whether the weights differ. */
    boolean weights() {
      List<String> names = new ArrayList<>();
      List<NamedTensor> there = expected.parameters().tensors();
      List<NamedTensor> here = made.parameters().tensors();
      for (int n = 0; n < Math.max(there.size(), here.size()); n++) {
        if (n >= there.size() || n >= here.size() || !there.get(n).equals(here.get(n))) {
          names.add((n < there.size() ? there : here).get(n).name());
        }
      }
      if (names.isEmpty()) {
        return false;
      }
      clauses.add("the weights differ in " + named(names));
      return true;
    }

    private void description() {
      differs("model.json", "encoding", expected.encoding(), made.encoding());
      differs("model.json", "network", expected.parameters().shape(), made.parameters().shape());
      differs("model.json", "style", expected.style(), made.style());
    }

    private void provenance() {
      Provenance there = expected.provenance();
      Provenance here = made.provenance();
      String file = "provenance.json";
      differs(file, "version of music-lstm", there.making().version(), here.making().version());
      differs(file, "version of Tribuo", there.making().tribuo(), here.making().tribuo());
      differs(file, "time", there.making().time(), here.making().time());
      differs(file, "fingerprint", there.fingerprint(), here.fingerprint());
      values(file, there.options(), here.options());
      values(file, there.results(), here.results());
      List<String> songs = new ArrayList<>();
      for (int n = 0; n < there.songs().size(); n++) {
        if (n >= here.songs().size() || !there.songs().get(n).equals(here.songs().get(n))) {
          songs.add(there.songs().get(n).name());
        }
      }
      if (!songs.isEmpty()) {
        clauses.add(file + " says something else of the songs " + named(songs));
      }
      differs(file, "files that could not be used", there.rejected(), here.rejected());
    }

    private void values(
        String file, SortedMap<String, String> there, SortedMap<String, String> here) {
      SortedSet<String> names = new TreeSet<>(there.keySet());
      names.addAll(here.keySet());
      names.forEach(
          name ->
              differs(
                  file,
                  name,
                  there.getOrDefault(name, "nothing"),
                  here.getOrDefault(name, "nothing")));
    }

    private void log() {
      if (!expected.log().csv().equals(made.log().csv())) {
        clauses.add("training-log.csv says another course of the training");
      }
    }

    private void differs(String file, String what, Object there, Object here) {
      if (!Objects.equals(there, here)) {
        clauses.add(file + " has another " + what + " (" + there + ", now " + here + ")");
      }
    }

    private static String named(List<String> names) {
      String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
      return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
  }
}
