package org.musiclstm.plugin.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.musiclstm.exchange.Request;
import org.musiclstm.plugin.project.Attachment;
import org.musiclstm.plugin.project.Products;
import org.musiclstm.plugin.project.ProjectPaths;
import org.musiclstm.plugin.uptodate.Inputs;

/** A goal as {@link GoalRun} sees it: what it asks of the worker, reads and writes. */
public interface Goal {
  /** The paths of the project that the goal runs in. */
  ProjectPaths paths();

  /** One line that says what begins. */
  String announcement();

  /**
   * The files that are made, and made again only when something that decides them has changed; none
   * when the goal says something, which it does each time, whatever an earlier build made.
   */
  default List<Path> madeFiles() {
    return List.of();
  }

  /** The files that are made, in a few words. */
  default String product() {
    return madeFiles().stream().map(paths()::shown).collect(Collectors.joining(", "));
  }

  /**
   * Adds everything of the request that decides the files that are made. A goal that makes any has
   * to say so, or what it has once made would be up to date for ever.
   */
  default void addInputs(Inputs.Builder inputs, Request request) {
    throw new IllegalStateException("nothing says what decides " + madeFiles());
  }

  /**
   * What the worker is asked to do.
   *
   * @throws org.musiclstm.InputException when an option is out of range
   */
  Request request();

  /**
   * Does what needs no worker.
   *
   * @return whether that was all
   * @throws MojoFailureException when it fails
   */
  default boolean isDoneAtOnce() throws MojoFailureException {
    return false;
  }

  /**
   * Removes what an earlier build left that would be taken for what this one says, should it fail.
   *
   * @throws org.musiclstm.InputException when it cannot be removed
   */
  default void removeOldResults() {}

  /**
   * What the goal would need and does not have, where the default is not there and this project
   * does not set another, in a few words: a plugin of a parent POM then passes the project by.
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** Whether songs lie in the folder of the project. */
  boolean hasOwnSongs();

  /** Whether a file is one that the goal reads, as far as its options say. */
  default boolean reads(Path file) {
    return false;
  }

  /** The libraries beside the runtime that the worker needs for a request, by their names. */
  default Set<String> libraries(Request request) {
    return Set.of();
  }

  /** Whether a file that an earlier build made goes when this one makes others. */
  default boolean isReplaced(Path earlier) {
    return false;
  }

  /** The file that can be attached, if the goal makes one. */
  default Optional<Attachment> attachment() {
    return Optional.empty();
  }

  /** Everything that is written, each with the parameters that have it written elsewhere. */
  Map<Path, List<String>> outputs();

  /** What another execution of the build has to write to replace an output. */
  default Path replaced(Path output) {
    return output;
  }

  /**
   * The first file that the goal puts on the class path of the project, as class loaders take it,
   * with the parameters that give it another name there; nothing where there is none.
   */
  default Map<String, List<String>> resources() {
    return Map.of();
  }

  /** Makes what has been written a part of the project, apart from the attached file. */
  default void publish(Products products) {}
}
