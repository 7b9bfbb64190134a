package org.musiclstm.midi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * Reads every MIDI file below a folder with this project's reader and with the JDK's, and prints a
 * line a file, apart by tabs, then how many files each read, refused and took without a word
 * although they break the format: what docs/adr/0004 is based on.
 *
 * <p>The arguments are folders.
 */
public final class ReaderSurvey {
  private final Map<String, Integer> counts = new TreeMap<>();

  private ReaderSurvey() {}

  /** Surveys folders. */
  public static void main(String[] folders) throws IOException {
    ReaderSurvey survey = new ReaderSurvey();
    for (String folder : folders) {
      List<Path> files;
      try (Stream<Path> found = Files.walk(Path.of(folder))) {
        files = found.filter(ReaderSurvey::isMidi).sorted().toList();
      }
      for (Path file : files) {
        survey.line(
            Path.of(folder).relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    survey.counts.forEach((what, count) -> System.out.println(what + "\t" + count));
  }

  private static boolean isMidi(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mid") || name.endsWith(".midi");
  }

  private void line(String name, byte[] bytes) {
    count("files");
    String ours;
    String findings = "";
    int notes = 0;
    try {
      MidiFile file = MidiReader.read(bytes, name);
      notes = file.score().parts().stream().mapToInt(part -> part.notes().size()).sum();
      ours = file.findings().isEmpty() ? "whole" : "with findings";
      findings = file.findings().stream().map(Finding::toString).collect(Collectors.joining(" | "));
    } catch (MidiFormatException e) {
      ours = "refused";
      findings = e.reason();
    }
    boolean isValid = isValid(bytes, name);
    String jdks;
    int jdksNotes = 0;
    try {
      Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(bytes));
      jdksNotes = notes(sequence);
      jdks = "read";
      count(isValid ? "JDK: read" : "JDK: read without a word although it breaks the format");
    } catch (IOException | InvalidMidiDataException | RuntimeException e) {
      jdks = e.getClass().getSimpleName();
      count("JDK: " + jdks + (isValid ? " for a file that keeps to the format" : ""));
    }
    count("ours: " + ours);
    count("ours, strict: " + (isValid ? "read" : "refused"));
    System.out.println(
        String.join(
            "\t", name, ours, "" + notes, "" + isValid, jdks, "" + jdksNotes, findings));
  }

  private static boolean isValid(byte[] bytes, String name) {
    try {
      MidiReader.read(bytes, name, Strictness.STRICT);
      return true;
    } catch (MidiFormatException e) {
      return false;
    }
  }

  private static int notes(Sequence sequence) {
    int notes = 0;
    for (Track track : sequence.getTracks()) {
      for (int n = 0; n < track.size(); n++) {
        if (track.get(n).getMessage() instanceof ShortMessage message
            && message.getCommand() == ShortMessage.NOTE_ON
            && message.getData2() > 0) {
          notes++;
        }
      }
    }
    return notes;
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
