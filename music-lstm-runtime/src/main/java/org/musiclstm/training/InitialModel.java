package org.musiclstm.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.musiclstm.InputException;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.network.Parameters;
import org.musiclstm.provenance.Ancestry;
import org.musiclstm.tensor.Encoding;

/**
 * A trained model that training goes on from with other songs. Only what it has learnt is taken
 * over: what RMSProp remembers begins anew, and tempo, metre and instrument are those of the songs.
 *
 * @param parameters what it has learnt
 * @param sha256 of its encoding and parameters
 * @param fingerprint of the training that it came from
 */
public record InitialModel(Parameters parameters, String sha256, String fingerprint) {
  private static final String NOT_SET = "nothing";

  /**
   * Takes a model for a training.
   *
   * @throws InputException when the model has another encoding or network, with each option that
   *     differs and the value to set
   */
  public static InitialModel of(MusicModel model, Encoding encoding, TrainingOptions options) {
    NetworkShape shape = model.parameters().shape();
    Encoding learnt = model.encoding();
    List<String> wanted = new ArrayList<>();
    differs(wanted, "hiddenUnits", shape.hiddenUnits(), options.network().hiddenUnits());
    differs(wanted, "hiddenLayers", shape.hiddenLayers(), options.network().hiddenLayers());
    String output = shape.isChained() ? NetworkOptions.AUTOREGRESSIVE : NetworkOptions.INDEPENDENT;
    differs(wanted, "output", output, options.network().output());
    if (output.equals(options.network().output())) {
      differs(wanted, "nadeUnits", shape.nadeUnits(), options.network().nadeUnits());
    } else if (shape.isChained()) {
      // Of an independent output, it is not known what nadeUnits is.
      wanted.add("nadeUnits to " + shape.nadeUnits());
    }
    SortedMap<String, String> learntOptions = learnt.options();
    SortedMap<String, String> givenOptions = encoding.options();
    SortedSet<String> names = new TreeSet<>(learntOptions.keySet());
    names.addAll(givenOptions.keySet());
    for (String name : names) {
      differs(
          wanted,
          name,
          learntOptions.getOrDefault(name, NOT_SET),
          givenOptions.getOrDefault(name, NOT_SET));
    }
    differs(wanted, "transpose", transpose(learnt), transpose(encoding));
    if (!wanted.isEmpty()) {
      throw new InputException(
          "The initial model was trained with other options than these: set "
              + String.join(", ", wanted)
              + ", or train without an initial model.");
    }
    return new InitialModel(
        model.parameters(), model.learntSha256(), model.provenance().fingerprint());
  }

  private static String transpose(Encoding encoding) {
    return encoding.commonKey() ? "key" : "none or augment";
  }

  private static void differs(List<String> wanted, String option, Object learnt, Object given) {
    if (!learnt.equals(given)) {
      wanted.add(option + " to " + learnt + " (it is " + given + ")");
    }
  }

  /** What the provenance of the model that is trained says of it. */
  Ancestry ancestry() {
    return Ancestry.beginningWith(new Ancestry.Initial(sha256, fingerprint));
  }
}
