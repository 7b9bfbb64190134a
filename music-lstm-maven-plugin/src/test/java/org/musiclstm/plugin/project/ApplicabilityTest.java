package org.musiclstm.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicabilityTest {
  private static final Optional<String> NO_SONGS = Optional.of("no songs");
  private static final String PLUGIN =
      """
      <plugin>
        <groupId>org.musiclstm</groupId>
        <artifactId>music-lstm-maven-plugin</artifactId>
        %s
        <executions>
          <execution>
            <goals>
              <goal>train</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
      """;

  @TempDir Path folder;

  private MavenProject project(String name, String packaging, String pom) throws IOException {
    Model own;
    try {
      own =
          new MavenXpp3Reader()
              .read(
                  new StringReader(
                      "<project><packaging>%s</packaging>%s</project>".formatted(packaging, pom)));
    } catch (XmlPullParserException e) {
      throw new AssertionError(e);
    }
    own.setGroupId("g");
    own.setArtifactId(name);
    own.setVersion("1");
    MavenProject project = new MavenProject(own);
    project.setOriginalModel(own);
    Path base = Files.createDirectories(folder.resolve(name));
    project.setFile(base.resolve("pom.xml").toFile());
    return project;
  }

  private static String plugins(String more) {
    return "<build><plugins>" + PLUGIN.formatted(more) + "</plugins></build>";
  }

  private static MojoExecution execution(MojoExecution.Source source) {
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.setGroupId("org.musiclstm");
    plugin.setArtifactId("music-lstm-maven-plugin");
    Plugin model = new Plugin();
    model.setGroupId("org.musiclstm");
    model.setArtifactId("music-lstm-maven-plugin");
    plugin.setPlugin(model);
    MojoDescriptor goal = new MojoDescriptor();
    goal.setPluginDescriptor(plugin);
    goal.setGoal("train");
    return new MojoExecution(goal, "default", source);
  }

  private static Applicability inLifecycle(MavenProject project, MavenProject... others) {
    return applicability(MojoExecution.Source.LIFECYCLE, project, others);
  }

  private static Applicability byName(MavenProject project, MavenProject... others) {
    return applicability(MojoExecution.Source.CLI, project, others);
  }

  private static Applicability applicability(
      MojoExecution.Source source, MavenProject project, MavenProject... others) {
    return new Applicability(
        project,
        execution(source),
        Stream.concat(Stream.of(project), Stream.of(others)).toList(),
        new Properties());
  }

  private static boolean skips(Applicability applicability, boolean hasOwnSongs) {
    return applicability.skip(hasOwnSongs ? Optional.empty() : NO_SONGS, hasOwnSongs).isPresent();
  }

  @Test
  void aModuleThatInheritsThePluginAndHasNoSongsIsPassedBy() throws IOException {
    MavenProject module = project("code", "jar", "");

    assertThat(inLifecycle(module).skip(NO_SONGS, false))
        .contains(new Applicability.Skip("Skipped: this module has no songs.", false));
    assertThat(inLifecycle(module).skip(Optional.empty(), false)).isEmpty();
  }

  @Test
  void aModuleThatNamesAManagedPluginIsPassedByToo() throws IOException {
    MavenProject module =
        project(
            "code",
            "jar",
            "<build><plugins><plugin><groupId>org.musiclstm</groupId>"
                + "<artifactId>music-lstm-maven-plugin</artifactId></plugin></plugins></build>");

    assertThat(skips(inLifecycle(module), false)).isTrue();
  }

  @Test
  void aProjectWhoseOwnPomHasTheExecutionNeedsSongs() throws IOException {
    String management =
        "<build><pluginManagement><plugins>"
            + PLUGIN.formatted("")
            + "</plugins></pluginManagement></build>";
    String profile = "<profiles><profile><id>music</id>" + plugins("") + "</profile></profiles>";

    for (String pom : List.of(plugins(""), management, profile)) {
      assertThat(skips(inLifecycle(project("own", "jar", pom)), false)).as(pom).isFalse();
    }
  }

  @Test
  void aProjectOfPackagingPomHandsThePluginOn() throws IOException {
    MavenProject parent = project("parent", "pom", plugins(""));
    MavenProject withModules =
        project("root", "pom", "<modules><module>a</module></modules>" + plugins(""));

    assertThat(skips(inLifecycle(parent), false)).isTrue();
    assertThat(skips(inLifecycle(withModules), false)).isTrue();
    assertThat(skips(inLifecycle(withModules), true)).isTrue();
    assertThat(skips(inLifecycle(project("bom", "bom", "")), false)).isTrue();
  }

  @Test
  void aProjectOfPackagingPomThatIsMeantItselfMakesMusic() throws IOException {
    MavenProject alone = project("alone", "pom", plugins(""));
    MavenProject own =
        project(
            "own",
            "pom",
            "<modules><module>a</module></modules>" + plugins("<inherited>false</inherited>"));

    assertThat(skips(inLifecycle(alone), true)).isFalse();
    assertThat(skips(inLifecycle(own), true)).isFalse();
    assertThat(skips(inLifecycle(own), false)).isFalse();
  }

  @Test
  void songsOfAProjectThatHandsThePluginOnAreSpokenOf() throws IOException {
    MavenProject parent =
        project("root", "pom", "<modules><module>a</module></modules>" + plugins(""));
    Files.createDirectories(folder.resolve("root/src/main/midi"));

    Optional<Applicability.Skip> skip = inLifecycle(parent).skip(Optional.empty(), true);

    assertThat(skip).isPresent();
    assertThat(skip.get().notable()).isTrue();
    assertThat(skip.get().reason()).contains("<inherited>false</inherited>");
  }

  @Test
  void aProjectWithoutAPomIsNotTakenForAParent() throws IOException {
    MavenProject none = project("none", "pom", "");
    none.setFile(null);

    assertThat(skips(byName(none), false)).isFalse();
  }

  @Test
  void aGoalThatTheCommandLineNamesFailsInASingleProject() throws IOException {
    assertThat(skips(byName(project("single", "jar", "")), false)).isFalse();
    assertThat(skips(byName(project("single", "pom", "")), false)).isFalse();
  }

  @Test
  void amongSeveralItIsSkippedInOneThatHasNoSongsIfAnotherHas() throws IOException {
    MavenProject root = project("root", "pom", "");
    MavenProject music = project("music", "jar", "");
    MavenProject code = project("code", "jar", plugins(""));

    assertThat(skips(byName(code, root, music), false)).as("none has songs").isFalse();
    assertThat(skips(byName(root, code, music), false)).as("none has songs").isFalse();

    Files.createDirectories(folder.resolve("music/src/main/midi"));
    assertThat(skips(byName(code, root, music), false)).isTrue();
    assertThat(byName(root, music, code).skip(NO_SONGS, false))
        .contains(
            new Applicability.Skip(
                "Skipped: root has no songs; choose the module that is meant with -pl.", true));
    assertThat(skips(byName(root, music, code), true)).as("nothing is missing").isFalse();
  }

  @Test
  void anOptionIsSetByTheOwnPomOrTheCommandLine() throws IOException {
    String property =
        "<properties><music-lstm.midiDirectory>x</music-lstm.midiDirectory></properties>";
    String configuration =
        plugins("<configuration><midiDirectory>x</midiDirectory></configuration>");
    String inProfile = "<profiles><profile><id>p</id>" + property + "</profile></profiles>";

    for (String pom : List.of(property, configuration, inProfile)) {
      Applicability here = inLifecycle(project("own", "jar", pom));
      assertThat(here.isSetHere("midiDirectory")).as(pom).isTrue();
      assertThat(here.isSetHere("modelFile")).as(pom).isFalse();
    }
    Properties ofUser = new Properties();
    ofUser.setProperty("music-lstm.midiDirectory", "x");
    MavenProject plain = project("plain", "jar", "");
    Applicability byUser =
        new Applicability(plain, execution(MojoExecution.Source.LIFECYCLE), List.of(plain), ofUser);
    assertThat(byUser.isSetHere("midiDirectory")).isTrue();
    assertThat(inLifecycle(plain).isSetHere("midiDirectory")).isFalse();
  }
}
