package org.musiclstm.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.musiclstm.InputException;
import org.musiclstm.evaluation.NextSteps;
import org.musiclstm.kernel.Kernels;
import org.musiclstm.kernel.Workers;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.provenance.ProvenanceJson;
import org.musiclstm.provenance.TribuoProvenance;
import org.musiclstm.tensor.Encoding;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableFeatureMap;
import org.tribuo.Prediction;
import org.tribuo.protos.ProtoSerializable;
import org.tribuo.protos.core.IndependentSequenceModelProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.SequenceModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.sequence.SequenceExample;
import org.tribuo.sequence.SequenceModel;

/**
 * A trained model as Tribuo's model of sequences: of each step that is heard it predicts which
 * notes follow. Tribuo stores it as a message that holds the bytes of music-lstm's model file.
 */
public final class MusicSequenceModel extends SequenceModel<Notes> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 0;
  private static final String NAME = "music-lstm";

  private final MusicModel model;
  private final StepNames names;

  /** Takes a model. */
  public MusicSequenceModel(MusicModel model) {
    this(model, Map.of());
  }

  /**
   * Takes a model.
   *
   * @param runProvenance what its provenance is to say beside what the model says itself
   */
  MusicSequenceModel(MusicModel model, Map<String, Provenance> runProvenance) {
    this(
        NAME,
        model,
        TribuoProvenance.of(model.provenance(), model.encoding().features(), runProvenance),
        new StepNames(model.encoding()));
  }

  private MusicSequenceModel(
      String name, MusicModel model, ModelProvenance provenance, StepNames names) {
    super(name, provenance, features(names), NotesDomain.of(names.all()));
    this.model = model;
    this.names = names;
  }

  private static ImmutableFeatureMap features(StepNames names) {
    MutableFeatureMap features = new MutableFeatureMap();
    features.add(StepNames.STEP, 1);
    names.all().forEach(name -> features.add(name, 1));
    return new ImmutableFeatureMap(features);
  }

  /**
   * Reads a model file, such as one that a build has made.
   *
   * @throws InputException when there is no such file, or it is not a model that can be used
   */
  public static MusicSequenceModel read(Path modelFile) {
    return new MusicSequenceModel(ModelFile.read(modelFile));
  }

  /** The model, to make music with or to write as a model file. */
  public MusicModel musicModel() {
    return model;
  }

  /** What the values of a step are called. */
  StepNames names() {
    return names;
  }

  /**
   * Predicts each step from those that were heard before it. What an example has as its output is
   * not looked at.
   *
   * @return for each example the notes that are likelier than not, given the lower ones of the same
   *     step where the output is autoregressive, and as scores the probability of every note; of a
   *     velocity, the one that is expected
   * @throws IllegalArgumentException when a feature is no value of a step of the model, or the
   *     example is a {@link SongExample} of another encoding
   */
  @Override
  public List<Prediction<Notes>> predict(SequenceExample<Notes> example) {
    if (example instanceof SongExample song) {
      song.check(encoding());
    }
    List<Notes> heard = new ArrayList<>();
    for (Example<Notes> step : example) {
      heard.add(StepNames.heard(step));
    }
    List<Prediction<Notes>> predictions = new ArrayList<>();
    try (Workers workers = new Workers(1)) {
      List<float[]> predicted =
          new NextSteps(model, Kernels.best(), workers).after(names.tensor(heard));
      for (int step = 0; step < predicted.size(); step++) {
        predictions.add(prediction(predicted.get(step), example.get(step)));
      }
    }
    return predictions;
  }

  private Prediction<Notes> prediction(float[] predicted, Example<Notes> example) {
    SortedMap<String, Float> expected = new TreeMap<>();
    Map<String, Notes> scores = new HashMap<>();
    for (int feature = 0; feature < predicted.length; feature++) {
      String name = names.all().get(feature);
      scores.put(name, new Notes(new TreeMap<>(Map.of(name, predicted[feature]))));
      if (NextSteps.isExpected(predicted[feature], names.isVelocity(feature))) {
        expected.put(name, predicted[feature]);
      }
    }
    return new Prediction<>(new Notes(expected), scores, example.size(), example, true);
  }

  /** {@inheritDoc} A network does not have such features. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Map.of();
  }

  /** {@inheritDoc} It holds the bytes of the model file, the name and the provenance. */
  @Override
  public SequenceModelProto serialize() {
    ByteString.Output bytes = ByteString.newOutput();
    try {
      ModelFile.write(bytes, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelDataProto metadata =
        ModelDataProto.newBuilder()
            .setName(name)
            .setGenerateProbabilities(true)
            .setProvenance(
                ProtoSerializable.PROVENANCE_SERIALIZER.serializeToProto(
                    ProvenanceUtil.marshalProvenance(getProvenance())))
            .setTribuoVersion(getProvenance().getTribuoVersion())
            .build();
    ModelProto file =
        ModelProto.newBuilder()
            .setVersion(ModelFile.FORMAT)
            .setClassName(MusicModel.class.getName())
            .setSerializedData(Any.pack(BytesValue.of(bytes.toByteString())))
            .build();
    return SequenceModelProto.newBuilder()
        .setVersion(VERSION)
        .setClassName(MusicSequenceModel.class.getName())
        .setSerializedData(
            Any.pack(
                IndependentSequenceModelProto.newBuilder()
                    .setMetadata(metadata)
                    .setModel(file)
                    .build()))
        .build();
  }

  /**
   * Reads what {@link #serialize} wrote; Tribuo calls it.
   *
   * @throws InvalidProtocolBufferException when it is something else
   * @throws InputException when its model cannot be used
   * @throws IllegalArgumentException when its provenance is that of another model, or names a class
   *     that the provenance of a model does not have
   */
  public static MusicSequenceModel deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    ProtoVersions.check(className, version, VERSION);
    IndependentSequenceModelProto proto = message.unpack(IndependentSequenceModelProto.class);
    MusicModel model =
        ModelFile.read(
            proto.getModel().getSerializedData().unpack(BytesValue.class).getValue().newInput(),
            "in a message of Tribuo");
    ModelDataProto metadata = proto.getMetadata();
    ModelProvenance provenance =
        ProvenanceJson.provenance(
            ProtoSerializable.PROVENANCE_SERIALIZER.deserializeFromProto(metadata.getProvenance()));
    if (!TribuoProvenance.read(provenance).equals(model.provenance())) {
      throw new IllegalArgumentException(
          "the provenance is not that of the model it stands beside");
    }
    return new MusicSequenceModel(
        metadata.getName(), model, provenance, new StepNames(model.encoding()));
  }

  /** What a step means. */
  public Encoding encoding() {
    return model.encoding();
  }
}
