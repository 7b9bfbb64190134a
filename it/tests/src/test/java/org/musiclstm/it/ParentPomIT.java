package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plugin in POMs that hand it on. */
class ParentPomIT {
  private static final String OF_POM =
      "[INFO] Skipped: a project of packaging pom hands the plugin on to its modules.";
  private static final Path SONGS = Path.of("src/main/midi");
  private static final String WITHOUT_SONGS =
      "[INFO] Skipped: this module has no folder " + SONGS + ".";

  static Stream<Installation> mavens() {
    return Stream.concat(
        Stream.of(Installation.outer()),
        Stream.of("it.maven-3.9", "it.maven-4")
            .map(line -> Installation.unpacked(Maven.property(line))));
  }

  private static String plugin(String version, String more, String... goals) {
    StringBuilder all = new StringBuilder();
    for (String goal : goals) {
      all.append("<goal>").append(goal).append("</goal>");
    }
    return """
    <plugin>
      <groupId>org.musiclstm</groupId>
      <artifactId>music-lstm-maven-plugin</artifactId>
      %s
      <executions>
        <execution>
          <goals>%s</goals>
        </execution>
      </executions>
      %s
    </plugin>
    """
        .formatted(version, all, more);
  }

  private static final String VERSION = "<version>" + Maven.VERSION + "</version>";

  /** A POM in a folder of the project, with that above it as its parent. */
  private static void pom(Path root, String folder, String packaging, String content)
      throws IOException {
    boolean top = folder.isEmpty();
    Path above = Path.of(folder).getParent();
    String parent = above == null ? "root" : above.toString();
    String text =
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          %s
          <artifactId>%s</artifactId>
          <packaging>%s</packaging>
          %s
        </project>
        """
            .formatted(
                top
                    ? "<groupId>org.musiclstm.it.parent</groupId><version>1</version>"
                    : "<parent><groupId>org.musiclstm.it.parent</groupId><artifactId>"
                        + parent.replace('/', '-')
                        + "</artifactId><version>1</version></parent>",
                top ? "root" : folder.replace('/', '-'),
                packaging,
                content);
    Files.writeString(Files.createDirectories(root.resolve(folder)).resolve("pom.xml"), text);
  }

  private static String modules(String... names) {
    StringBuilder all = new StringBuilder("<modules>");
    for (String name : names) {
      all.append("<module>").append(name).append("</module>");
    }
    return all.append("</modules>").toString();
  }

  private static String build(String plugins) {
    return "<build><plugins>" + plugins + "</plugins></build>";
  }

  private static final String SMALL =
      """
      <properties>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        <music-lstm.hiddenUnits>8</music-lstm.hiddenUnits>
        <music-lstm.iterations>2</music-lstm.iterations>
        <music-lstm.windowSteps>16</music-lstm.windowSteps>
        <music-lstm.validationShare>0.25</music-lstm.validationShare>
        <music-lstm.pieces>1</music-lstm.pieces>
        <music-lstm.bars>1</music-lstm.bars>
        <music-lstm.embedModel>true</music-lstm.embedModel>
        <music-lstm.resourcePrefix>music/${project.artifactId}</music-lstm.resourcePrefix>
      </properties>
      """;

  private static final String RESOURCES =
      """
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-resources-plugin</artifactId>
        <version>3.3.1</version>
      </plugin>
      """;

  @ParameterizedTest
  @MethodSource("mavens")
  void thePluginOfAParentMakesMusicWhereThereAreSongs(Installation maven) throws IOException {
    Path root = Project.emptyFolder("parent-pom-" + maven.home().getFileName());
    String plugin = plugin(VERSION, "", "inspect-corpus", "encode", "train", "generate");
    pom(root, "", "pom", modules("group", "elsewhere") + SMALL + build(RESOURCES + plugin));
    pom(root, "group", "pom", modules("music", "code"));
    pom(root, "group/music", "jar", "");
    pom(root, "group/code", "jar", "");
    pom(
        root,
        "elsewhere",
        "jar",
        "<properties><music-lstm.midiDirectory>../songs</music-lstm.midiDirectory></properties>");
    Songs.write(root.resolve("group/music/src/main/midi"), 4);
    Songs.write(root.resolve("songs"), 4);

    Build build = Maven.run(maven, root, "process-resources").succeeded();

    // Two projects of packaging pom, with four goals each.
    assertThat(build.log()).filteredOn(OF_POM::equals).hasSize(8);
    assertThat(build.log()).filteredOn(WITHOUT_SONGS::equals).hasSize(3);
    assertThat(build.log())
        .filteredOn(line -> line.startsWith("[INFO] Skipped: this module has no folder"))
        .hasSize(4);
    assertThat(classes(root.resolve("group/music")))
        .containsExactly("music-lstm/model.zip", "music/group-music/piece-001.mid");
    assertThat(classes(root.resolve("elsewhere")))
        .containsExactly("music-lstm/model.zip", "music/elsewhere/piece-001.mid");
    for (String none : List.of("", "group", "group/code")) {
      assertThat(root.resolve(none).resolve("target/music-lstm")).doesNotExist();
    }

    if (maven.equals(Installation.outer())) {
      Maven.run(root, "process-resources", "-pl", "group/code").succeeded();
      Maven.run(root.resolve("group/code"), "process-resources").succeeded();
      Maven.run(root, "process-resources", "-N").succeeded();
      namedByTheCommandLine(root);
    }
  }

  /** A goal that is run by name. */
  private static void namedByTheCommandLine(Path root) {
    String goal = Maven.goal("inspect-corpus");
    // Maven runs it in the first project alone.
    Build all = Maven.run(root, goal).succeeded();
    assertThat(all.log())
        .filteredOn(line -> line.contains("Skipped"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("[WARNING] ")
        .endsWith(
            "Skipped: root has no folder " + SONGS + "; choose the module that is meant with -pl.");
    assertThat(root.resolve("target/music-lstm")).doesNotExist();

    Maven.run(root, goal, "-Dmusic-lstm.midiDirectory=songs").succeeded();
    assertThat(root.resolve("target/music-lstm/corpus.json")).isRegularFile();

    Maven.run(root, goal, "-pl", "group/music").succeeded();
    Maven.run(root, goal, "-pl", "group/code")
        .failedForTheUser(root.resolve("group/code").resolve(SONGS) + " does not exist");
    Maven.run(root.resolve("group/code"), goal)
        .failedForTheUser(root.resolve("group/code").resolve(SONGS) + " does not exist");
    Maven.run(root, goal, "-Dmusic-lstm.midiDirectory=none")
        .failedForTheUser("none does not exist");
  }

  @Test
  void managedExecutionsAreTakenByModulesThatNameThePlugin() throws IOException {
    Path root = Project.emptyFolder("parent-pom-management");
    String use =
        build(
            "<plugin><groupId>org.musiclstm</groupId>"
                + "<artifactId>music-lstm-maven-plugin</artifactId></plugin>");
    String management =
        "<build><pluginManagement><plugins>"
            + plugin(
                    VERSION,
                    "<configuration><expectedDirectory>"
                        + "${project.build.directory}/generated-resources/music-lstm"
                        + "</expectedDirectory></configuration>",
                    "train",
                    "generate",
                    "check",
                    "evaluate",
                    "verify")
                .replace("<goals>", "<phase>generate-resources</phase><goals>")
            + "</plugins></pluginManagement></build>";
    pom(root, "", "pom", modules("music", "code") + SMALL + management);
    pom(root, "music", "jar", use);
    pom(root, "code", "jar", use);
    Songs.write(root.resolve("music/src/main/midi"), 4);

    Build build = Maven.run(root, "generate-resources").succeeded();

    assertThat(build.log())
        .filteredOn(line -> line.startsWith("[INFO] Skipped: this module has no"))
        .hasSize(5);
    assertThat(root.resolve("code/target")).doesNotExist();
    assertThat(root.resolve("music/target/music-lstm/check.json")).isRegularFile();

    // What the module had made is not taken for music that it makes.
    Files.move(root.resolve("music/src"), root.resolve("music/gone"));
    Build gone = Maven.run(root, "generate-resources").succeeded();
    assertThat(gone.log())
        .filteredOn(line -> line.startsWith("[INFO] Skipped: this module has no"))
        .hasSize(9);
    assertThat(gone.text()).doesNotContain("Up to date");
  }

  @Test
  void aFolderThatIsSetAndMissingIsAnError() throws IOException {
    Path root = Project.emptyFolder("parent-pom-by-hand");
    String plugin = plugin(VERSION, "", "train", "generate");
    pom(root, "", "pom", modules("code") + SMALL + build(plugin));
    String property =
        "<properties><music-lstm.midiDirectory>songs</music-lstm.midiDirectory></properties>";
    for (String own :
        List.of(
            property,
            property.replace("songs", "src/main/midi"),
            build(plugin("", "", "train")),
            build(
                plugin("", "<configuration><midiDirectory>songs</midiDirectory></configuration>")
                    .replaceFirst("(?s)<executions>.*</executions>", "")))) {
      pom(root, "code", "jar", own);
      Maven.run(root, "generate-resources").failedForTheUser(" does not exist", "midiDirectory");
    }
    pom(root, "code", "jar", "");
    pom(root, "", "pom", modules("code") + property.replace("songs", "all") + build(plugin));
    Maven.run(root, "generate-resources").failedForTheUser("all does not exist");
  }

  @Test
  void aModuleThatGeneratesFromAModelOfAnotherNeedsNoSongs() throws IOException {
    Path root = Project.emptyFolder("parent-pom-generate");
    String plugin = plugin(VERSION, "", "train", "generate");
    pom(root, "", "pom", modules("model", "music") + SMALL + build(plugin));
    pom(root, "model", "jar", "");
    pom(
        root,
        "music",
        "jar",
        """
        <dependencies>
          <dependency>
            <groupId>org.musiclstm.it.parent</groupId>
            <artifactId>model</artifactId>
            <version>1</version>
            <type>zip</type>
            <classifier>model</classifier>
            <scope>provided</scope>
          </dependency>
        </dependencies>
        """
            + build(
                "<plugin><groupId>org.musiclstm</groupId>"
                    + "<artifactId>music-lstm-maven-plugin</artifactId><configuration>"
                    + "<modelArtifact>org.musiclstm.it.parent:model:1</modelArtifact>"
                    + "</configuration></plugin>"));
    Songs.write(root.resolve("model/src/main/midi"), 4);

    Maven.run(root, "generate-resources").succeeded();

    assertThat(Maven.contents(root.resolve("music/target/generated-resources/music-lstm")).keySet())
        .containsExactly("piece-001.mid");
  }

  @Test
  void aProjectOfPackagingPomThatIsMeantItselfMakesMusic() throws IOException {
    Path root = Project.emptyFolder("parent-pom-itself");
    Songs.write(root.resolve("src/main/midi"), 4);
    String plugin = plugin(VERSION, "", "inspect-corpus");

    pom(root, "", "pom", SMALL + build(plugin));
    Maven.run(root, "validate").succeeded();
    assertThat(root.resolve("target/music-lstm/corpus.json")).isRegularFile();

    pom(root, "code", "jar", "");
    pom(root, "", "pom", modules("code") + SMALL + build(plugin));
    Build handedOn = Maven.run(root, "validate").succeeded();
    assertThat(handedOn.log())
        .anyMatch(
            line ->
                line.startsWith("[WARNING] Skipped: ")
                    && line.contains("<inherited>false</inherited>"));

    pom(
        root,
        "",
        "pom",
        modules("code")
            + SMALL
            + build(plugin.replace("<executions>", "<inherited>false</inherited><executions>")));
    Build itself = Maven.run(root, "validate").succeeded();
    assertThat(itself.text()).doesNotContain("Skipped").contains("Looking at the MIDI files in");
  }

  private static List<String> classes(Path module) {
    Map<String, byte[]> classes = Maven.contents(module.resolve("target/classes"));
    return List.copyOf(classes.keySet());
  }
}
