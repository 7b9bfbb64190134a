package org.musiclstm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** Holds what users copy from the documents to what there is. */
class DocumentsTest {
  private static final Pattern GOAL =
      Pattern.compile("music-lstm(?:-maven-plugin:[\\w.-]+)?:([a-z-]+)\\b");

  @Test
  void everyGoalThatIsNamedIsThere() throws Exception {
    NodeList found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(getClass().getResourceAsStream("/META-INF/maven/plugin.xml"))
            .getElementsByTagName("goal");
    Set<String> goals = new TreeSet<>();
    for (int index = 0; index < found.getLength(); index++) {
      goals.add(found.item(index).getTextContent());
    }
    Set<String> named = new TreeSet<>();
    for (Path document : documents()) {
      Matcher matcher = GOAL.matcher(Files.readString(document));
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }

    assertThat(named).contains("train", "generate", "verify").isSubsetOf(goals);
  }

  @Test
  void everyExampleOfYamlIsOne() throws IOException {
    YAMLMapper mapper =
        YAMLMapper.builder(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .build();
    List<String> examples = examples("yaml");

    assertThat(examples).hasSizeGreaterThan(1);
    for (String example : examples) {
      JsonNode read = mapper.readTree(example);
      assertThat(read.isObject()).as(example).isTrue();
    }
  }

  @Test
  void everyExampleOfXmlIsOne() throws Exception {
    List<String> examples = examples("xml");

    assertThat(examples).hasSizeGreaterThan(2);
    for (String example : examples) {
      // Some show a part of a POM, of more than one element.
      String document = example.startsWith("<?xml") ? example : "<part>" + example + "</part>";
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                  .getDocumentElement())
          .as(example)
          .isNotNull();
    }
  }

  private static List<String> examples(String language) throws IOException {
    Pattern pattern = Pattern.compile("(?s)```" + language + "\n(.*?)```");
    List<String> examples = new ArrayList<>();
    for (Path document : documents()) {
      Matcher matcher = pattern.matcher(Files.readString(document));
      while (matcher.find()) {
        examples.add(matcher.group(1));
      }
    }
    return examples;
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
      return Stream.concat(
              Stream.of(Path.of("../README.md")),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }
}
