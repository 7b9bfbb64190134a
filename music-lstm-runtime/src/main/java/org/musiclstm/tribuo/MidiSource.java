package org.musiclstm.tribuo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.musiclstm.InputException;
import org.musiclstm.corpus.Corpus;
import org.musiclstm.corpus.CorpusReader;
import org.musiclstm.corpus.SongFolder;
import org.musiclstm.provenance.Provenance;
import org.musiclstm.provenance.TribuoProvenance;
import org.musiclstm.tensor.Encoding;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.sequence.SequenceDataSource;
import org.tribuo.sequence.SequenceExample;

/** The MIDI files of a folder, and of all folders in it, as a data source of Tribuo. */
public final class MidiSource implements SequenceDataSource<Notes> {
  private final Corpus corpus;
  private final StepNames names;

  /**
   * Reads the MIDI files of a folder.
   *
   * @throws InputException when there are none that can be used
   */
  public MidiSource(Path directory, Encoding encoding) {
    this(new SongFolder(directory, List.of(), List.of()), encoding);
  }

  /**
   * Reads the files of a folder that its patterns name.
   *
   * @throws InputException when there are none that can be used
   */
  public MidiSource(SongFolder folder, Encoding encoding) {
    this.corpus = CorpusReader.read(folder, encoding, false);
    this.names = new StepNames(encoding);
  }

  @Override
  public OutputFactory<Notes> getOutputFactory() {
    return new NotesFactory();
  }

  /** The songs by name, contents, length and findings, and the files that cannot be used. */
  @Override
  public DataSourceProvenance getProvenance() {
    return TribuoProvenance.source(
        corpus.songs().stream()
            .map(
                song ->
                    new Provenance.SongOrigin(
                        song.name(),
                        song.fileSha256(),
                        Provenance.Side.TRAINING,
                        song.tensor().steps(),
                        song.notes(),
                        song.findings()))
            .toList(),
        corpus.rejected().stream()
            .map(file -> new Provenance.RejectedFile(file.name(), file.reason()))
            .toList());
  }

  @Override
  public Iterator<SequenceExample<Notes>> iterator() {
    return corpus.songs().stream()
        .<SequenceExample<Notes>>map(song -> new SongExample(song, names))
        .iterator();
  }
}
