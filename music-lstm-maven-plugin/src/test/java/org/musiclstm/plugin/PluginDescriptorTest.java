package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Request;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.job.Jobs;
import org.musiclstm.network.EngineName;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionSet;
import org.musiclstm.tensor.EncodingOptions;
import org.musiclstm.training.TrainingOptions;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds what Maven knows of the goals to what the runtime means. */
class PluginDescriptorTest {
  private static final Pattern RANGE = Pattern.compile("([\\d.e-]*\\d) to ([\\d.e-]*\\d)");

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private Document descriptor;

  @BeforeEach
  void readDescriptor() throws Exception {
    try (InputStream stream =
        PluginDescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      descriptor = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
    }
  }

  /** Each goal with the options that it hands on to the runtime. */
  private static Stream<Arguments> declared() {
    return Stream.of(
        Arguments.of("train", EncodingOptions.OPTIONS),
        Arguments.of("train", TrainingOptions.OPTIONS),
        Arguments.of("tune", EncodingOptions.OPTIONS),
        Arguments.of("encode", EncodingOptions.OPTIONS),
        Arguments.of("inspect-corpus", EncodingOptions.OPTIONS),
        Arguments.of("generate", GenerationOptions.OPTIONS),
        Arguments.of("generate", OptionSet.of(EngineName.OPTION)),
        Arguments.of("check", CheckOptions.OPTIONS));
  }

  @ParameterizedTest
  @MethodSource("declared")
  void whatMavenKnowsOfAnOptionIsItsDeclaration(String goal, OptionSet options) throws Exception {
    Map<String, String> defaults = defaults(goal);
    for (Option<?> option : options.options()) {
      String name = option.name();
      assertThat(defaults).as("options of " + goal).containsKey(name);
      assertThat(option.parse(defaults.getOrDefault(name, "none")))
          .as("default of %s of %s", name, goal)
          .isEqualTo(option.byDefault());
      assertThat(description(goal, name).replaceAll("\\s+", " "))
          .as("help of %s of %s", name, goal)
          .isEqualTo(option.sentence());
    }
  }

  /** Whoever reads the help can take the numbers in it. */
  @ParameterizedTest
  @MethodSource("declared")
  void theRangeInAnOptionsHelpIsTheOneThatIsChecked(String goal, OptionSet options) {
    for (Option<?> option : options.options()) {
      Matcher range = RANGE.matcher(option.sentence());
      if (range.find()
          && (option.byDefault() instanceof Integer || option.byDefault() instanceof Double)) {
        assertThat(option.range()).as(option.name()).contains(range.group(1), range.group(2));
        option.parse(range.group(1));
        option.parse(range.group(2));
      }
    }
  }

  @Test
  void goalsThatLearnFromSongsHaveTheSameDefaultsForThem() throws Exception {
    Map<String, String> train = defaults("train");

    assertThat(train).containsAllEntriesOf(shared(defaults("encode"), "pairs", "tensorDirectory"));
    assertThat(train)
        .containsAllEntriesOf(
            shared(defaults("inspect-corpus"), "failOnDuplicate", "resemblance", "reportFile"));
    assertThat(train)
        .containsAllEntriesOf(shared(defaults("tune"), "tuneBudget", "tuneFile", "tuneReportFile"));
    assertThat(number(defaults("inspect-corpus"), "resemblance"))
        .isEqualTo(InspectRequest.RESEMBLANCE);
  }

  /** Without what only one goal has. */
  private static Map<String, String> shared(Map<String, String> defaults, String... without) {
    Map<String, String> shared = new TreeMap<>(defaults);
    shared.keySet().removeAll(List.of(without));
    return shared;
  }

  @Test
  void aModelIsDescribedAndReproducedWhereItIsTrained() throws Exception {
    for (String goal : List.of("describe", "reproduce")) {
      assertThat(defaults(goal))
          .containsEntry("modelFile", defaults("train").get("modelFile"))
          .containsEntry("midiDirectory", defaults("train").get("midiDirectory"))
          .doesNotContainKey("outputDirectory");
    }
    assertThat(defaults("train"))
        .containsEntry("outputTimestamp", "${project.build.outputTimestamp}");
  }

  @Test
  void goalsThatLookAtTheMusicLookWhereItIsGenerated() throws Exception {
    for (String goal : List.of("evaluate", "check")) {
      assertThat(defaults(goal))
          .containsEntry("outputDirectory", defaults("generate").get("outputDirectory"))
          .containsEntry("modelFile", defaults("generate").get("modelFile"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "generate",
        "encode",
        "inspect-corpus",
        "evaluate",
        "check",
        "tune",
        "describe",
        "reproduce",
        "export",
        "import",
        "verify"
      })
  void everyParameterIsDocumentedAndHasAProperty(String goal) throws Exception {
    List<Element> parameters =
        elements("//mojo[goal='" + goal + "']/parameters/parameter[editable='true']");

    assertThat(parameters).hasSizeGreaterThan(5);
    for (Element parameter : parameters) {
      String name = text(parameter, "name");
      assertThat(text(parameter, "description")).as("help of " + name).endsWith(".");
      String configured =
          xpath.evaluate("//mojo[goal='" + goal + "']/configuration/" + name, descriptor);
      // A map is no text.
      if (name.equals("jdkToolchain")) {
        assertThat(text(parameter, "description")).contains("in the POM only");
      } else {
        assertThat(configured).as("property of " + name).isEqualTo("${music-lstm." + name + "}");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "train, generate-resources",
    "generate, generate-resources",
    "encode, generate-resources",
    "inspect-corpus, validate",
    "evaluate, verify",
    "check, verify"
  })
  void theGoalsRunInParallelInTheirPhaseAndWithoutAPom(String goal, String phase) throws Exception {
    Element mojo = elements("//mojo[goal='" + goal + "']").get(0);

    assertThat(text(mojo, "phase")).isEqualTo(phase);
    assertThat(text(mojo, "threadSafe")).isEqualTo("true");
    assertThat(text(mojo, "requiresProject")).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tune", "describe", "reproduce", "export", "import"})
  void someGoalsAreRunOnlyWhenTheyAreAskedFor(String goal) throws Exception {
    Element mojo = elements("//mojo[goal='" + goal + "']").get(0);

    assertThat(text(mojo, "phase")).isEmpty();
    assertThat(text(mojo, "threadSafe")).isEqualTo("true");
    assertThat(text(mojo, "requiresProject")).isEqualTo("false");
  }

  @Test
  void aGoalHasTheOptionsOfSongsAndOfThreadsIfTheWorkerIsReportedOfThem() throws Exception {
    List<String> goals = new ArrayList<>();
    for (Class<? extends Request> request : Jobs.kinds()) {
      String goal = request.getAnnotation(JsonTypeName.class).value();
      // Goals for models ask for these where they are pointed at music.
      if (goal.endsWith("-music")) {
        assertThat(has(goal.replace("-music", ""), "piece")).isTrue();
        continue;
      }
      goals.add(goal);
      List<RecordComponent> reported = List.of(request.getRecordComponents());
      boolean songs =
          reported.stream()
              .map(component -> component.getGenericType().getTypeName())
              .anyMatch(name -> name.matches(".*\\b(SongFolder|SongSource)\\b.*"));
      boolean threads =
          reported.stream().anyMatch(component -> component.getName().equals("threads"));

      assertThat(has(goal, "threads")).as("threads of %s", goal).isEqualTo(threads);
      for (String option :
          List.of("midiDirectory", "includes", "excludes", "validationDirectory")) {
        assertThat(has(goal, option)).as("%s of %s", option, goal).isEqualTo(songs);
      }
      for (String option : List.of("skip", "jvmArgs", "jdkToolchain")) {
        assertThat(has(goal, option)).as("%s of %s", option, goal).isTrue();
      }
    }
    List<String> others = List.of("cache", "help", "verify");
    assertThat(elements("//mojo/goal"))
        .extracting(Element::getTextContent)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(goals.stream(), others.stream()).toList());
  }

  @Test
  void onlyTrainHasTheOptionsOfWhatIsKeptOfIt() throws Exception {
    for (String option : List.of("checkpointEvery", "cache", "modelClassifier", "timeBudget")) {
      assertThat(elements("//mojo[parameters/parameter[name='" + option + "']]/goal"))
          .as(option)
          .extracting(Element::getTextContent)
          .containsExactly("train");
    }
    assertThat(elements("//mojo[parameters/parameter[name='transposeRange']]/goal"))
        .extracting(Element::getTextContent)
        .containsExactlyInAnyOrder("inspect-corpus", "train", "tune");
  }

  private boolean has(String goal, String option) throws XPathExpressionException {
    return !elements(
            "//mojo[goal='"
                + goal
                + "']/parameters/parameter[editable='true'][name='"
                + option
                + "']")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "describe, descriptionFile excludes includes midiDirectory modelArtifact modelFile piece"
        + " validationDirectory",
    "export, exportFile format modelArtifact modelFile",
    "import, exportedModel importFile importedFile"
  })
  void aGoalThatNeitherLearnsNorPlaysHasFewOptions(String goal, String options) throws Exception {
    List<String> all = new ArrayList<>(List.of("skip", "jvmArgs", "jdkToolchain"));
    all.addAll(List.of(options.split(" ", -1)));

    assertThat(elements("//mojo[goal='" + goal + "']/parameters/parameter[editable='true']"))
        .extracting(parameter -> text(parameter, "name"))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void whatSomeGoalsHaveInCommonIsDescribedInTheSameWords() throws Exception {
    for (String option : List.of("modelFile", "modelArtifact")) {
      assertThat(description("export", option)).isEqualTo(description("describe", option));
    }
    assertThat(description("train", "threads")).isEqualTo(description("generate", "threads"));
  }

  private String description(String goal, String option) throws XPathExpressionException {
    return xpath.evaluate(
        "//mojo[goal='" + goal + "']//parameter[name='" + option + "']/description", descriptor);
  }

  @Test
  void verifyBelongsToThePhaseOfItsNameAndItsParametersAreDocumented() throws Exception {
    Element mojo = elements("//mojo[goal='verify']").get(0);

    assertThat(text(mojo, "phase")).isEqualTo("verify");
    assertThat(text(mojo, "threadSafe")).isEqualTo("true");
    assertThat(text(mojo, "requiresProject")).isEqualTo("true");
    assertThat(defaults("verify"))
        .containsEntry("against", "generated")
        .containsEntry("outputDirectory", defaults("generate").get("outputDirectory"))
        .containsEntry("modelFile", defaults("generate").get("modelFile"))
        .containsEntry("reproducedDirectory", defaults("reproduce").get("reproducedDirectory"))
        .containsEntry("expectedDirectory", "");
  }

  @Test
  void idesAreReportedToLeaveEveryGoalThatHasAPhaseAlone() throws Exception {
    Document mapping;
    try (InputStream stream =
        PluginDescriptorTest.class.getResourceAsStream(
            "/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
      mapping = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
    }
    List<String> goals =
        elements("//mojo[phase]/goal").stream().map(Element::getTextContent).toList();

    assertThat(goals).contains("train", "generate", "verify");
    assertThat(
            elements(mapping, "//pluginExecution[action/ignore]/pluginExecutionFilter/goals/goal"))
        .extracting(Element::getTextContent)
        .containsExactlyInAnyOrderElementsOf(goals);
    assertThat(elements(mapping, "//action/*"))
        .extracting(Element::getTagName)
        .containsOnly("ignore");
  }

  @Test
  void aBuildCacheAlwaysRunsTheGoalsThatJudgeTheMusic() throws Exception {
    Document config =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File("../it/projects/build-cache/.mvn/maven-build-cache-config.xml"));

    assertThat(elements(config, "//runAlways//goal"))
        .extracting(Element::getTextContent)
        .containsExactly("verify", "check");
  }

  @Test
  void thereIsHelp() throws Exception {
    assertThat(elements("//mojo[goal='help']")).hasSize(1);
    assertThat(xpath.evaluate("/plugin/goalPrefix", descriptor)).isEqualTo("music-lstm");
  }

  private Map<String, String> defaults(String goal) throws XPathExpressionException {
    Map<String, String> defaults = new TreeMap<>();
    for (Element parameter : elements("//mojo[goal='" + goal + "']/configuration/*")) {
      defaults.put(parameter.getTagName(), parameter.getAttribute("default-value"));
    }
    return defaults;
  }

  private static double number(Map<String, String> defaults, String name) {
    return Double.parseDouble(defaults.get(name));
  }

  private String text(Element element, String child) throws XPathExpressionException {
    return xpath.evaluate(child, element);
  }

  private List<Element> elements(String path) throws XPathExpressionException {
    return elements(descriptor, path);
  }

  private List<Element> elements(Document document, String path) throws XPathExpressionException {
    NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> (Element) nodes.item(index))
        .toList();
  }
}
