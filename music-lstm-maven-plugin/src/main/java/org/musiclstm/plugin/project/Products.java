package org.musiclstm.plugin.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.WholeFile;

/** The place of the goals' files among the products of the project. */
public final class Products {
  private static final String TYPE = "zip";

  // Not "." and "..", which are folders.
  private static final Pattern CLASSIFIER = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]+");

  private final MavenProject project;
  private final MavenProjectHelper helper;

  public Products(MavenProject project, MavenProjectHelper helper) {
    this.project = project;
    this.helper = helper;
  }

  /**
   * Checks a classifier, which is a part of file names here and in repositories.
   *
   * @param parameter the parameter that sets the classifier
   * @throws InputException when it has a character that is in no plain file name, or is a folder's
   */
  public static void checkClassifier(String parameter, String classifier) {
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
  public void checkFree(Path file, String classifier, String parameter) {
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
  public void attach(Path file, String classifier) {
    if (isReal() && Files.exists(file) && attached(classifier).isEmpty()) {
      helper.attachArtifact(project, TYPE, classifier, file.toFile());
    }
  }

  /** Adds a folder to the resources once, if the project is one with a POM. */
  public void addResources(Path directory) {
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
   * Adds files to the resources, in a folder of the class path, if the project is one with a POM.
   * Release candidates of Maven 4 forget the target path of a resource that a goal adds, so that
   * the files are copied to where they are to be in a resource folder of their own.
   *
   * @param source a file, or a folder with all that is in it; it need not be there
   * @param to the folder of the class path that it goes to
   * @param folder the resource folder, which gets nothing else
   */
  public void addResources(Path source, ClassPathFolder to, Path folder) {
    if (isReal()) {
      ResourceCopy.of(source, to.in(folder), folder);
      addResources(folder);
    }
  }

  /** The names of the files that lie in a folder, none when there is no folder. */
  public static List<String> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The files of a folder of the class path that an earlier build may have copied there. */
  public List<String> copies(ClassPathFolder folder) {
    return isReal()
        ? files(folder.in(classes())).stream().map(folder::resource).toList()
        : List.of();
  }

  /**
   * Has no copies of resources in the project's classes but those of this build: what an earlier
   * one has copied there would stay in the jar.
   *
   * @param record a file that says from one build to the next what is copied
   * @param now the resources of this build
   * @param others resources that may be of an earlier build that the record does not know
   * @param isOurs whether a copy is one that may be removed
   */
  public void keepCopies(
      Path record, List<String> now, List<String> others, Predicate<Path> isOurs) {
    if (!isReal()) {
      return;
    }
    List<String> recorded = read(record);
    Stream.concat(recorded.stream(), others.stream())
        .filter(name -> !now.contains(name))
        .distinct()
        .map(name -> classes().resolve(name).normalize())
        .filter(copy -> copy.startsWith(classes()) && isOurs.test(copy))
        .forEach(this::remove);
    if (!recorded.equals(now)) {
      WholeFile.write(
          record, out -> out.write(String.join("\n", now).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static List<String> read(Path record) {
    try {
      return Files.readString(record).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void remove(Path copy) {
    try {
      if (Files.deleteIfExists(copy)) {
        removeEmptyFolders(copy.getParent());
      }
    } catch (IOException e) {
      throw new InputException(
          "The file " + copy + " of an earlier build cannot be removed: " + e + ". Remove it.", e);
    }
  }

  /** Removes the folders that a copy has left empty, which a jar would have too. */
  private void removeEmptyFolders(@Nullable Path folder) {
    for (Path empty = folder;
        empty != null && !empty.equals(classes()) && empty.startsWith(classes());
        empty = empty.getParent()) {
      try {
        Files.delete(empty);
      } catch (IOException e) {
        // It has something else in it.
        return;
      }
    }
  }

  private Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
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
