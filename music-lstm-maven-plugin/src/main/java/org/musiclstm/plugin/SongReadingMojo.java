package org.musiclstm.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.plugin.project.Applicability;
import org.musiclstm.plugin.project.SongPlaces;

/** What goals have in common that read songs: to learn from them, or because a model has. */
abstract class SongReadingMojo extends MusicMojo {
  /** The folder with the MIDI files to learn from, searched with all folders in it. */
  @Parameter(
      property = "music-lstm.midiDirectory",
      defaultValue = "${basedir}/src/main/midi",
      required = true)
  private File midiDirectory;

  /**
   * Which files of the folder are songs: glob patterns relative to the folder, separated by commas
   * on the command line, in which a backslash is a slash. Files that end in .mid, .midi, .kar, .rmi
   * or .smf when none are given. A file that they match is read as MIDI, whatever its name ends in.
   */
  @Parameter(property = "music-lstm.includes")
  private @Nullable List<String> includes;

  /**
   * Which files of the folder are no songs: glob patterns relative to the folder, separated by
   * commas on the command line, in which a backslash is a slash. Hidden files and folders, and what
   * version control, editors and systems leave beside files, are no songs in any case.
   */
  @Parameter(property = "music-lstm.excludes")
  private @Nullable List<String> excludes;

  /**
   * A folder of MIDI files to validate on. When there is none, validationShare of the songs are
   * kept for that. The same includes and excludes hold for it.
   */
  @Parameter(property = "music-lstm.validationDirectory")
  private @Nullable File validationDirectory;

  SongReadingMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, RepositorySystem system) {
    super(projectHelper, toolchains, system);
  }

  /** That the default folder of songs is not there, and that this project sets no other. */
  @Override
  public Optional<String> missing() {
    Path folder = absolute(midiDirectory);
    return folder.equals(paths().defaultSongs())
            && !Applicability.isThere(folder)
            && !build().applicability().isSetHere("midiDirectory")
        ? Optional.of("no folder " + shown(folder))
        : Optional.empty();
  }

  @Override
  public boolean hasOwnSongs() {
    Path folder = absolute(midiDirectory);
    return super.hasOwnSongs() || (paths().isInProject(folder) && Applicability.isThere(folder));
  }

  /** Whether a file is one of the songs. */
  @Override
  public boolean reads(Path file) {
    return songFolders().stream().anyMatch(folder -> SongPlaces.takes(folder, file));
  }

  /** Where the songs are. */
  final SongFolder songs() {
    return folder(midiDirectory);
  }

  /** Where the songs to validate on are, if they are apart. */
  final List<SongFolder> validationSongs() {
    return validationDirectory == null ? List.of() : List.of(folder(validationDirectory));
  }

  /** All folders of songs. */
  final List<SongFolder> songFolders() {
    return Stream.concat(Stream.of(songs()), validationSongs().stream()).toList();
  }

  /** A folder of songs, of which those are taken that the parameters say. */
  final SongFolder folder(File directory) {
    return new SongFolder(
        absolute(directory),
        includes == null ? List.of() : includes,
        excludes == null ? List.of() : excludes);
  }
}
