package org.musiclstm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.WholeFile;
import org.musiclstm.model.ModelFile;
import org.musiclstm.model.MusicModel;
import org.musiclstm.network.NetworkShape;
import org.musiclstm.provenance.JsonText;
import org.musiclstm.provenance.Machine;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.songs.ModelSongs;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.Style;

/**
 * Where a model came from, as it stands in {@code description.json}: the same bytes on every
 * machine, but for the machine that trained it, if that is reported.
 *
 * @param kind what the file is
 * @param format the version of this form
 * @param fingerprint of the training
 * @param sha256 of the model's file
 * @param bytes of the model's file
 * @param musicLstm the version that made it
 * @param modelFormat the format of its file
 * @param time that the build reported
 * @param network its size
 * @param parameters how many numbers it has learnt
 * @param encoding what a step means
 * @param style tempo, metre, velocities and instruments that are typical of its songs
 * @param options every option that could change it
 * @param results of the training
 * @param songs every song
 * @param rejected files that could not be used
 * @param missing names of the songs that were not found where they were looked for
 * @param machine what trained it, if that is reported beside the model
 */
public record Description(
    String kind,
    int format,
    String fingerprint,
    String sha256,
    long bytes,
    String musicLstm,
    int modelFormat,
    String time,
    NetworkShape network,
    long parameters,
    Encoding encoding,
    Style style,
    SortedMap<String, String> options,
    SortedMap<String, String> results,
    List<Provenance.SongOrigin> songs,
    List<Provenance.RejectedFile> rejected,
    List<String> missing,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Machine machine) {
  private static final String KIND = "music-lstm description";
  private static final int FORMAT = 1;

  /** Describes a model. */
  public static Description of(
      MusicModel model, String sha256, long bytes, ModelSongs songs, @Nullable Machine machine) {
    Provenance provenance = model.provenance();
    NetworkShape network = model.parameters().shape();
    return new Description(
        KIND,
        FORMAT,
        provenance.fingerprint(),
        sha256,
        bytes,
        provenance.making().version(),
        ModelFile.FORMAT,
        provenance.making().time().toString(),
        network,
        network.parameters(),
        model.encoding(),
        model.style(),
        provenance.options(),
        provenance.results(),
        provenance.songs(),
        provenance.rejected(),
        songs.missing().stream().map(Provenance.SongOrigin::name).sorted().toList(),
        machine);
  }

  /** Writes it as JSON. */
  public void write(Path file) {
    WholeFile.write(file, out -> out.write(JsonText.of(this)));
  }
}
