package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musiclstm.evaluation.CheckOptions;
import org.musiclstm.generation.GenerationOptions;
import org.musiclstm.generation.PieceForm;
import org.musiclstm.generation.Sampling;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionSet;
import org.musiclstm.tensor.EncodingOptions;
import org.musiclstm.training.Learning;
import org.musiclstm.training.NetworkOptions;
import org.musiclstm.training.Regularisation;
import org.musiclstm.training.Schedule;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Derives the page of all options from the plugin's descriptor, and holds the one that is checked
 * in to it. {@code -Dmusic-lstm.write-docs=true} writes it anew.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("../docs/options.md");

  /** Options that are declared together, by what a reader would look for. */
  private static final Map<String, OptionSet> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("What is learnt of the songs", EncodingOptions.OPTIONS);
    SECTIONS.put("The network", NetworkOptions.OPTIONS);
    SECTIONS.put("How it learns", Learning.OPTIONS);
    SECTIONS.put("What keeps it from overfitting", Regularisation.OPTIONS);
    SECTIONS.put("How long it trains", Schedule.OPTIONS);
    SECTIONS.put("The pieces", PieceForm.OPTIONS);
    SECTIONS.put("How notes are drawn", Sampling.OPTIONS);
    SECTIONS.put("What is generated", GenerationOptions.OPTIONS);
    SECTIONS.put("What the music is checked for", CheckOptions.OPTIONS);
  }

  /** One of the plugin's options, as some goals have it. */
  private record Row(String name, String byDefault, String sentence, List<String> goals) {
    String text() {
      return "| `"
          + name
          + "` | "
          + (byDefault.isEmpty() ? "none" : "`" + byDefault + "`")
          + " | "
          + sentence.replace("|", "\\|")
          + " | "
          + String.join(", ", goals)
          + " |";
    }
  }

  private static List<Row> rows() throws Exception {
    Map<String, Row> rows = new TreeMap<>();
    try (InputStream stream =
        OptionsPageTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      NodeList goals =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(stream)
              .getElementsByTagName("mojo");
      for (int n = 0; n < goals.getLength(); n++) {
        add((Element) goals.item(n), rows);
      }
    }
    return List.copyOf(rows.values());
  }

  private static void add(Element goal, Map<String, Row> rows) {
    String goalName = text(goal, "goal");
    if (goalName.equals("help")) {
      return;
    }
    Element configuration = (Element) goal.getElementsByTagName("configuration").item(0);
    NodeList parameters = goal.getElementsByTagName("parameter");
    for (int n = 0; n < parameters.getLength(); n++) {
      Element parameter = (Element) parameters.item(n);
      if (text(parameter, "editable").equals("true")) {
        String name = text(parameter, "name");
        NodeList values = configuration.getElementsByTagName(name);
        String value =
            values.getLength() == 0
                ? ""
                : ((Element) values.item(0))
                    .getAttribute("default-value")
                    .replace("${project.build.directory}", "target")
                    .replace("${basedir}/", "");
        String sentence = text(parameter, "description").replaceAll("\\s+", " ");
        rows.computeIfAbsent(
                name + "\n" + value + "\n" + sentence,
                key -> new Row(name, value, sentence, new ArrayList<>()))
            .goals()
            .add(goalName);
      }
    }
  }

  private static String text(Element parent, String child) {
    return parent.getElementsByTagName(child).item(0).getTextContent();
  }

  private static String page(List<Row> all) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # All options

        Each option can stand on the command line as `-Dmusic-lstm.<name>`, in the POM's
        `<properties>` as `music-lstm.<name>`, or in the plugin's `<configuration>` as `<name>`. What
        stands in the `<configuration>` cannot be changed from the command line.

        This page is made from the declarations of the options: `mvn test -pl
        music-lstm-runtime,music-lstm-maven-plugin -Dmusic-lstm.write-docs=true` writes it anew.
        """);
    List<Row> left = new ArrayList<>(all);
    SECTIONS.forEach(
        (title, options) -> {
          List<Row> rows = new ArrayList<>();
          for (Option<?> option : options.options()) {
            left.stream()
                .filter(
                    row ->
                        row.name().equals(option.name())
                            && row.sentence().equals(option.sentence()))
                .forEach(rows::add);
          }
          left.removeAll(rows);
          append(page, title, rows);
        });
    append(page, "Files, songs and the build", left);
    return page.toString();
  }

  private static void append(StringBuilder page, String title, List<Row> rows) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| option | default | meaning | goals |\n|---|---|---|---|\n");
    page.append(rows.stream().map(row -> row.text() + "\n").collect(Collectors.joining()));
  }

  @Test
  void thePageOfOptionsIsThatOfTheDeclarations() throws Exception {
    String page = page(rows());
    if (Boolean.getBoolean("music-lstm.write-docs")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).content().isEqualTo(page);
  }

  /** Options of how, not of what: they change no byte. */
  private static final Set<String> OF_HOW =
      Set.of(
          "cache",
          "cacheDirectory",
          "cacheKeyFile",
          "cacheMaxSize",
          "checkpointEvery",
          "jdkToolchain",
          "jvmArgs",
          "queue",
          "threads");

  /** A configuration of Maven's build cache with every option of a goal that decides something. */
  private static String withOptions(String config, String goal, List<Row> rows) {
    String names =
        rows.stream()
            .filter(row -> row.goals().contains(goal))
            .map(Row::name)
            .filter(name -> !OF_HOW.contains(name))
            .distinct()
            .sorted()
            .map(
                name ->
                    " ".repeat(12)
                        + "<reconcile propertyName=\""
                        + name
                        + (name.equals("skip") ? "\" skipValue=\"true\" />\n" : "\" />\n"))
            .collect(Collectors.joining());
    Matcher list =
        Pattern.compile("(?s)(goal=\"" + goal + "\">\\s*<reconciles>\n)(.*?)( *</reconciles>)")
            .matcher(config);
    assertThat(list.find()).as("a list of " + goal).isTrue();
    return config.substring(0, list.end(1)) + names + config.substring(list.start(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../docs/build-cache.md",
        "../it/projects/build-cache/.mvn/maven-build-cache-config.xml"
      })
  void theBuildCacheKnowsEveryOptionThatDecidesSomething(String file) throws Exception {
    String config = Files.readString(Path.of(file));
    String derived = withOptions(withOptions(config, "train", rows()), "generate", rows());
    if (Boolean.getBoolean("music-lstm.write-docs")) {
      Files.writeString(Path.of(file), derived);
    }

    assertThat(Path.of(file)).content().isEqualTo(derived);
  }

  /** Only where it means another thing in another goal. */
  @Test
  void anOptionOfSeveralGoalsIsTheSameInAll() throws Exception {
    Map<String, List<Row>> byName =
        rows().stream()
            .collect(Collectors.groupingBy(Row::name, TreeMap::new, Collectors.toList()));
    byName.values().removeIf(rows -> rows.size() == 1);

    assertThat(byName.keySet())
        .containsExactlyInAnyOrder(
            "attach", "cacheDirectory", "engine", "initialModel", "modelFile", "piece", "seed");
  }
}
