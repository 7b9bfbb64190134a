package org.musiclstm.plugin.model;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.musiclstm.InputException;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.repository.ArtifactSource;

/**
 * Finds models that are artifacts: those of other modules of the build, else those of repositories.
 */
public final class ModelResolver {
  private static final ArtifactSource.Remedy REMEDY =
      new ArtifactSource.Remedy(
          "Build once without -o, or install the model.",
          "Check the coordinates and that the model is deployed there, then build with -U.");

  private final ArtifactSource source;
  private final List<MavenProject> modules;

  /**
   * Makes a resolver.
   *
   * @param modules what this build builds
   */
  /** Finds the models of a build and of where its project finds artifacts. */
  public static ModelResolver of(MavenBuild build) {
    return new ModelResolver(build.dependencies(), build.session().getProjects());
  }

  ModelResolver(ArtifactSource source, List<MavenProject> modules) {
    this.source = source;
    this.modules = List.copyOf(modules);
  }

  /**
   * Finds the file of a model.
   *
   * @param option the option that the coordinates were given to
   * @throws InputException when there is none
   */
  public Path resolve(String option, ModelCoordinates model) {
    checkMade(option, model);
    return source
        .files(
            List.of(model.artifact()), artifact -> "The model " + model + " of " + option, REMEDY)
        .get(0);
  }

  /** A model that an earlier build has installed would be found and be an old one. */
  private void checkMade(String option, ModelCoordinates model) {
    for (MavenProject module : modules) {
      boolean makesIt =
          model.groupId().equals(module.getGroupId())
              && model.artifactId().equals(module.getArtifactId())
              && model.version().equals(module.getVersion())
              && !model.classifier().isEmpty();
      // A copy, since another thread may be attaching something to the module.
      if (makesIt
          && List.copyOf(module.getAttachedArtifacts()).stream()
              .noneMatch(
                  artifact ->
                      model.classifier().equals(artifact.getClassifier())
                          && model
                              .extension()
                              .equals(artifact.getArtifactHandler().getExtension()))) {
        throw new InputException(
            "The model "
                + model
                + " of "
                + option
                + " is one of the module "
                + module.getArtifactId()
                + " of this build, which has not attached it so far. Train it in that module, and"
                + " declare a dependency on it here (type "
                + model.extension()
                + ", classifier "
                + model.classifier()
                + ", scope provided), so that Maven builds that module first.");
      }
    }
  }
}
