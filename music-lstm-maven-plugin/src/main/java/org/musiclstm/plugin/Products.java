package org.musiclstm.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.musiclstm.InputException;

/** The place of the goals' files among the products of the project. */
final class Products {
  private static final String TYPE = "zip";

  // Not "." and "..", which are folders.
  private static final Pattern CLASSIFIER = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]+");

  private final MavenProject project;
  private final MavenProjectHelper helper;

  Products(MavenProject project, MavenProjectHelper helper) {
    this.project = project;
    this.helper = helper;
  }

  /**
   * Checks a classifier, which is a part of file names here and in repositories.
   *
   * @param parameter the parameter that sets the classifier
   * @throws InputException when it has a character that is in no plain file name, or is a folder's
   */
  static void checkClassifier(String parameter, String classifier) {
    if (!CLASSIFIER.matcher(classifier).matches()) {
      throw InputException.option(
          parameter,
          classifier,
          "letters from A to Z in either case, digits, dots, hyphens and underscores, and not only"
              + " dots");
    }
  }

  /**
   * Checks that a file can be attached, which is better known before hours of work than after.
   *
   * @param parameter the parameter that sets the classifier
   * @throws InputException when another file has the classifier
   */
  void checkFree(Path file, String classifier, String parameter) {
    attached(classifier)
        .filter(artifact -> !isOf(artifact, file))
        .ifPresent(
            artifact -> {
              throw new InputException(
                  "The project already has "
                      + artifact.getFile()
                      + " attached with the classifier "
                      + classifier
                      + ", so "
                      + file
                      + " cannot have it too; give one of the executions its own "
                      + parameter
                      + ", or attach=false.");
            });
  }

  /** Attaches a file that is there, once, if the project is one with a POM. */
  void attach(Path file, String classifier) {
    if (isReal() && Files.exists(file) && attached(classifier).isEmpty()) {
      helper.attachArtifact(project, TYPE, classifier, file.toFile());
    }
  }

  /** Adds a folder to the resources once, if the project is one with a POM. */
  void addResources(Path directory) {
    boolean known =
        project.getResources().stream()
            .anyMatch(resource -> resource.getIncludes().isEmpty() && isOf(resource, directory));
    if (isReal() && !known) {
      Resource resource = new Resource();
      resource.setDirectory(directory.toString());
      project.addResource(resource);
    }
  }

  /**
   * Adds a file to the resources once, if the project is one with a POM.
   *
   * @param classPathFolder the folder of the class path that it goes to
   */
  void addResource(Path file, String classPathFolder) {
    if (!isReal()) {
      return;
    }
    Path directory = file.resolveSibling("");
    String name = file.getFileName().toString();
    // Absolute, because some versions of Maven 4 take a relative one from the project's folder on.
    String target = Path.of(project.getBuild().getOutputDirectory(), classPathFolder).toString();
    boolean known =
        project.getResources().stream()
            .anyMatch(
                resource ->
                    target.equals(resource.getTargetPath())
                        && resource.getIncludes().equals(List.of(name))
                        && isOf(resource, directory));
    if (!known) {
      Resource resource = new Resource();
      resource.setDirectory(directory.toString());
      resource.addInclude(name);
      resource.setTargetPath(target);
      project.addResource(resource);
    }
  }

  /** The names of the files that lie in a folder, none when there is no folder. */
  static List<String> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The names of the files in the project's classes that are in no package. */
  List<String> copies() {
    return isReal() ? files(Path.of(project.getBuild().getOutputDirectory())) : List.of();
  }

  /** Removes what an earlier build has copied from a resource folder to the project's classes. */
  void removeCopies(List<String> names) {
    if (!isReal()) {
      return;
    }
    for (String name : names) {
      Path copy = Path.of(project.getBuild().getOutputDirectory(), name);
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        throw new InputException(
            "The file " + copy + " of an earlier build cannot be removed: " + e + ". Remove it.",
            e);
      }
    }
  }

  private Optional<Artifact> attached(String classifier) {
    return project.getAttachedArtifacts().stream()
        .filter(
            artifact ->
                TYPE.equals(artifact.getType())
                    && Objects.equals(classifier, artifact.getClassifier()))
        .findFirst();
  }

  private boolean isReal() {
    return project.getFile() != null;
  }

  private static boolean isOf(Artifact artifact, Path file) {
    return artifact.getFile() != null && isSame(artifact.getFile().toPath(), file);
  }

  private static boolean isOf(Resource resource, Path directory) {
    return isSame(Path.of(resource.getDirectory()), directory);
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }
}
