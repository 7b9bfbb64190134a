package org.musiclstm.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musiclstm.Decimal;
import org.tribuo.Output;
import org.tribuo.protos.core.OutputProto;

/**
 * The notes of a step, Tribuo's output of this package. A note is called as it stands in a step:
 * {@code 60:sounding}, {@code 60:onset}, with the part in front where it has a name ({@code
 * bass/36:onset}), and a drum by its name ({@code drums/snare:onset}).
 *
 * <p>Equal are notes that are the same, whatever their values; {@link #fullEquals} asks for these
 * too.
 */
public final class Notes implements Output<Notes> {
  /** What nothing is known of. */
  static final Notes UNKNOWN = new Notes(new TreeMap<>(java.util.Map.of("?", 0f)));

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 0;

  private final TreeMap<String, Float> values;

  /**
   * Makes notes.
   *
   * @param values for each note its value in a step, 1 or a velocity from 0 to 1; or, of what is
   *     predicted, its probability
   */
  public Notes(SortedMap<String, Float> values) {
    this.values = new TreeMap<>(values);
  }

  /** For each note its value, or its probability, in the order of their names. */
  public SortedMap<String, Float> values() {
    return new TreeMap<>(values);
  }

  /** What the notes are called. */
  public Set<String> names() {
    return values().keySet();
  }

  @Override
  public Notes copy() {
    return new Notes(values);
  }

  @Override
  public String getSerializableForm(boolean includeConfidence) {
    return values.entrySet().stream()
        .map(
            note ->
                includeConfidence
                    ? note.getKey() + "=" + Decimal.text(note.getValue())
                    : note.getKey())
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean fullEquals(Notes other) {
    return values.equals(other.values);
  }

  @Override
  public boolean fullEquals(Notes other, double tolerance) {
    return equals(other)
        && values.entrySet().stream()
            .allMatch(
                note ->
                    Math.abs(note.getValue() - other.values.getOrDefault(note.getKey(), 0f))
                        <= tolerance);
  }

  @Override
  public OutputProto serialize() {
    Struct.Builder struct = Struct.newBuilder();
    values.forEach(
        (name, value) -> struct.putFields(name, Value.newBuilder().setNumberValue(value).build()));
    return OutputProto.newBuilder()
        .setVersion(VERSION)
        .setClassName(Notes.class.getName())
        .setSerializedData(Any.pack(struct.build()))
        .build();
  }

  /**
   * Reads what {@link #serialize} wrote; Tribuo calls it.
   *
   * @throws InvalidProtocolBufferException when it is something else
   */
  public static Notes deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    ProtoVersions.check(className, version, VERSION);
    TreeMap<String, Float> values = new TreeMap<>();
    message
        .unpack(Struct.class)
        .getFieldsMap()
        .forEach((name, value) -> values.put(name, (float) value.getNumberValue()));
    return new Notes(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Notes notes && values.keySet().equals(notes.values.keySet());
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  @Override
  public String toString() {
    return "(" + getSerializableForm(true) + ")";
  }
}
