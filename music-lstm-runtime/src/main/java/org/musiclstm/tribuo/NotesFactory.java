package org.musiclstm.tribuo;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.OutputFactory;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.protos.core.OutputFactoryProto;
import org.tribuo.provenance.OutputFactoryProvenance;

/** Makes {@link Notes}, as Tribuo asks for them. */
public final class NotesFactory implements OutputFactory<Notes> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 0;

  /** {@inheritDoc} Takes notes or a text of names with commas between. */
  @Override
  public <V> Notes generateOutput(V label) {
    if (label instanceof Notes notes) {
      return notes;
    }
    TreeMap<String, Float> values = new TreeMap<>();
    for (String name : label.toString().split(",", -1)) {
      if (!name.isBlank()) {
        values.put(name.strip(), 1f);
      }
    }
    return new Notes(values);
  }

  @Override
  public Notes getUnknownOutput() {
    return Notes.UNKNOWN;
  }

  @Override
  public MutableOutputInfo<Notes> generateInfo() {
    return new NotesCounts();
  }

  @Override
  public ImmutableOutputInfo<Notes> constructInfoForExternalModel(Map<Notes, Integer> mapping) {
    OutputFactory.validateMapping(mapping);
    return NotesDomain.of(mapping);
  }

  /** {@inheritDoc} There is none: songs are sequences, see {@link MusicEvaluator}. */
  @Override
  public Evaluator<Notes, ? extends Evaluation<Notes>> getEvaluator() {
    throw new UnsupportedOperationException(
        "Songs are sequences, which a MusicEvaluator evaluates.");
  }

  @Override
  public Class<Notes> getTypeWitness() {
    return Notes.class;
  }

  @Override
  public OutputFactoryProvenance getProvenance() {
    return new NotesFactoryProvenance(Map.of());
  }

  @Override
  public OutputFactoryProto serialize() {
    return OutputFactoryProto.newBuilder()
        .setVersion(VERSION)
        .setClassName(NotesFactory.class.getName())
        .build();
  }

  /** Makes a factory; Tribuo calls it for one that has been stored. */
  public static NotesFactory deserializeFromProto(int version, String className, Any message) {
    ProtoVersions.check(className, version, VERSION);
    return new NotesFactory();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NotesFactory;
  }

  @Override
  public int hashCode() {
    return NotesFactory.class.hashCode();
  }

  /** The provenance of a factory, which has no options. */
  public static final class NotesFactoryProvenance implements OutputFactoryProvenance {
    private static final long serialVersionUID = 1L;

    /** Makes a provenance; OLCUT calls it for one that has been stored. */
    public NotesFactoryProvenance(Map<String, Provenance> values) {}

    @Override
    public Map<String, PrimitiveProvenance<?>> getInstanceValues() {
      return Map.of();
    }

    @Override
    public String getClassName() {
      return NotesFactory.class.getName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof NotesFactoryProvenance;
    }

    @Override
    public int hashCode() {
      return NotesFactoryProvenance.class.hashCode();
    }

    @Override
    public String toString() {
      return generateString("OutputFactory");
    }
  }
}
