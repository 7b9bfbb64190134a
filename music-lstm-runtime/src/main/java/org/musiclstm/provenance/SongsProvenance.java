package org.musiclstm.provenance;

import static org.musiclstm.provenance.ProvenanceValues.list;
import static org.musiclstm.provenance.ProvenanceValues.maps;
import static org.musiclstm.provenance.ProvenanceValues.string;
import static org.musiclstm.provenance.ProvenanceValues.text;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.provenance.Provenance.RejectedFile;
import org.musiclstm.provenance.Provenance.Side;
import org.musiclstm.provenance.Provenance.SongOrigin;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Which songs a data source of Tribuo holds: the list {@code songs} with each one's name, SHA-256,
 * side of the split, steps, notes and findings, and the list {@code rejected} of the files that
 * could not be used.
 */
public final class SongsProvenance implements DataSourceProvenance {
  /** The name of the list of songs. */
  static final String SONGS = "songs";

  /** The name of the list of files that could not be used. */
  static final String REJECTED = "rejected";

  private static final String NAME = "name";
  private static final String SHA256 = "sha256";
  private static final String SIDE = "side";
  private static final String STEPS = "steps";
  private static final String NOTES = "notes";
  private static final String FINDINGS = "findings";
  private static final String REASON = "reason";

  private static final long serialVersionUID = 1L;

  private final SortedMap<String, Provenance> values;

  /** Makes a provenance of its parts; OLCUT calls it for one that has been stored. */
  public SongsProvenance(Map<String, Provenance> values) {
    this.values = new TreeMap<>(values);
    this.values.put(
        CLASS_NAME, new StringProvenance(CLASS_NAME, TribuoProvenance.DATA_SOURCE_CLASS));
  }

  /**
   * The provenance of a data source.
   *
   * @param saySides whether the songs are on a side of a split
   */
  static SongsProvenance of(List<SongOrigin> songs, boolean saySides, List<RejectedFile> rejected) {
    return new SongsProvenance(
        Map.of(
            SONGS,
            new ListProvenance<>(songs.stream().map(song -> song(song, saySides)).toList()),
            REJECTED,
            new ListProvenance<>(rejected.stream().map(SongsProvenance::rejected).toList())));
  }

  private static MapProvenance<Provenance> song(SongOrigin song, boolean saySide) {
    Map<String, Provenance> values = new HashMap<>();
    values.put(NAME, text(NAME, song.name()));
    values.put(SHA256, new HashProvenance(HashType.SHA256, SHA256, song.sha256()));
    if (saySide) {
      values.put(SIDE, text(SIDE, song.side().name().toLowerCase(Locale.ROOT)));
    }
    values.put(STEPS, new IntProvenance(STEPS, song.steps()));
    values.put(NOTES, new IntProvenance(NOTES, song.notes()));
    values.put(
        FINDINGS,
        new ListProvenance<>(
            song.findings().stream().map(finding -> text(FINDINGS, finding)).toList()));
    return new MapProvenance<>(values);
  }

  private static MapProvenance<Provenance> rejected(RejectedFile file) {
    return new MapProvenance<>(
        Map.of(NAME, text(NAME, file.name()), REASON, text(REASON, file.reason())));
  }

  /** The songs, which have to say their sides. */
  List<SongOrigin> songs() {
    return maps(SONGS, values.get(SONGS)).stream().map(SongsProvenance::readSong).toList();
  }

  private static SongOrigin readSong(Map<String, ? extends Provenance> song) {
    return new SongOrigin(
        string(song, NAME),
        string(song, SHA256),
        Side.valueOf(string(song, SIDE).toUpperCase(Locale.ROOT)),
        Integer.parseInt(string(song, STEPS)),
        Integer.parseInt(string(song, NOTES)),
        list(FINDINGS, song.get(FINDINGS)).stream()
            .map(finding -> string(FINDINGS, finding))
            .toList());
  }

  /** The files that could not be used. */
  List<RejectedFile> rejected() {
    return maps(REJECTED, values.get(REJECTED)).stream()
        .map(file -> new RejectedFile(string(file, NAME), string(file, REASON)))
        .toList();
  }

  /** A part, by its name. */
  @Nullable Provenance value(String name) {
    return values.get(name);
  }

  @Override
  public String getClassName() {
    return TribuoProvenance.DATA_SOURCE_CLASS;
  }

  @Override
  public Iterator<Pair<String, Provenance>> iterator() {
    return values.entrySet().stream()
        .map(entry -> new Pair<>(entry.getKey(), entry.getValue()))
        .iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SongsProvenance songs && values.equals(songs.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return generateString("Songs");
  }
}
