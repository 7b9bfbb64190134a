package org.musiclstm.tribuo;

import java.util.ArrayList;
import java.util.List;
import org.musiclstm.corpus.Song;
import org.musiclstm.tensor.NoteTensor;
import org.tribuo.Example;
import org.tribuo.protos.core.SequenceExampleProto;
import org.tribuo.sequence.SequenceExample;

/**
 * A song as Tribuo's sequence: one example for each layer, with the layer before it as features and
 * itself as output. Upon silence follows the first.
 */
public final class SongExample extends SequenceExample<Notes> {
  private static final long serialVersionUID = 1L;

  private final Song song;

  SongExample(Song song, LayerNames names) {
    super(examples(song.tensor(), names));
    this.song = song;
  }

  private static List<Example<Notes>> examples(NoteTensor song, LayerNames names) {
    List<Example<Notes>> examples = new ArrayList<>();
    Notes heard = names.notes(song, -1);
    for (int layer = 0; layer < song.layers(); layer++) {
      Notes next = names.notes(song, layer);
      examples.add(LayerNames.example(heard, next));
      heard = next;
    }
    return examples;
  }

  /** The song. */
  public Song song() {
    return song;
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
