package org.musiclstm.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.musiclstm.InputException;
import org.musiclstm.Sha256;
import org.musiclstm.Stop;
import org.musiclstm.midi.Finding;
import org.musiclstm.midi.MidiFile;
import org.musiclstm.midi.MidiFormatException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.Strictness;
import org.musiclstm.tensor.Encoded;
import org.musiclstm.tensor.Encoder;
import org.musiclstm.tensor.Encoding;
import org.musiclstm.tensor.GridFit;
import org.musiclstm.tensor.KeyEstimate;
import org.musiclstm.tensor.PartEncoding;
import org.musiclstm.tensor.SongReport;

/** Reads the songs of a folder. */
public final class CorpusReader {
  private static final String DRUMS_ALONE =
      "it has drums alone, which are learnt only with parts=drums, or with drums among other parts";

  private static final int NAMED_IN_A_MESSAGE = 3;
  private static final int REASONS_IN_A_MESSAGE = 5;
  private static final int LEAST_STEPS = 2;

  private final Encoding encoding;
  private final Strictness strictness;
  private final List<Song> songs = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private LeftOut leftOut = LeftOut.NOTHING;

  private CorpusReader(Encoding encoding, Strictness strictness) {
    this.encoding = encoding;
    this.strictness = strictness;
  }

  /**
   * Reads the songs of the folder that the option {@code midiDirectory} names, tolerantly.
   *
   * @param failOnUnreadable whether one file that cannot be used is one too many
   * @throws InputException when there is no folder, no file, no file that can be used, or one that
   *     cannot be used and {@code failOnUnreadable}
   */
  public static Corpus read(SongFolder folder, Encoding encoding, boolean failOnUnreadable) {
    return read(folder, "midiDirectory", encoding, Strictness.TOLERANT, failOnUnreadable);
  }

  /**
   * Reads the songs of a folder.
   *
   * @param option the option that names the folder, for messages
   * @param strictness whether a file that breaks the MIDI format can be used
   * @param failOnUnreadable whether one file that cannot be used is one too many
   * @throws InputException when there is no folder, no file, no file that can be used, or one that
   *     cannot be used and {@code failOnUnreadable}
   */
  public static Corpus read(
      SongFolder folder,
      String option,
      Encoding encoding,
      Strictness strictness,
      boolean failOnUnreadable) {
    Corpus corpus = look(folder, option, encoding, strictness);
    check(corpus, folder, option, failOnUnreadable);
    return corpus;
  }

  /**
   * Looks what a folder holds, be it that none of its files can be used.
   *
   * @param option the option that names the folder, for messages
   * @param strictness whether a file that breaks the MIDI format can be used
   * @throws InputException when there is no folder or no file, or one that there is no memory for
   */
  public static Corpus look(
      SongFolder folder, String option, Encoding encoding, Strictness strictness) {
    SongFinder.Found found = SongFinder.found(folder, option);
    return read(found.songs(), encoding, strictness).withNotRead(NotRead.of(found));
  }

  /**
   * Reads some files, be it that none of them can be used.
   *
   * @param files in any order: songs are put in that of their contents, other files stay in theirs
   * @param strictness whether a file that breaks the MIDI format can be used
   * @throws InputException when there is no memory for one
   */
  public static Corpus read(List<SongFile> files, Encoding encoding, Strictness strictness) {
    ReadingMemory memory = new ReadingMemory(Runtime.getRuntime().maxMemory());
    memory.check(files);
    CorpusReader reader = new CorpusReader(encoding, strictness);
    // Side by side, but put together in the order of the names, whichever is read first.
    files.parallelStream()
        .map(Stop.carried(file -> memory.read(file, () -> read(file, encoding, strictness))))
        .toList()
        .forEach(reader::add);
    reader.songs.sort(Comparator.comparing(Song::fileSha256).thenComparing(Song::name));
    return new Corpus(reader.songs, reader.rejected, reader.leftOut);
  }

  /**
   * Refuses what cannot be trained on.
   *
   * @param corpus what the folder holds
   * @param option the option that names the folder, for messages
   * @param failOnUnreadable whether one file that cannot be used is one too many
   * @throws InputException when there is no file that can be used, or one that cannot be used and
   *     {@code failOnUnreadable}
   */
  public static void check(
      Corpus corpus, SongFolder folder, String option, boolean failOnUnreadable) {
    if (corpus.songs().isEmpty()) {
      List<String> reasons = Rejected.byReason(corpus.rejected());
      int more = reasons.size() - REASONS_IN_A_MESSAGE;
      throw new InputException(
          "None of the files in the folder "
              + folder.directory()
              + " can be used ("
              + reasons.stream().limit(REASONS_IN_A_MESSAGE).collect(Collectors.joining("; "))
              + (more > 0 ? "; and " + more + " more reasons" : "")
              + "); put MIDI files there or set "
              + option
              + ".");
    }
    if (failOnUnreadable && !corpus.rejected().isEmpty()) {
      throw new InputException(
          "Of "
              + (corpus.songs().size() + corpus.rejected().size())
              + " files in the folder "
              + folder.directory()
              + ", "
              + corpus.rejected().size()
              + " cannot be used ("
              + first(corpus.rejected())
              + "); mend them, exclude them or set failOnUnreadable to false.");
    }
  }

  private static String first(List<Rejected> rejected) {
    String first =
        rejected.stream()
            .limit(NAMED_IN_A_MESSAGE)
            .map(Rejected::toString)
            .collect(Collectors.joining("; "));
    int more = rejected.size() - NAMED_IN_A_MESSAGE;
    return more > 0 ? first + "; and " + more + " more" : first;
  }

  private static CorpusReader read(SongFile file, Encoding encoding, Strictness strictness) {
    CorpusReader reader = new CorpusReader(encoding, strictness);
    reader.read(file);
    return reader;
  }

  private void add(CorpusReader other) {
    songs.addAll(other.songs);
    rejected.addAll(other.rejected);
    leftOut = leftOut.plus(other.leftOut);
  }

  private void read(SongFile file) {
    byte[] bytes;
    MidiFile midi;
    Encoded encoded;
    try {
      bytes = SongBytes.read(file.path());
      midi = MidiReader.read(bytes, file.name(), strictness);
      encoded = Encoder.encodeSong(midi.score(), encoding);
    } catch (UnreadableSongException e) {
      reject(file, e.reason());
      return;
    } catch (MidiFormatException e) {
      reject(file, e.reason());
      return;
    } catch (InputException e) {
      reject(file, String.valueOf(e.getMessage()));
      return;
    }
    boolean hasDrumsAlone =
        encoded.drumNotes() > 0 && encoded.notesOutOfRange() + encoded.notesUntaken() == 0;
    if (encoded.notes() == 0 && hasDrumsAlone) {
      reject(file, DRUMS_ALONE);
      return;
    }
    if (encoded.notes() == 0) {
      reject(
          file,
          "it has no note that can be used (out of range: "
              + encoded.notesOutOfRange()
              + ", drums: "
              + encoded.drumNotes()
              + (encoded.notesUntaken() == 0 ? "" : ", of no part: " + encoded.notesUntaken())
              + ")"
              + midi.findings().stream()
                  .filter(finding -> finding.kind().isViolation())
                  .findFirst()
                  .map(finding -> "; " + finding)
                  .orElse(""));
      return;
    }
    if (encoded.tensor().steps() < LEAST_STEPS) {
      reject(
          file,
          encoding.grid().isTime()
              ? "it is shorter than two steps of " + encoding.grid().milliseconds() + " ms"
              : "it is shorter than two steps, of which a quarter has "
                  + encoding.stepsPerQuarter());
      return;
    }
    LeftOut ofSong = LeftOut.of(encoded, midi);
    leftOut = leftOut.plus(ofSong);
    songs.add(
        new Song(
            file.name(),
            Sha256.of(bytes),
            encoded.tensor(),
            TypicalStyle.of(midi.score(), encoding),
            encoded.notes(),
            encoded.report(),
            findings(midi, encoded),
            SongFacts.of(encoding.heard(midi.score()), ofSong)));
  }

  private void reject(SongFile file, String reason) {
    rejected.add(new Rejected(file.name(), reason));
  }

  private List<String> findings(MidiFile midi, Encoded encoded) {
    List<String> findings = new ArrayList<>();
    midi.findings().stream().map(Finding::toString).forEach(findings::add);
    SongReport report = encoded.report();
    for (int n = 0; n < report.parts().size(); n++) {
      int outOfRange = report.parts().get(n).notesOutOfRange();
      if (outOfRange > 0) {
        findings.add(outOfRange(encoding.parts().get(n)) + ": " + outOfRange);
      }
    }
    if (encoded.notesUntaken() > 0) {
      report.untaken().stream()
          .filter(part -> !part.isDrums())
          .forEach(part -> findings.add("notes left out because no part takes them: " + part));
    }
    if (report.semitones() != 0) {
      report.key().ifPresent(key -> findings.add(moved(key, report.semitones())));
    }
    if (report.gridFit().beat() == GridFit.Beat.NONE && !encoding.grid().isTime()) {
      findings.add("a performance that keeps no beat: notes begin anywhere in it");
    }
    if (encoded.drumNotes() > 0) {
      findings.add("notes left out because they are drums: " + encoded.drumNotes());
    }
    if (encoded.notesMerged() > 0) {
      findings.add(
          "notes that are one with another of their pitch on the grid: " + encoded.notesMerged());
    }
    if (encoded.leadingSteps() > 0) {
      findings.add(
          "steps of silence cut off the beginning: "
              + encoded.leadingSteps()
              + " (bars: "
              + encoded.leadingBars()
              + ")");
    }
    if (encoded.trimmedSteps() > 0) {
      findings.add("steps of silence cut off the end: " + encoded.trimmedSteps());
    }
    return findings;
  }

  private static String outOfRange(PartEncoding part) {
    String notes = part.name().isEmpty() ? "notes" : "notes of the part " + part.name();
    return part.isDrums()
        ? notes + " left out because General MIDI has no such drums"
        : notes
            + " left out because they lie outside of the pitches "
            + part.lowestPitch()
            + " to "
            + part.highestPitch();
  }

  private static String moved(KeyEstimate key, int semitones) {
    return String.format(
        Locale.ROOT,
        "moved by %+d semitones from %s (correlation %.2f, %.2f ahead of the next key)",
        semitones,
        key.key(),
        key.correlation(),
        key.margin());
  }
}
