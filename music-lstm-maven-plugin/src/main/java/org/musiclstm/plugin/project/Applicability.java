package org.musiclstm.plugin.project;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.ModelBase;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.musiclstm.plugin.advice.UnseenOptions;

/**
 * Whether a goal has anything to do in a project. Maven runs what a parent POM asks for in the
 * parent itself and in every module, but only some of them have songs.
 *
 * @param project the one that the goal runs in
 * @param execution what runs the goal
 * @param projects those that this build makes
 * @param ofUser the properties of the command line
 */
public record Applicability(
    MavenProject project, MojoExecution execution, List<MavenProject> projects, Properties ofUser) {
  /** Where songs are when no option says where, from the folder of the project on. */
  static final Path SONGS = Path.of("src", "main", "midi");

  /** Packagings of projects that have no class path and make no music, but hand the plugin on. */
  private static final Set<String> WITHOUT_OUTPUT = Set.of("pom", "bom");

  /**
   * Why a goal is skipped, in a sentence.
   *
   * @param notable whether the user might not expect it
   */
  public record Skip(String reason, boolean notable) {}

  /** Of a goal that runs. */
  static Applicability of(MavenSession session, MavenProject project, MojoExecution execution) {
    return new Applicability(
        project, execution, session.getProjects(), session.getUserProperties());
  }

  /**
   * Whether the goal is skipped.
   *
   * @param missing what the goal lacks here and nobody has set by hand, in a few words; nothing
   *     where it has all that it needs, or has to fail
   * @param hasOwnSongs whether songs lie in the folder of the project, by default or by option
   */
  public Optional<Skip> skip(Optional<String> missing, boolean hasOwnSongs) {
    if (project.getFile() == null) {
      // Without a POM, Maven makes one up.
      return Optional.empty();
    }
    if (isOfCommandLine()) {
      return missing.filter(what -> isOneOfSeveral()).map(this::notMeant);
    }
    if (WITHOUT_OUTPUT.contains(project.getPackaging())) {
      return handsOn(hasOwnSongs) ? Optional.of(ofPackaging()) : Optional.empty();
    }
    return missing
        .filter(what -> !isDeclaredHere())
        .map(what -> new Skip("Skipped: this module has " + what + ".", false));
  }

  /** Maven runs most goals that the command line names in the first project of the build alone. */
  private Skip notMeant(String missing) {
    return new Skip(
        "Skipped: "
            + project.getArtifactId()
            + " has "
            + missing
            + "; choose the module that is meant with -pl.",
        true);
  }

  /** Whether a project of packaging pom is there for its modules alone. */
  private boolean handsOn(boolean hasOwnSongs) {
    boolean keepsToItself =
        here().stream()
            .anyMatch(
                plugin ->
                    isFalse(plugin.getInherited())
                        || executions(plugin).anyMatch(own -> isFalse(own.getInherited())));
    return !keepsToItself && (hasModules() || !hasOwnSongs);
  }

  private Skip ofPackaging() {
    String reason = "Skipped: a project of packaging " + project.getPackaging();
    return hasDefaultSongs(project)
        ? new Skip(
            reason
                + " hands the plugin on to its modules, and does not read its own "
                + SONGS
                + "; set <inherited>false</inherited> in the plugin to have the project itself make"
                + " music, or move the songs to a module.",
            true)
        : new Skip(reason + " hands the plugin on to its modules.", false);
  }

  private boolean hasModules() {
    return !project.getModules().isEmpty()
        || (project.getCollectedProjects() != null && !project.getCollectedProjects().isEmpty());
  }

  /** Whether another project of this build has songs, so that this one is not the one meant. */
  private boolean isOneOfSeveral() {
    return projects.size() > 1 && projects.stream().anyMatch(Applicability::hasDefaultSongs);
  }

  public static boolean hasDefaultSongs(MavenProject project) {
    return project.getBasedir() != null && isThere(project.getBasedir().toPath().resolve(SONGS));
  }

  /** Whether something has a name, be it a link that leads nowhere. */
  public static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isOfCommandLine() {
    return execution.getSource() == MojoExecution.Source.CLI;
  }

  /** Whether the project's own POM, not a parent, asks for the goal. */
  private boolean isDeclaredHere() {
    return here().stream().flatMap(this::executions).findAny().isPresent();
  }

  /** Whether somebody has set an option for this project: its own POM, or the command line. */
  public boolean isSetHere(String option) {
    String property = "music-lstm." + option;
    return ofUser.containsKey(property)
        || bases().anyMatch(base -> base.getProperties().containsKey(property))
        || here().stream()
            .flatMap(
                plugin ->
                    Stream.concat(
                        Stream.of(plugin.getConfiguration()),
                        executions(plugin).map(PluginExecution::getConfiguration)))
            .anyMatch(configuration -> UnseenOptions.names(configuration).contains(option));
  }

  /** The executions of the project's own POM that are the one that runs. */
  private Stream<PluginExecution> executions(Plugin plugin) {
    return plugin.getExecutions().stream()
        .filter(
            own ->
                own.getId().equals(execution.getExecutionId())
                    && own.getGoals().contains(execution.getGoal()));
  }

  /** What the project's own POM says of the plugin. */
  private List<Plugin> here() {
    List<Plugin> found = new ArrayList<>();
    bases().map(Applicability::build).flatMap(Optional::stream).forEach(build -> add(found, build));
    return found;
  }

  private void add(List<Plugin> found, BuildBase build) {
    Stream<Plugin> managed =
        build.getPluginManagement() == null
            ? Stream.of()
            : build.getPluginManagement().getPlugins().stream();
    String key = execution.getPlugin().getKey();
    Stream.concat(build.getPlugins().stream(), managed)
        .filter(plugin -> plugin.getKey().equals(key))
        .forEach(found::add);
  }

  private static Optional<BuildBase> build(ModelBase base) {
    return Optional.ofNullable(
        base instanceof Model model ? model.getBuild() : ((Profile) base).getBuild());
  }

  /** The project's own POM and its profiles. */
  private Stream<ModelBase> bases() {
    Model own = project.getOriginalModel();
    return own == null ? Stream.of() : Stream.concat(Stream.of(own), own.getProfiles().stream());
  }

  private static boolean isFalse(@Nullable String inherited) {
    return "false".equals(inherited);
  }
}
