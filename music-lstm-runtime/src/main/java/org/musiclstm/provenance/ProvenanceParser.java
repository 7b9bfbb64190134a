package org.musiclstm.provenance;

import static org.musiclstm.provenance.ProvenanceJson.ADDITIONAL;
import static org.musiclstm.provenance.ProvenanceJson.CLASS;
import static org.musiclstm.provenance.ProvenanceJson.IS_REFERENCE;
import static org.musiclstm.provenance.ProvenanceJson.KEY;
import static org.musiclstm.provenance.ProvenanceJson.LIST;
import static org.musiclstm.provenance.ProvenanceJson.MAP;
import static org.musiclstm.provenance.ProvenanceJson.OBJECT_CLASS_NAME;
import static org.musiclstm.provenance.ProvenanceJson.OBJECT_NAME;
import static org.musiclstm.provenance.ProvenanceJson.PROVENANCE_CLASS;
import static org.musiclstm.provenance.ProvenanceJson.VALUE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.oracle.labs.mlrg.olcut.provenance.io.FlatMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ListMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.MapMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ObjectMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.SimpleMarshalledProvenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the objects that the text of a provenance has, of whose songs it keeps none. */
final class ProvenanceParser {
  private final JsonParser from;
  private final @Nullable Consumer<FlatMarshalledProvenance> songs;
  private boolean hasSongs;

  /**
   * Begins before the first token.
   *
   * @param songs takes the songs in their order; without it, they are skipped
   */
  ProvenanceParser(JsonParser from, @Nullable Consumer<FlatMarshalledProvenance> songs) {
    this.from = from;
    this.songs = songs;
  }

  /** All objects, to the end of the text; none where it is no list. */
  List<ObjectMarshalledProvenance> objects() throws IOException {
    List<ObjectMarshalledProvenance> objects = new ArrayList<>();
    if (from.nextToken() != JsonToken.START_ARRAY) {
      return objects;
    }
    while (from.nextToken() != JsonToken.END_ARRAY) {
      objects.add(object());
    }
    if (from.nextToken() != null) {
      throw new IllegalArgumentException("its provenance goes on after its end");
    }
    return objects;
  }

  private ObjectMarshalledProvenance object() throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, FlatMarshalledProvenance> values = new HashMap<>();
    check(JsonToken.START_OBJECT, "text " + OBJECT_NAME);
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      String field = from.currentName();
      JsonToken token = from.nextToken();
      if (field.equals(MAP)) {
        readMap(values, SongsProvenance.class.getName().equals(texts.get(PROVENANCE_CLASS)));
      } else {
        text(token, field, texts);
      }
    }
    return new ObjectMarshalledProvenance(
        required(texts, OBJECT_NAME),
        values,
        required(texts, OBJECT_CLASS_NAME),
        required(texts, PROVENANCE_CLASS));
  }

  /**
   * Reads the values of a map.
   *
   * @param ofSongs whether it is that of a data source, which has songs
   */
  private void readMap(Map<String, FlatMarshalledProvenance> values, boolean ofSongs)
      throws IOException {
    check(JsonToken.START_OBJECT, MAP);
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      String key = from.currentName();
      from.nextToken();
      values.put(key, ofSongs && key.equals(SongsProvenance.SONGS) ? songs() : value());
    }
  }

  private FlatMarshalledProvenance value() throws IOException {
    List<FlatMarshalledProvenance> elements = new ArrayList<>();
    return value(elements, elements::add);
  }

  /** The list of the songs, without them. */
  private FlatMarshalledProvenance songs() throws IOException {
    if (hasSongs) {
      throw new IllegalArgumentException("its provenance has songs twice");
    }
    hasSongs = true;
    if (songs == null) {
      from.skipChildren();
      return new ListMarshalledProvenance(List.of());
    }
    return value(List.of(), songs);
  }

  /**
   * A value.
   *
   * @param elements where its elements go by the time that it has been read, if it is a list
   * @param each takes each of them at once
   */
  private FlatMarshalledProvenance value(
      List<FlatMarshalledProvenance> elements, Consumer<FlatMarshalledProvenance> each)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, FlatMarshalledProvenance> values = new HashMap<>();
    boolean isReference = false;
    check(JsonToken.START_OBJECT, "text " + CLASS);
    while (from.nextToken() == JsonToken.FIELD_NAME) {
      String field = from.currentName();
      JsonToken token = from.nextToken();
      switch (field) {
        case LIST -> {
          check(JsonToken.START_ARRAY, LIST);
          while (from.nextToken() != JsonToken.END_ARRAY) {
            each.accept(value());
          }
        }
        case MAP -> readMap(values, false);
        case IS_REFERENCE -> {
          isReference = token == JsonToken.VALUE_TRUE;
          from.skipChildren();
        }
        default -> text(token, field, texts);
      }
    }
    String type = required(texts, CLASS);
    if (type.equals(SimpleMarshalledProvenance.class.getName())) {
      return new SimpleMarshalledProvenance(
          required(texts, KEY),
          required(texts, VALUE),
          required(texts, PROVENANCE_CLASS),
          isReference,
          required(texts, ADDITIONAL));
    }
    if (type.equals(ListMarshalledProvenance.class.getName())) {
      return new ListMarshalledProvenance(elements);
    }
    if (type.equals(MapMarshalledProvenance.class.getName())) {
      return new MapMarshalledProvenance(values);
    }
    throw new IllegalArgumentException("its provenance holds something unknown: " + type);
  }

  private void text(JsonToken token, String field, Map<String, String> texts) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      texts.put(field, from.getText());
    } else {
      from.skipChildren();
    }
  }

  private void check(JsonToken token, String what) {
    if (from.currentToken() != token) {
      throw missing(what);
    }
  }

  private static String required(Map<String, String> texts, String field) {
    String text = texts.get(field);
    if (text == null) {
      throw missing("text " + field);
    }
    return text;
  }

  private static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException("its provenance has no " + what);
  }
}
