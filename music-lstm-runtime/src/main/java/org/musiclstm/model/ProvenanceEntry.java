package org.musiclstm.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.musiclstm.InputException;
import org.musiclstm.Stop;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.provenance.ProvenanceJson;
import org.musiclstm.provenance.TribuoProvenance;

/** {@code provenance.json} in the file of a model: where it came from ({@link ProvenanceJson}). */
final class ProvenanceEntry {
  /** The entry of a model's file. */
  static final String NAME = "provenance.json";

  /**
   * The most that the provenance may take, which is never whole in memory: a song takes some 4 kB.
   * Beyond 2^32 bytes, the entry of a zip file has another form, which not every program reads.
   */
  static final long MOST_BYTES = 4_000_000_000L;

  /** What is kept for the results of a training that has not begun. */
  private static final long ROOM_FOR_RESULTS = 1L << 20;

  private ProvenanceEntry() {}

  static void write(MusicModel model, ZipWriter zip, String entry) throws IOException {
    zip.add(
        entry,
        out ->
            TribuoProvenance.write(
                new Bounded(out, MOST_BYTES), model.provenance(), model.encoding().features()));
  }

  static Provenance read(ZipReader zip, String entry) throws IOException {
    return zip.read(entry, MOST_BYTES, TribuoProvenance::read);
  }

  /** Where a model came from, but for the songs, which are many. */
  static Provenance readWithoutSongs(ZipReader zip, String entry) throws IOException {
    return zip.read(
        entry, MOST_BYTES, in -> TribuoProvenance.read(ProvenanceJson.readWithoutSongs(in)));
  }

  /** Checks that there is room for a provenance, with the results that it does not have yet. */
  static void check(Provenance provenance) {
    check(provenance, MOST_BYTES - ROOM_FOR_RESULTS);
  }

  /** The number of features has few digits, whatever it is. */
  static void check(Provenance provenance, long most) {
    try {
      TribuoProvenance.write(
          new Bounded(OutputStream.nullOutputStream(), most), provenance, Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses to write what could not be read. */
  private static final class Bounded extends FilterOutputStream {
    private final long most;
    private long count;

    Bounded(OutputStream out, long most) {
      super(out);
      this.most = most;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Stop.check();
      count += length;
      if (count > most) {
        throw new InputException(
            "There are more songs than a model can say where it came from: its "
                + NAME
                + " would have more than "
                + most
                + " bytes. Leave songs out, with the option excludes or in another folder.");
      }
      out.write(bytes, offset, length);
    }
  }
}
