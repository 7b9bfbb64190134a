package org.musiclstm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.io.FlatMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ListMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.MapMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ObjectMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.SimpleMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * The provenance of a model as the JSON that OLCUT's {@code JsonProvenanceSerialization} writes and
 * reads, but with all maps in the order of their keys, so that equal provenances are equal bytes.
 */
public final class ProvenanceJson {
  private static final String CLASS = "marshalled-class";
  private static final String LIST = "list";
  private static final String MAP = "map";
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final String PROVENANCE_CLASS = "provenance-class";
  private static final String ADDITIONAL = "additional";
  private static final String IS_REFERENCE = "is-reference";
  private static final String OBJECT_NAME = "object-name";
  private static final String OBJECT_CLASS_NAME = "object-class-name";

  /** What may be made from a file, which names classes: nothing else is loaded. */
  private static final Set<String> OBJECTS =
      names(
          ModelProvenance.class,
          DatasetProvenance.class,
          TrainerProvenanceImpl.class,
          SongsProvenance.class);

  private static final Set<String> VALUES =
      names(
          StringProvenance.class,
          IntProvenance.class,
          BooleanProvenance.class,
          HashProvenance.class,
          DateTimeProvenance.class);

  private ProvenanceJson() {}

  private static Set<String> names(Class<?>... classes) {
    return Stream.of(classes).map(Class::getName).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A provenance as a text in UTF-8 that ends with a line feed.
   *
   * @throws JsonProcessingException when the value has no form as JSON
   */
  public static byte[] of(ModelProvenance provenance) throws JsonProcessingException {
    ArrayNode objects = JsonText.MAPPER.createArrayNode();
    List<ObjectMarshalledProvenance> parts = ProvenanceUtil.marshalProvenance(provenance);
    Map<String, String> names =
        parts.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ObjectMarshalledProvenance::getName, ProvenanceJson::name));
    for (ObjectMarshalledProvenance object : parts) {
      ObjectNode node = objects.addObject();
      node.put(CLASS, object.getClass().getName());
      node.put(OBJECT_NAME, name(object));
      node.put(OBJECT_CLASS_NAME, object.getObjectClassName());
      node.put(PROVENANCE_CLASS, object.getProvenanceClassName());
      ObjectNode values = node.putObject(MAP);
      new TreeMap<>(object.getMap()).forEach((key, value) -> values.set(key, json(value, names)));
    }
    return JsonText.of(objects);
  }

  /**
   * The name that OLCUT gives an object, which it writes small by the rules of the language set.
   */
  private static String name(ObjectMarshalledProvenance object) {
    String type = object.getObjectClassName();
    return type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)
        + object.getName().substring(object.getName().lastIndexOf('-'));
  }

  private static JsonNode json(FlatMarshalledProvenance value, Map<String, String> names) {
    ObjectNode node = JsonText.MAPPER.createObjectNode();
    node.put(CLASS, value.getClass().getName());
    if (value instanceof SimpleMarshalledProvenance simple) {
      node.put(KEY, simple.getKey());
      node.put(
          VALUE,
          simple.isReference()
              ? names.getOrDefault(simple.getValue(), simple.getValue())
              : simple.getValue());
      node.put(PROVENANCE_CLASS, simple.getProvenanceClassName());
      node.put(ADDITIONAL, simple.getAdditional());
      node.put(IS_REFERENCE, simple.isReference());
    } else if (value instanceof ListMarshalledProvenance list) {
      ArrayNode elements = node.putArray(LIST);
      list.forEach(element -> elements.add(json(element, names)));
    } else {
      SortedMap<String, JsonNode> sorted = new TreeMap<>();
      for (Pair<String, FlatMarshalledProvenance> entry : (MapMarshalledProvenance) value) {
        sorted.put(entry.getA(), json(entry.getB(), names));
      }
      node.putObject(MAP).setAll(sorted);
    }
    return node;
  }

  /**
   * Reads a provenance.
   *
   * @throws JsonProcessingException when the text is no JSON
   * @throws IllegalArgumentException when it is no provenance of a model
   */
  public static ModelProvenance read(String json) throws JsonProcessingException {
    List<ObjectMarshalledProvenance> objects = new ArrayList<>();
    for (JsonNode node : JsonText.MAPPER.readTree(json)) {
      Map<String, FlatMarshalledProvenance> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : node.path(MAP).properties()) {
        values.put(entry.getKey(), value(entry.getValue()));
      }
      objects.add(
          new ObjectMarshalledProvenance(
              text(node, OBJECT_NAME),
              values,
              text(node, OBJECT_CLASS_NAME),
              text(node, PROVENANCE_CLASS)));
    }
    return provenance(objects);
  }

  /**
   * Makes a provenance of its parts, which name the classes to make: none is loaded but those that
   * the provenance of a model has.
   *
   * @throws IllegalArgumentException when they name another one, or are no provenance of a model
   */
  public static ModelProvenance provenance(List<ObjectMarshalledProvenance> objects) {
    for (ObjectMarshalledProvenance object : objects) {
      check(object.getProvenanceClassName(), OBJECTS);
      object.getMap().values().forEach(ProvenanceJson::check);
    }
    if (objects.isEmpty()) {
      throw new IllegalArgumentException("its provenance is empty");
    }
    try {
      ObjectProvenance root = ProvenanceUtil.unmarshalProvenance(objects);
      if (root instanceof ModelProvenance provenance) {
        return provenance;
      }
    } catch (ProvenanceException | ClassCastException | DateTimeException e) {
      throw new IllegalArgumentException("its provenance is not whole (" + e.getMessage() + ")", e);
    }
    throw new IllegalArgumentException("its provenance is not that of a model");
  }

  private static FlatMarshalledProvenance value(JsonNode node) {
    String type = text(node, CLASS);
    if (type.equals(SimpleMarshalledProvenance.class.getName())) {
      boolean isReference = node.path(IS_REFERENCE).asBoolean();
      return new SimpleMarshalledProvenance(
          text(node, KEY),
          text(node, VALUE),
          text(node, PROVENANCE_CLASS),
          isReference,
          text(node, ADDITIONAL));
    }
    if (type.equals(ListMarshalledProvenance.class.getName())) {
      List<FlatMarshalledProvenance> elements = new ArrayList<>();
      node.path(LIST).forEach(element -> elements.add(value(element)));
      return new ListMarshalledProvenance(elements);
    }
    if (type.equals(MapMarshalledProvenance.class.getName())) {
      Map<String, FlatMarshalledProvenance> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : node.path(MAP).properties()) {
        values.put(entry.getKey(), value(entry.getValue()));
      }
      return new MapMarshalledProvenance(values);
    }
    throw new IllegalArgumentException("its provenance holds something unknown: " + type);
  }

  private static void check(FlatMarshalledProvenance value) {
    if (value instanceof SimpleMarshalledProvenance simple) {
      check(simple.getProvenanceClassName(), simple.isReference() ? OBJECTS : VALUES);
    } else if (value instanceof ListMarshalledProvenance list) {
      list.forEach(ProvenanceJson::check);
    } else {
      ((MapMarshalledProvenance) value).forEach(entry -> check(entry.getB()));
    }
  }

  private static void check(String name, Set<String> classes) {
    if (!classes.contains(name)) {
      throw new IllegalArgumentException("its provenance holds something unknown: " + name);
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("its provenance has no text " + field);
    }
    return value.asText();
  }
}
