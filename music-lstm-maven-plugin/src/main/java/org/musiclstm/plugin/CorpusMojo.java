package org.musiclstm.plugin;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.musiclstm.plugin.uptodate.Inputs;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Planes;
import org.musiclstm.worker.SongSource;

/** What goals have in common that turn all songs into np-tensors. */
abstract class CorpusMojo extends MusicMojo {
  /**
   * Whether a MIDI file that cannot be used ends the build. Otherwise the build warns and goes on
   * without it.
   */
  @Parameter(property = "music-lstm.failOnUnreadable", defaultValue = "false")
  private boolean failOnUnreadable;

  /**
   * Whether a MIDI file that breaks the format anywhere cannot be used. Otherwise it is read as far
   * as it makes sense, and what was wrong with it is told.
   */
  @Parameter(property = "music-lstm.strict", defaultValue = "false")
  private boolean strict;

  /** The share of the songs that is kept for validation, 0 to 0.9. */
  @Parameter(property = "music-lstm.validationShare", defaultValue = "0.1")
  private double validationShare;

  /** How many steps of time a quarter note has, 1 to 96; 4 tell sixteenth notes apart. */
  @Parameter(property = "music-lstm.stepsPerQuarter", defaultValue = "4")
  private int stepsPerQuarter;

  /** The lowest pitch that is learnt, a MIDI key number, 0 to 127. */
  @Parameter(property = "music-lstm.lowestPitch", defaultValue = "21")
  private int lowestPitch;

  /** The highest pitch that is learnt, a MIDI key number, lowestPitch to 127. */
  @Parameter(property = "music-lstm.highestPitch", defaultValue = "108")
  private int highestPitch;

  /**
   * What is learnt of each pitch: "sounding,onset" tells a held note from a repeated one,
   * "sounding" does not and needs half the space.
   */
  @Parameter(property = "music-lstm.planes", defaultValue = "sounding,onset", required = true)
  private String planes;

  CorpusMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /** Which songs are taken, and how they become np-tensors. */
  final SongSource source() {
    return new SongSource(songs(), validationSongs(), failOnUnreadable, strict, encoding());
  }

  private Encoding encoding() {
    return new Encoding(stepsPerQuarter, lowestPitch, highestPitch, Planes.parse(planes));
  }

  /** The share of the songs that is kept for validation. */
  final double validationShare() {
    return validationShare;
  }

  /** Adds the contents of all songs. */
  final void addSongs(Inputs.Builder inputs) {
    inputs.songs("MIDI file", songs(), "midiDirectory");
    validationSongs()
        .forEach(folder -> inputs.songs("validation file", folder, "validationDirectory"));
  }
}
