package org.musiclstm.provenance;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.io.FlatMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ListMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.MapMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ObjectMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.SimpleMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.ByteProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FloatProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.ShortProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.TimeProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * The provenance of a model as the JSON that OLCUT's {@code JsonProvenanceSerialization} writes and
 * reads, but with all maps in the order of their keys, so that equal provenances are equal bytes.
 */
public final class ProvenanceJson {
  static final String CLASS = "marshalled-class";
  static final String LIST = "list";
  static final String MAP = "map";
  static final String KEY = "key";
  static final String VALUE = "value";
  static final String PROVENANCE_CLASS = "provenance-class";
  static final String ADDITIONAL = "additional";
  static final String IS_REFERENCE = "is-reference";
  static final String OBJECT_NAME = "object-name";
  static final String OBJECT_CLASS_NAME = "object-class-name";

  /** What may be made from a file, which names classes: nothing else is loaded. */
  private static final Set<String> OBJECTS =
      names(
          ModelProvenance.class,
          DatasetProvenance.class,
          TrainerProvenanceImpl.class,
          SongsProvenance.class);

  /** Not files and URLs, which are those of a machine, nor enums, whose class would be loaded. */
  private static final Set<String> VALUES =
      names(
          StringProvenance.class,
          BooleanProvenance.class,
          ByteProvenance.class,
          ShortProvenance.class,
          IntProvenance.class,
          LongProvenance.class,
          FloatProvenance.class,
          DoubleProvenance.class,
          HashProvenance.class,
          DateProvenance.class,
          TimeProvenance.class,
          DateTimeProvenance.class);

  /** A model has four; they are made one within the other. */
  private static final int MOST_OBJECTS = 1000;

  private ProvenanceJson() {}

  private static Set<String> names(Class<?>... classes) {
    return Stream.of(classes).map(Class::getName).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Writes a provenance as a text in UTF-8 that ends with a line feed.
   *
   * @param songs more songs behind those that the provenance itself has, so that of many only a few
   *     need to be in memory
   * @throws IOException when the stream fails; it is not closed
   */
  static void write(OutputStream out, ModelProvenance provenance, Iterable<SongsProvenance> songs)
      throws IOException {
    List<ObjectMarshalledProvenance> parts = ProvenanceUtil.marshalProvenance(provenance);
    Map<String, String> names =
        parts.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ObjectMarshalledProvenance::getName, ProvenanceJson::name));
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (JsonGenerator to = JsonText.MAPPER.createGenerator(text)) {
      to.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      to.writeStartArray();
      for (ObjectMarshalledProvenance object : parts) {
        to.writeStartObject();
        to.writeStringField(CLASS, object.getClass().getName());
        to.writeStringField(OBJECT_NAME, name(object));
        to.writeStringField(OBJECT_CLASS_NAME, object.getObjectClassName());
        to.writeStringField(PROVENANCE_CLASS, object.getProvenanceClassName());
        to.writeObjectFieldStart(MAP);
        boolean hasSongs = object.getProvenanceClassName().equals(SongsProvenance.class.getName());
        for (Map.Entry<String, FlatMarshalledProvenance> value :
            new TreeMap<>(object.getMap()).entrySet()) {
          to.writeFieldName(value.getKey());
          boolean areSongs = hasSongs && value.getKey().equals(SongsProvenance.SONGS);
          write(to, value.getValue(), names, areSongs ? songs : List.of());
        }
        to.writeEndObject();
        to.writeEndObject();
      }
      to.writeEndArray();
    }
    text.write("\n");
    text.flush();
  }

  /**
   * The name that OLCUT gives an object, which it writes small by the rules of the language set.
   */
  private static String name(ObjectMarshalledProvenance object) {
    String type = object.getObjectClassName();
    return type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)
        + object.getName().substring(object.getName().lastIndexOf('-'));
  }

  /**
   * Writes a value.
   *
   * @param songs more elements, if it is a list
   */
  private static void write(
      JsonGenerator to,
      FlatMarshalledProvenance value,
      Map<String, String> names,
      Iterable<SongsProvenance> songs)
      throws IOException {
    to.writeStartObject();
    to.writeStringField(CLASS, value.getClass().getName());
    if (value instanceof SimpleMarshalledProvenance simple) {
      to.writeStringField(KEY, simple.getKey());
      to.writeStringField(
          VALUE,
          simple.isReference()
              ? names.getOrDefault(simple.getValue(), simple.getValue())
              : simple.getValue());
      to.writeStringField(PROVENANCE_CLASS, simple.getProvenanceClassName());
      to.writeStringField(ADDITIONAL, simple.getAdditional());
      to.writeBooleanField(IS_REFERENCE, simple.isReference());
    } else if (value instanceof ListMarshalledProvenance list) {
      to.writeArrayFieldStart(LIST);
      for (FlatMarshalledProvenance element : list) {
        write(to, element, names, List.of());
      }
      for (SongsProvenance some : songs) {
        for (FlatMarshalledProvenance element : marshalled(some)) {
          write(to, element, names, List.of());
        }
      }
      to.writeEndArray();
    } else {
      SortedMap<String, FlatMarshalledProvenance> sorted = new TreeMap<>();
      for (Pair<String, FlatMarshalledProvenance> entry : (MapMarshalledProvenance) value) {
        sorted.put(entry.getA(), entry.getB());
      }
      to.writeObjectFieldStart(MAP);
      for (Map.Entry<String, FlatMarshalledProvenance> entry : sorted.entrySet()) {
        to.writeFieldName(entry.getKey());
        write(to, entry.getValue(), names, List.of());
      }
      to.writeEndObject();
    }
    to.writeEndObject();
  }

  private static ListMarshalledProvenance marshalled(SongsProvenance songs) {
    return (ListMarshalledProvenance)
        Objects.requireNonNull(
            ProvenanceUtil.marshalProvenance(songs).get(0).getMap().get(SongsProvenance.SONGS));
  }

  /**
   * Reads a provenance, all of which is looked at, to the end of the stream.
   *
   * @param songs takes the songs in their order, a few at a time; the provenance that is returned
   *     has none, unless the text names a class behind its values, which {@link #write} never does
   * @throws JsonProcessingException when the text is no JSON
   * @throws IllegalArgumentException when it is no provenance of a model
   * @throws IOException when the stream fails
   */
  static ModelProvenance read(InputStream in, Consumer<SongsProvenance> songs) throws IOException {
    return parsed(in, songs);
  }

  /**
   * Reads a provenance but for its songs, to the end of the stream. Of songs that stand behind
   * their {@code provenance-class}, as in all that is written here, nothing is made.
   *
   * @throws JsonProcessingException when the text is no JSON
   * @throws IllegalArgumentException when it is no provenance of a model
   * @throws IOException when the stream fails
   */
  public static ModelProvenance readWithoutSongs(InputStream in) throws IOException {
    return parsed(in, null);
  }

  private static ModelProvenance parsed(InputStream in, @Nullable Consumer<SongsProvenance> songs)
      throws IOException {
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
    try (JsonParser from = JsonText.MAPPER.createParser(text)) {
      return provenance(
          new ProvenanceParser(from, songs == null ? null : element -> songs.accept(song(element)))
              .objects());
    }
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
    if (objects.size() > MOST_OBJECTS) {
      throw new IllegalArgumentException(
          "its provenance has more than " + MOST_OBJECTS + " objects");
    }
    if (unmarshalled(objects) instanceof ModelProvenance provenance) {
      return provenance;
    }
    throw new IllegalArgumentException("its provenance is not that of a model");
  }

  private static ObjectProvenance unmarshalled(List<ObjectMarshalledProvenance> objects) {
    try {
      return ProvenanceUtil.unmarshalProvenance(objects);
    } catch (ProvenanceException | ClassCastException | DateTimeException e) {
      throw new IllegalArgumentException("its provenance is not whole (" + e.getMessage() + ")", e);
    }
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

  private static SongsProvenance song(FlatMarshalledProvenance song) {
    check(song);
    return (SongsProvenance)
        unmarshalled(
            List.of(
                new ObjectMarshalledProvenance(
                    SongsProvenance.SONGS,
                    Map.of(SongsProvenance.SONGS, new ListMarshalledProvenance(List.of(song))),
                    TribuoProvenance.DATA_SOURCE_CLASS,
                    SongsProvenance.class.getName())));
  }
}
