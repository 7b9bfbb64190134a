package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.InputException;
import org.musiclstm.corpus.ShiftRange;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceName;
import org.musiclstm.generation.Sampling;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.TrainingOptions;
import org.musiclstm.exchange.InspectRequest;
import org.musiclstm.exchange.Request;
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

  @Test
  void theDefaultsOfTrainAreThoseOfTheRuntime() throws Exception {
    Encoding encoding = Encoding.DEFAULT;
    TrainingOptions options = TrainingOptions.DEFAULT;
    Map<String, String> defaults = defaults("train");

    assertThat(defaults)
        .containsEntry("stepsPerQuarter", Integer.toString(encoding.stepsPerQuarter()))
        .containsEntry("lowestPitch", Integer.toString(encoding.parts().get(0).lowestPitch()))
        .containsEntry("highestPitch", Integer.toString(encoding.parts().get(0).highestPitch()))
        .containsEntry("planes", encoding.parts().get(0).planes().text())
        .containsEntry("timeGrid", "")
        .containsEntry("parts", "")
        .containsEntry("transpose", "none")
        .containsEntry("transposeRange", ShiftRange.EVERY_KEY.toString())
        .containsEntry("hiddenUnits", Integer.toString(options.network().hiddenUnits()))
        .containsEntry("hiddenLayers", Integer.toString(options.network().hiddenLayers()))
        .containsEntry("output", options.network().output())
        .containsEntry("chainUnits", Integer.toString(options.network().chainUnits()))
        .containsEntry("loss", options.learning().loss().text())
        .containsEntry("iterations", Integer.toString(options.schedule().iterations()))
        .containsEntry("batchSize", Integer.toString(options.schedule().batchSize()))
        .containsEntry("windowLayers", Integer.toString(options.schedule().windowLayers()))
        .containsEntry("validateEvery", Integer.toString(options.schedule().validateEvery()))
        .containsEntry("patience", Integer.toString(options.schedule().patience()))
        .containsEntry("checkpointEvery", Integer.toString(options.schedule().checkpointEvery()))
        .containsEntry("seed", Long.toString(options.seed()));
    Regularisation regularisation = options.regularisation();
    assertThat(number(defaults, "dropout")).isEqualTo(regularisation.dropout());
    assertThat(defaults)
        .containsEntry("weightDropout", "auto")
        .containsEntry("noteDropout", "auto");
    assertThat(regularisation.weightDropout()).isEqualTo(Regularisation.AUTO);
    assertThat(regularisation.noteDropout()).isEqualTo(Regularisation.AUTO);
    assertThat(number(defaults, "averaging")).isEqualTo(options.learning().averaging());
    assertThat(number(defaults, "learningRate")).isEqualTo(options.learning().learningRate());
    assertThat(number(defaults, "decay")).isEqualTo(options.learning().decay());
    assertThat(number(defaults, "epsilon")).isEqualTo(options.learning().epsilon());
    assertThat(number(defaults, "clipNorm")).isEqualTo(options.learning().clipNorm());
    assertThat(number(defaults, "validationShare")).isEqualTo(options.validationShare());
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
  void theDefaultsOfGenerateAreThoseOfTheRuntime() throws Exception {
    GenerationOptions options = GenerationOptions.DEFAULT;
    Map<String, String> defaults = defaults("generate");

    assertThat(defaults)
        .containsEntry("pieces", Integer.toString(options.pieces()))
        .containsEntry("bars", Integer.toString(options.form().bars()))
        .containsEntry("length", options.form().length())
        .containsEntry("minNotes", Integer.toString(options.sampling().minNotes()))
        .containsEntry("maxNotes", Integer.toString(options.sampling().maxNotes()))
        .containsEntry("longestDrone", Integer.toString(options.sampling().longestDrone()))
        .containsEntry("longestSilence", Integer.toString(options.sampling().longestSilence()))
        .containsEntry("primer", options.primer())
        .containsEntry("tempo", options.form().tempo())
        .containsEntry("metre", options.form().metre())
        .containsEntry("key", options.form().key())
        .containsEntry("candidates", Integer.toString(options.candidates()))
        .containsEntry("pieceName", PieceName.DEFAULT.pattern())
        .containsEntry("resourcePrefix", "")
        .containsEntry("primerBars", Integer.toString(options.primerBars()))
        .containsEntry("seed", Long.toString(options.seed()));
    Sampling sampling = options.sampling();
    assertThat(number(defaults, "temperature")).isEqualTo(sampling.temperature());
    assertThat(number(defaults, "minProbability")).isEqualTo(sampling.minProbability());
    assertThat(number(defaults, "density")).isEqualTo(sampling.density());
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
  void theDefaultsOfCheckAreThoseOfTheRuntime() throws Exception {
    CheckOptions options = CheckOptions.DEFAULT;
    Map<String, String> defaults = defaults("check");

    assertThat(number(defaults, "emptyBeatRate")).isEqualTo(options.emptyBeatRate());
    assertThat(number(defaults, "silentBeats")).isEqualTo(options.silentBeats());
    assertThat(number(defaults, "unchangedBeats")).isEqualTo(options.unchangedBeats());
    assertThat(number(defaults, "copiedBeats")).isEqualTo(options.copiedBeats());
    assertThat(number(defaults, "copiedShare")).isEqualTo(options.copiedShare());
    assertThat(defaults)
        .containsEntry("leastSongs", Integer.toString(options.leastSongs()))
        .containsEntry("failOnViolation", "true");
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
  @ValueSource(strings = {"emptyBeatRate", "copiedShare"})
  void theRangesOfCheckAreThoseOfTheRuntime(String name) throws Exception {
    rangeIsThatOf(CheckOptions.DEFAULT, "check", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hiddenUnits",
        "hiddenLayers",
        "averaging",
        "dropout",
        "iterations",
        "batchSize",
        "windowLayers",
        "decay",
        "epsilon",
        "validateEvery",
        "patience",
        "validationShare",
        "checkpointEvery"
      })
  void theRangesOfTrainAreThoseOfTheRuntime(String name) throws Exception {
    TrainingOptions all = TrainingOptions.DEFAULT;
    rangeIsThatOf(
        group(name, all.network(), all.learning(), all.regularisation(), all.schedule(), all),
        "train",
        name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pieces",
        "candidates",
        "bars",
        "temperature",
        "minProbability",
        "density",
        "minNotes",
        "maxNotes",
        "longestDrone",
        "longestSilence",
        "primerBars"
      })
  void theRangesOfGenerateAreThoseOfTheRuntime(String name) throws Exception {
    GenerationOptions all = GenerationOptions.DEFAULT;
    rangeIsThatOf(group(name, all.form(), all.sampling(), all), "generate", name);
  }

  /** The first of some groups of options that has one of a name. */
  private static Record group(String name, Record... groups) {
    return Stream.of(groups).filter(group -> hasComponent(group, name)).findFirst().orElseThrow();
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
  void aGoalHasTheOptionsOfSongsAndOfThreadsIfTheWorkerIsToldOfThem() throws Exception {
    List<String> goals = new ArrayList<>();
    for (JsonSubTypes.Type type : Request.class.getAnnotation(JsonSubTypes.class).value()) {
      // Goals for models ask for these where they are pointed at music.
      if (type.name().endsWith("-music")) {
        assertThat(has(type.name().replace("-music", ""), "piece")).isTrue();
        continue;
      }
      goals.add(type.name());
      List<RecordComponent> told = List.of(type.value().getRecordComponents());
      boolean songs =
          told.stream()
              .map(component -> component.getGenericType().getTypeName())
              .anyMatch(name -> name.matches(".*\\b(SongFolder|SongSource)\\b.*"));
      boolean threads = told.stream().anyMatch(component -> component.getName().equals("threads"));

      assertThat(has(type.name(), "threads")).as("threads of %s", type.name()).isEqualTo(threads);
      for (String option :
          List.of("midiDirectory", "includes", "excludes", "validationDirectory")) {
        assertThat(has(type.name(), option)).as("%s of %s", option, type.name()).isEqualTo(songs);
      }
      for (String option : List.of("skip", "jvmArgs", "jdkToolchain")) {
        assertThat(has(type.name(), option)).as("%s of %s", option, type.name()).isTrue();
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
  void idesAreToldToLeaveEveryGoalThatHasAPhaseAlone() throws Exception {
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

  @ParameterizedTest
  @ValueSource(strings = {"train", "generate"})
  void aBuildCacheIsToldOfEveryOptionThatCanChangeWhatComesOut(String goal) throws Exception {
    Document config =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File("../it/projects/build-cache/.mvn/maven-build-cache-config.xml"));
    List<String> names = new ArrayList<>();
    for (Element parameter :
        elements("//mojo[goal='" + goal + "']/parameters/parameter[editable='true']")) {
      names.add(text(parameter, "name"));
    }
    names.removeAll(
        List.of(
            "threads",
            "jvmArgs",
            "jdkToolchain",
            "checkpointEvery",
            "cache",
            "cacheDirectory",
            "cacheKeyFile",
            "cacheMaxSize",
            "queue"));

    assertThat(elements(config, "//reconcile/plugins/plugin[@goal='" + goal + "']//reconcile"))
        .extracting(element -> element.getAttribute("propertyName"))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void aBuildCacheIsToldToRunTheGoalsThatJudgeTheMusicAlways() throws Exception {
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

  /** Checks that both ends of the documented range are taken, and what is next to them is not. */
  private void rangeIsThatOf(Record options, String goal, String name) throws Exception {
    String help = description(goal, name);
    Matcher range = RANGE.matcher(help);
    assertThat(range.find()).as("a range in: %s", help).isTrue();
    double lowest = Double.parseDouble(range.group(1));
    double highest = Double.parseDouble(range.group(2));
    boolean whole = defaults(goal).getOrDefault(name, "").matches("\\d+");

    with(options, name, lowest);
    with(options, name, highest);
    assertRefused(options, name, whole ? lowest - 1 : Math.nextDown(lowest));
    assertRefused(options, name, whole ? highest + 1 : Math.nextUp(highest));
  }

  private static boolean hasComponent(Record options, String name) {
    return Arrays.stream(options.getClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(name));
  }

  private static void assertRefused(Record options, String name, double value) {
    assertThatThrownBy(() -> with(options, name, value))
        .as("%s = %s", name, value)
        .cause()
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The option " + name + " is ");
  }

  /** The same options but for one of them. */
  private static Object with(Record options, String name, double value) throws Exception {
    RecordComponent[] components = options.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int index = 0; index < components.length; index++) {
      values[index] = components[index].getAccessor().invoke(options);
      if (components[index].getName().equals(name)) {
        values[index] =
            components[index].getType() == int.class ? (Object) (int) value : (Object) value;
      }
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return options.getClass().getConstructor(types).newInstance(values);
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
