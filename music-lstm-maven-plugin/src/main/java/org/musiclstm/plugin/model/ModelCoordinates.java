package org.musiclstm.plugin.model;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.musiclstm.InputException;

/**
 * The coordinates of a model in a Maven repository.
 *
 * @param groupId of the project that trained it
 * @param artifactId of the project that trained it
 * @param extension of its file
 * @param classifier empty where it has none
 * @param version of the project that trained it
 */
public record ModelCoordinates(
    String groupId, String artifactId, String extension, String classifier, String version) {
  private static final String EXTENSION = "zip";
  private static final String CLASSIFIER = "model";

  /** A part of a path in repositories; a range of versions would be another model another day. */
  private static final Pattern PART = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.+-]+");

  /**
   * Reads coordinates as Maven writes them: {@code groupId:artifactId:version}, which is that of a
   * zip with the classifier model, or {@code groupId:artifactId:extension[:classifier]:version}.
   *
   * @param option the option that they were given to
   * @throws InputException when they are something else
   */
  public static ModelCoordinates parse(String option, String text) {
    List<String> parts = List.of(text.strip().split(":", -1));
    boolean plain = parts.stream().allMatch(part -> PART.matcher(part).matches());
    return switch (plain ? parts.size() : 0) {
      case 3 -> of(parts, EXTENSION, CLASSIFIER);
      case 4 -> of(parts, parts.get(2), "");
      case 5 -> of(parts, parts.get(2), parts.get(3));
      default ->
          throw InputException.option(
              option,
              text,
              "groupId:artifactId:version, or groupId:artifactId:extension:classifier:version");
    };
  }

  private static ModelCoordinates of(List<String> parts, String extension, String classifier) {
    return new ModelCoordinates(
        parts.get(0), parts.get(1), extension, classifier, parts.get(parts.size() - 1));
  }

  /** What Maven is asked for. */
  Artifact artifact() {
    return new DefaultArtifact(groupId, artifactId, classifier, extension, version);
  }

  /** As Maven writes them. */
  @Override
  public String toString() {
    return groupId
        + ":"
        + artifactId
        + ":"
        + extension
        + ":"
        + (classifier.isEmpty() ? "" : classifier + ":")
        + version;
  }
}
