package org.musiclstm.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.musiclstm.corpus.Song;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.tribuo.Example;
import org.tribuo.protos.core.SequenceExampleProto;
import org.tribuo.sequence.SequenceExample;

/**
 * A song as Tribuo's sequence: one example for each step, with the step before it as features and
 * itself as output. Upon silence follows the first.
 */
public final class SongExample extends SequenceExample<Notes> {
  private static final long serialVersionUID = 1L;

  private final Song song;

  SongExample(Song song, StepNames names) {
    super(examples(song.tensor(), names));
    this.song = song;
  }

  private static List<Example<Notes>> examples(NoteTensor song, StepNames names) {
    List<Example<Notes>> examples = new ArrayList<>();
    Notes heard = names.notes(song, -1);
    for (int step = 0; step < song.steps(); step++) {
      Notes next = names.notes(song, step);
      examples.add(StepNames.example(heard, next));
      heard = next;
    }
    return examples;
  }

  /** The song. */
  public Song song() {
    return song;
  }

  /**
   * Refuses a song whose steps mean something else than those of a model.
   *
   * @throws IllegalArgumentException with each option that differs
   */
  void check(Encoding ofModel) {
    Encoding own = song.tensor().encoding();
    if (own.equals(ofModel)) {
      return;
    }
    SortedMap<String, String> values = options(own);
    SortedMap<String, String> wanted = options(ofModel);
    SortedSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(wanted.keySet());
    throw new IllegalArgumentException(
        "the song "
            + song.name()
            + " is of another encoding than the model, which has "
            + names.stream()
                .filter(name -> !value(wanted, name).equals(value(values, name)))
                .map(
                    name ->
                        name
                            + " "
                            + value(wanted, name)
                            + " (the song: "
                            + value(values, name)
                            + ")")
                .collect(Collectors.joining(", "))
            + "; read it with a MidiSource of the model's encoding");
  }

  private static SortedMap<String, String> options(Encoding encoding) {
    SortedMap<String, String> options = new TreeMap<>(encoding.options());
    options.put("commonKey", Boolean.toString(encoding.commonKey()));
    return options;
  }

  private static String value(SortedMap<String, String> options, String name) {
    return options.getOrDefault(name, "none");
  }

  /** {@inheritDoc} It cannot: songs are read again from their files instead. */
  @Override
  public SequenceExampleProto serialize() {
    throw notStored();
  }

  static UnsupportedOperationException notStored() {
    return new UnsupportedOperationException(
        "Songs are not stored by Tribuo; read them again from their MIDI files with MidiSource.");
  }
}
