package org.musiclstm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TuneIT {
  private static final String SNIPPET = "target/music-lstm/tuning.xml";

  @Test
  void theBestOptionsAreReportedAndTrainTakesThem() throws IOException {
    Path project = Project.copyWithSongs("single", "tuned");
    Path pom = project.resolve("pom.xml");

    Build build =
        Maven.run(
                project,
                Maven.goal("tune"),
                Maven.USUAL_WORKER,
                "-Dmusic-lstm.tuneBudget=PT20S",
                "-Dmusic-lstm.hiddenUnits=12",
                "-Dmusic-lstm.validationShare=0.4")
            .succeeded();

    assertThat(build.log())
        .anyMatch(line -> line.matches("\\[INFO] Trying \\d+ candidates within PT20S on 4 .*"))
        .anyMatch(line -> line.matches("\\[INFO] Round 1 of \\d: .*"))
        .anyMatch(line -> line.startsWith("[INFO] rank  units  steps  output "))
        .anyMatch(line -> line.startsWith("[INFO]    1 "))
        .anyMatch(line -> line.endsWith("  your options"))
        .contains("[INFO] <configuration>");
    String snippet = Files.readString(project.resolve(SNIPPET)).strip();
    assertThat(snippet)
        .startsWith("<configuration>")
        .contains("<validationShare>0.4</validationShare>")
        .endsWith("</configuration>");
    assertThat(project.resolve("target/music-lstm/tuning.json"))
        .content()
        .contains("\"isOwn\" : true");
    assertThat(project.resolve("target/music-lstm/tuning")).doesNotExist();

    Matcher units = Pattern.compile("<hiddenUnits>(\\d+)</hiddenUnits>").matcher(snippet);
    assertThat(units.find()).as(snippet).isTrue();
    Files.writeString(pom, Files.readString(pom).replace("<executions>", snippet + "<executions>"));
    Build trained = Maven.run(project, Maven.goal("train")).succeeded();

    assertThat(trained.log())
        .anyMatch(
            line ->
                line.contains("validating on 2; ")
                    && line.contains(" x " + units.group(1) + " units"))
        .contains("[INFO] Trained 20 iterations.");
  }

  @Test
  void whatCannotBeComparedIsRefusedWithTheRemedy() throws IOException {
    Path folder = Project.emptyFolder("untuned");
    Songs.write(folder.resolve("src/main/midi"), 3);

    Maven.run(folder, Maven.goal("tune"), "-Dmusic-lstm.validationShare=0")
        .failedForTheUser("none is kept for that", "Raise validationShare, add songs");
    Maven.run(folder, Maven.goal("tune"), "-Dmusic-lstm.tuneBudget=soon")
        .failedForTheUser("The option tuneBudget is soon", "PT20M");
  }
}
