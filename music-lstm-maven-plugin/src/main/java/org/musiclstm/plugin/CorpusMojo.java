package org.musiclstm.plugin;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Split;
import org.musiclstm.exchange.SongSource;
import org.musiclstm.plugin.run.OptionFields;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.tensor.EncodingOptions;

/** What goals have in common that turn all songs into np-tensors. */
abstract class CorpusMojo extends SongReadingMojo {
  /**
   * Whether a MIDI file that cannot be used ends the build. Otherwise the build warns and goes on
   * without it.
   */
  @Parameter(property = "music-lstm.failOnUnreadable", defaultValue = "false")
  private boolean failOnUnreadable;

  /**
   * Whether a MIDI file that breaks the format anywhere cannot be used. Otherwise it is read as far
   * as it makes sense, and what was wrong with it is reported.
   */
  @Parameter(property = "music-lstm.strict", defaultValue = "false")
  private boolean strict;

  /** The share of the songs that is kept for validation, 0 to 0.9. */
  @Parameter(property = "music-lstm.validationShare", defaultValue = "0.1")
  private double validationShare;

  /**
   * How many time steps a quarter note has, 1 to 96; 4 for sixteenth notes, 3 for eighth note
   * triplets, 12 for both.
   */
  @Parameter(property = "music-lstm.stepsPerQuarter", defaultValue = "4")
  int stepsPerQuarter;

  /**
   * How long a time step is, from 1ms to 1000ms, for performances that keep no beat. The tempo of
   * the songs is then applied, and stepsPerQuarter means nothing.
   */
  @Parameter(property = "music-lstm.timeGrid")
  @Nullable String timeGrid;

  /**
   * The parts that are learnt, such as "melody: programs 73-80; bass: programs 32-39, pitches
   * 28-60; drums". A part is a name and what it takes: programs (0 to 127), channels (1 to 16),
   * tracks (name patterns), drums or rest; and it may set pitches, planes, program and channel.
   * When nothing is given, all pitched notes are one part and drums are left out.
   */
  @Parameter(property = "music-lstm.parts")
  @Nullable String parts;

  /**
   * What becomes of keys: none leaves songs as they are, key moves them to C major or A minor by an
   * estimate of their key, augment moves them at random while they are learnt from.
   */
  @Parameter(property = "music-lstm.transpose", defaultValue = "none", required = true)
  String transpose;

  /** The lowest pitch that is learnt, a MIDI key number, 0 to 127. */
  @Parameter(property = "music-lstm.lowestPitch", defaultValue = "21")
  int lowestPitch;

  /** The highest pitch that is learnt, a MIDI key number, lowestPitch to 127. */
  @Parameter(property = "music-lstm.highestPitch", defaultValue = "108")
  int highestPitch;

  /**
   * What is learnt of each pitch: "sounding,onset" distinguishes a held note from a repeated one,
   * "sounding" does not and needs half the space, "sounding,onset,velocity" also has how hard a
   * note is struck.
   */
  @Parameter(property = "music-lstm.planes", defaultValue = "sounding,onset", required = true)
  String planes;

  CorpusMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /**
   * Which songs are taken, and how they become np-tensors.
   *
   * @throws InputException when an option is out of range
   */
  final SongSource source() {
    return new SongSource(
        songs(), validationSongs(), failOnUnreadable, strict, encoding().encoding());
  }

  /** How songs become np-tensors. */
  final EncodingOptions encoding() {
    return EncodingOptions.parse(OptionFields.texts(this, EncodingOptions.OPTIONS));
  }

  /** The share of the songs that is kept for validation. */
  final double validationShare() {
    return Split.SHARE.parse(String.valueOf(validationShare));
  }

  /** Adds the contents of all songs. */
  final void addSongs(Inputs.Builder inputs) {
    inputs.songs("MIDI file", songs(), "midiDirectory");
    validationSongs()
        .forEach(folder -> inputs.songs("validation file", folder, "validationDirectory"));
  }
}
