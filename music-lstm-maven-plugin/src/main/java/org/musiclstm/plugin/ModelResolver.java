package org.musiclstm.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.musiclstm.InputException;

/**
 * Finds models that are artifacts: those of other modules of the build, else those of repositories,
 * with whatever mirrors, proxies and credentials Maven has for them.
 */
final class ModelResolver {
  private static final String CONTEXT = "music-lstm";

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;
  private final List<MavenProject> modules;

  /**
   * Makes a resolver.
   *
   * @param repositories where the local repository does not have a model
   * @param modules what this build builds
   */
  ModelResolver(
      RepositorySystem system,
      RepositorySystemSession session,
      List<RemoteRepository> repositories,
      List<MavenProject> modules) {
    this.system = system;
    this.session = session;
    this.repositories = List.copyOf(repositories);
    this.modules = List.copyOf(modules);
  }

  /**
   * Finds the file of a model.
   *
   * @param option the option that the coordinates were given to
   * @throws InputException when there is none
   */
  Path resolve(String option, ModelCoordinates model) {
    checkMade(option, model);
    try {
      ArtifactRequest request = new ArtifactRequest(model.artifact(), repositories, CONTEXT);
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      throw new InputException(notFound(option, model, e), e);
    }
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

  private String notFound(String option, ModelCoordinates model, ArtifactResolutionException e) {
    String asked =
        repositories.stream()
            .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
            .collect(Collectors.joining(", "));
    String local = String.valueOf(session.getLocalRepository().getBasedir());
    String sentence = "The model " + model + " of " + option;
    if (session.isOffline()) {
      return sentence
          + " is not in the local repository "
          + local
          + ", and Maven is offline, so it did not ask "
          + asked
          + ". Build once without -o, or install the model.";
    }
    return sentence
        + " was found neither in the local repository "
        + local
        + " nor in "
        + asked
        + ": "
        + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
        + ". Check the coordinates and that the model is deployed there, then build with -U.";
  }
}
