package org.musiclstm.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.musiclstm.corpus.SongFinder;
import org.musiclstm.corpus.SongFolder;

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
  Optional<String> missing() {
    Path folder = absolute(midiDirectory);
    return folder.equals(defaultSongs())
            && !Applicability.isThere(folder)
            && !isSetHere("midiDirectory")
        ? Optional.of("no folder " + shown(folder))
        : Optional.empty();
  }

  @Override
  boolean hasOwnSongs() {
    Path folder = absolute(midiDirectory);
    return super.hasOwnSongs() || (isInProject(folder) && Applicability.isThere(folder));
  }

  /** Whether a file is one of the songs. */
  @Override
  boolean reads(Path file) {
    return songFolders().stream().anyMatch(folder -> takes(folder, file));
  }

  /**
   * Whether a file is a song of a folder, or would be if it were there, whatever links lead to
   * either. Links in the folder itself are not followed.
   */
  static boolean takes(SongFolder folder, Path file) {
    return SongFinder.takes(folder, file)
        || SongFinder.takes(
            new SongFolder(real(folder.directory()), folder.includes(), folder.excludes()),
            real(file));
  }

  /** Whether a file is, or would be, in a folder of songs, whatever links lead to either. */
  static boolean isIn(SongFolder folder, Path file) {
    return file.startsWith(folder.directory()) || real(file).startsWith(real(folder.directory()));
  }

  /** The name of a file or folder without links, as far as it is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
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
