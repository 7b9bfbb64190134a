package org.musiclstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.musiclstm.corpus.LeftOut;
import org.musiclstm.corpus.Song;
import org.musiclstm.corpus.SongFacts;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.tensor.Decoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.NoteTensor;
import org.musiclstm.tensor.Planes;
import org.musiclstm.tensor.Style;

/** Songs that obey what an encoding can express, and training options for small networks. */
public final class RandomSongs {
  /** 34 features, which is no whole panel. */
  public static final Encoding ENCODING = new Encoding(2, 55, 71, Planes.SOUNDING_ONSET);

  private RandomSongs() {}

  /** A song in which notes begin, go on, repeat and end at random; its last step sounds. */
  public static NoteTensor tensor(Random random, Encoding encoding, int steps) {
    int pitches = encoding.rows();
    boolean[] sounded = new boolean[pitches];
    NoteTensor.Builder builder = NoteTensor.builder(encoding);
    for (int step = 0; step < steps; step++) {
      int[] features = new int[encoding.features()];
      int count = 0;
      boolean[] begins = new boolean[pitches];
      for (int pitch = 0; pitch < pitches; pitch++) {
        boolean goesOn = sounded[pitch] && random.nextDouble() < 0.6;
        begins[pitch] = random.nextDouble() < 0.06 || (step == steps - 1 && pitch == 3);
        sounded[pitch] = goesOn || begins[pitch];
        if (sounded[pitch]) {
          features[count++] = pitch;
        }
      }
      for (int pitch = 0;
          pitch < pitches && encoding.parts().get(0).planes().hasOnsets();
          pitch++) {
        if (begins[pitch]) {
          features[count++] = pitches + pitch;
        }
      }
      builder.addStep(Arrays.copyOf(features, count));
    }
    return builder.build();
  }

  /** Songs of these lengths. */
  public static List<NoteTensor> tensors(long seed, Encoding encoding, int... lengths) {
    Random random = new Random(seed);
    List<NoteTensor> tensors = new ArrayList<>();
    for (int length : lengths) {
      tensors.add(tensor(random, encoding, length));
    }
    return tensors;
  }

  /** A tensor as a song of a corpus. */
  public static Song song(String name, NoteTensor tensor) {
    return new Song(
        name,
        Sha256.of(midi(tensor)),
        tensor,
        Style.DEFAULT,
        tensor.activeCount(),
        SongReports.onGrid(tensor.encoding(), tensor.activeCount()),
        List.of(),
        SongFacts.of(Decoder.decode(tensor, Style.DEFAULT), LeftOut.NOTHING));
  }

  /** A tensor as a MIDI file. */
  public static byte[] midi(NoteTensor tensor) {
    return MidiWriter.write(Decoder.decode(tensor, Style.DEFAULT), List.of());
  }
}
