package org.musiclstm.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String[] SMALL = {
    "-Dmusic-lstm.hiddenUnits=8",
    "-Dmusic-lstm.iterations=4",
    "-Dmusic-lstm.validateEvery=2",
    "-Dmusic-lstm.windowSteps=16",
    "-Dmusic-lstm.validationShare=0.25",
    "-Dmusic-lstm.pieces=1",
    "-Dmusic-lstm.bars=1"
  };

  private Optional<Path> goodModel = Optional.empty();

  @Test
  void aBuildGoesOnWithoutUnusableFilesAndNamesThem() throws IOException {
    Path folder = Project.emptyFolder("bad-among-good");
    unusableFiles(Songs.write(folder.resolve("src/main/midi"), 4));

    Build build = train(folder).succeeded();

    assertThat(build.log())
        .anyMatch(line -> line.startsWith("[WARNING]") && line.contains("empty.mid"))
        .anyMatch(line -> line.startsWith("[WARNING]") && line.contains("truncated.mid"))
        .anyMatch(line -> line.startsWith("[WARNING]") && line.contains("text.mid"))
        .anyMatch(line -> line.startsWith("[WARNING]") && line.contains("short.mid"));
    assertThat(folder.resolve("target/music-lstm/model.zip")).isRegularFile();
  }

  @Test
  void anUnusableFileEndsTheBuildThatWantsItSo() throws IOException {
    Path folder = Project.emptyFolder("strict");
    Path songs = Songs.write(folder.resolve("src/main/midi"), 4);
    Files.write(songs.resolve("empty.mid"), new byte[0]);

    train(folder, "-Dmusic-lstm.failOnUnreadable=true").failedForTheUser("empty.mid");

    nothingIsLeft(folder);
  }

  @Test
  void aFileThatBreaksTheFormatIsNoSongForAStrictBuild() throws IOException {
    Path folder = Project.emptyFolder("strict-format");
    Path songs = Songs.write(folder.resolve("src/main/midi"), 4);
    byte[] song = Songs.song(9, 4);
    Files.write(songs.resolve("longer.mid"), Arrays.copyOf(song, song.length + 3));

    Build build = train(folder).succeeded();
    assertThat(build.log())
        .anyMatch(
            line ->
                line.startsWith("[WARNING]") && line.contains("1 song read as far as possible"));

    train(folder, "-Dmusic-lstm.strict=true", "-Dmusic-lstm.failOnUnreadable=true")
        .failedForTheUser("longer.mid", "bytes after the last chunk");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path folder = Project.emptyFolder("no-folder");

    train(folder).failedForTheUser(folder.resolve("src/main/midi").toString(), "midiDirectory");

    nothingIsLeft(folder);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTheLocaleCannotNameIsNamedWithWhatToDo() throws IOException {
    Path folder = Project.copyWithSongs("single", "plain-locale");
    Path pom = folder.resolve("pom.xml");
    String remedy = "the environment variable LC_ALL to C.UTF-8";
    String text = Files.readString(pom);
    for (String option : List.of("midiDirectory", "outputDirectory", "modelFile")) {
      Files.writeString(
          pom,
          text.replace(
              "</executions>",
              "</executions><configuration><%1$s>Lieder für Kinder</%1$s></configuration>"
                  .formatted(option)));

      Build build =
          Maven.runInPlainLocale(folder, "generate-resources")
              .failedForTheUser("Lieder f", "r Kinder", "US-ASCII", remedy);
      assertThat(build.log())
          .filteredOn(line -> line.startsWith("[ERROR] Failed"))
          .noneMatch(line -> line.contains("unmappable"));
    }
    Files.writeString(pom, text.replace("<build>", "<build><directory>für</directory>"));
    Maven.runInPlainLocale(folder, "generate-resources").failedForTheUser(remedy);

    // Bytes that the JVM cannot read at all.
    Files.writeString(pom, text);
    Maven.runInPlainLocale(folder, "generate-resources", "-Dmusic-lstm.midiDirectory=für")
        .failedForTheUser(remedy);
  }

  @Test
  void aFolderWithoutMidiFilesIsNamed() throws IOException {
    Path folder = Project.emptyFolder("no-songs");
    Files.createDirectories(folder.resolve("src/main/midi"));
    Files.writeString(folder.resolve("src/main/midi/readme.txt"), "no song");

    train(folder).failedForTheUser(folder.resolve("src/main/midi").toString());

    nothingIsLeft(folder);
  }

  @Test
  void aFolderInWhichNoFileCanBeUsedEndsTheBuild() throws IOException {
    Path folder = Project.emptyFolder("all-bad");
    unusableFiles(Files.createDirectories(folder.resolve("src/main/midi")));

    train(folder).failedForTheUser(folder.resolve("src/main/midi").toString());

    nothingIsLeft(folder);
  }

  @Test
  void aSingleSongIsTrainedOnWithoutValidation() {
    Path folder = Project.emptyFolder("one-song");
    Songs.write(folder.resolve("src/main/midi"), 1);

    Build build = train(folder).succeeded();

    assertThat(build.log())
        .anyMatch(line -> line.startsWith("[WARNING]") && line.contains("validation"));
    assertThat(folder.resolve("target/music-lstm/model.zip")).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource({
    "hiddenUnits, 0",
    "learningRate, 2",
    "planes, sound",
    "timeGrid, 10",
    "transpose, up",
    "threads, -1",
    "modelClassifier, a/b",
    "jvmArgs, -Da='b"
  })
  void anOptionOutOfRangeIsNamedWithItsValue(String option, String value) {
    Path folder = Project.emptyFolder("option-" + option);

    Maven.run(folder, Maven.goal("train"), "-Dmusic-lstm." + option + "=" + value)
        .failedForTheUser("The option " + option + " is " + value + ", but has to be ");

    nothingIsLeft(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "pieces, 0",
    "temperature, 0",
    "tempo, fast",
    "metre, 3/5",
    "midiClassifier, ../midi"
  })
  void anOptionOfGenerateOutOfRangeIsNamedWithItsValue(String option, String value) {
    Path folder = Project.emptyFolder("option-" + option);

    Maven.run(folder, Maven.goal("generate"), "-Dmusic-lstm." + option + "=" + value)
        .failedForTheUser("The option " + option + " is " + value + ", but has to be ");

    nothingIsLeft(folder);
  }

  @Test
  void aModelThatIsMissingIsNamed() {
    Path folder = Project.emptyFolder("no-model");

    generate(folder).failedForTheUser(folder.resolve("target/music-lstm/model.zip").toString());

    nothingIsLeft(folder);
  }

  @Test
  void aModelThatIsTruncatedIsNamed() throws IOException {
    byte[] model = Files.readAllBytes(goodModel());

    generateFrom("truncated-model", Arrays.copyOf(model, model.length * 2 / 3));
  }

  @Test
  void aModelOfANewerVersionIsNamed() throws IOException {
    byte[] model =
        withModelJson(json -> json.replaceFirst("(\"format\"\\s*:\\s*)\\d+", "$1" + "999"));

    assertThat(generateFrom("newer-model", model).text()).contains("999");
  }

  @Test
  void aModelOfAnotherEncodingThanItsWeightsIsNamed() throws IOException {
    byte[] model =
        withModelJson(json -> json.replaceFirst("(\"highestPitch\"\\s*:\\s*)\\d+", "$1" + "100"));

    generateFrom("model-of-another-encoding", model);
  }

  @Test
  void aModelThatCannotBeWrittenIsNamed() throws IOException {
    Path folder = Project.emptyFolder("unwritable-model");
    Songs.write(folder.resolve("src/main/midi"), 4);
    Files.writeString(folder.resolve("file"), "where a folder has to be");

    train(folder, "-Dmusic-lstm.modelFile=file/model.zip")
        .failedForTheUser(folder.resolve("file").toString());
  }

  @Test
  void anOutputFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path folder = Project.emptyFolder("unwritable-output");
    Files.writeString(folder.resolve("file"), "where a folder has to be");

    generate(
            folder,
            "-Dmusic-lstm.modelFile=" + goodModel(),
            "-Dmusic-lstm.outputDirectory=file/music")
        .failedForTheUser(folder.resolve("file").toString());

    nothingIsLeft(folder);
  }

  @Test
  void aBuildFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path folder = Project.emptyFolder("unwritable-target");
    Songs.write(folder.resolve("src/main/midi"), 1);
    Files.writeString(folder.resolve("target"), "where a folder has to be");

    train(folder).failedForTheUser(folder.resolve("target").toString(), "cannot be written");
  }

  @Test
  void aWorkerThatCannotStartSaysWhatTheJvmSaid() {
    Path folder = Project.emptyFolder("wrong-jvm-argument");
    Songs.write(folder.resolve("src/main/midi"), 1);

    Build build =
        train(folder, "-Dmusic-lstm.jvmArgs=-XX:NoSuchOption")
            .broke("The worker died without a result (exit code 1).");

    assertThat(build.text())
        .contains("NoSuchOption")
        .contains(folder.resolve("target/music-lstm/train-default-cli/worker.log").toString());
    nothingIsLeft(folder);
  }

  @Test
  void trainingThatNeedsMoreMemoryThanThereIsIsRefusedAtOnce() {
    Path folder = Project.emptyFolder("out-of-memory");
    Songs.write(folder.resolve("src/main/midi"), 4);

    Maven.run(
            folder,
            Maven.goal("train"),
            "-Dmusic-lstm.jvmArgs=-Xmx16m",
            "-Dmusic-lstm.hiddenUnits=2048")
        .failedForTheUser(
            "Training needs ", "MB of memory", "hiddenUnits", "batchSize", "jvmArgs, such as -Xmx");

    nothingIsLeft(folder);
  }

  /** The model that tests spoil, trained when the first of them asks for it. */
  private Path goodModel() {
    if (goodModel.isEmpty()) {
      Path folder = Project.emptyFolder("good-model");
      Songs.write(folder.resolve("src/main/midi"), 4);
      train(folder).succeeded();
      goodModel = Optional.of(folder.resolve("target/music-lstm/model.zip"));
    }
    return goodModel.get();
  }

  private static Build train(Path folder, String... more) {
    return run("train", folder, more);
  }

  private static Build generate(Path folder, String... more) {
    return run("generate", folder, more);
  }

  private static Build run(String goal, Path folder, String... more) {
    return Maven.run(
        folder,
        Stream.of(new String[] {Maven.goal(goal)}, SMALL, more)
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }

  private static Build generateFrom(String name, byte[] model) throws IOException {
    Path folder = Project.emptyFolder(name);
    Path file = folder.resolve("bad.zip");
    Files.write(file, model);

    Build build =
        generate(folder, "-Dmusic-lstm.modelFile=bad.zip").failedForTheUser(file.toString());

    nothingIsLeft(folder);
    return build;
  }

  private static void unusableFiles(Path folder) throws IOException {
    byte[] song = Songs.song(99, 4);
    Files.write(folder.resolve("empty.mid"), new byte[0]);
    Files.write(folder.resolve("truncated.mid"), Arrays.copyOf(song, 30));
    Files.writeString(folder.resolve("text.mid"), "This is a text and not a song.");
    Files.write(folder.resolve("short.mid"), Songs.songOfOneStep());
  }

  private byte[] withModelJson(UnaryOperator<String> edit) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    boolean edited = false;
    try (ZipInputStream from =
            new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(goodModel())));
        ZipOutputStream to = new ZipOutputStream(copy)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] bytes = from.readAllBytes();
        if (entry.getName().equals("model.json")) {
          String before = new String(bytes, UTF_8);
          String after = edit.apply(before);
          edited = !after.equals(before);
          bytes = after.getBytes(UTF_8);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(crc.getValue());
        to.putNextEntry(stored);
        to.write(bytes);
      }
    }
    assertThat(edited).as("model.json has what is edited").isTrue();
    return copy.toByteArray();
  }

  /** Neither a model nor music nor half of either, only what is there to find the fault. */
  private static void nothingIsLeft(Path folder) {
    Path target = folder.resolve("target");
    if (Files.exists(target)) {
      assertThat(Maven.contents(target).keySet())
          .allMatch(
              name ->
                  name.matches(
                      "music-lstm/((train|generate)-default-cli/[^/]+|checkpoints/lock.*)"))
          .noneMatch(name -> name.matches(".*\\.(tmp|part|half|mid)"));
    }
  }
}
