package org.musiclstm.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Says what is in a zip archive or a file that is packed with gzip, without unpacking it. */
final class PackedFile {
  private static final String ZIP_ENTRY = "PK\3\4";
  private static final int NAME_LENGTH_AT = 26;
  private static final int NAME_AT = 30;
  private static final int MOST_NAMES = 10_000;
  private static final List<String> MIDI = List.of(".mid", ".midi", ".kar", ".rmi", ".smf");

  private PackedFile() {}

  /** What a zip archive is, by the names of its entries. */
  static ForeignFile zip(byte[] file) {
    List<String> names = names(file);
    if (has(names, "meta-inf/container.xml") && ends(names, ".xml", ".musicxml") > 1) {
      return ForeignFile.music("a compressed MusicXML score (.mxl)", Remedy.EXPORT_SCORE);
    }
    if (ends(names, ".mscx") > 0) {
      return ForeignFile.music("a MuseScore score (.mscz)", Remedy.EXPORT_SCORE);
    }
    if (ends(names, ".gpif") > 0) {
      return ForeignFile.music("a Guitar Pro score (.gp)", Remedy.EXPORT_PROJECT);
    }
    if (has(names, "score.dat") || has(names, "notationmetadata.xml")) {
      return ForeignFile.music("a Finale score (.musx)", Remedy.EXPORT_PROJECT);
    }
    if (has(names, "project.xml") && has(names, "metadata.xml")) {
      return ForeignFile.music("a project of a music program (.dawproject)", Remedy.EXPORT_PROJECT);
    }
    long midi = names.stream().filter(name -> MIDI.stream().anyMatch(name::endsWith)).count();
    if (midi > 0) {
      return ForeignFile.music(
          "a zip archive with " + (midi == 1 ? "a MIDI file" : "MIDI files") + " in it",
          Remedy.UNPACK);
    }
    return ForeignFile.other(
        names.isEmpty() ? "an empty zip archive" : "a zip archive without a MIDI file in it",
        names.isEmpty() ? Remedy.REMOVE : Remedy.UNPACK);
  }

  /** Names in small letters; of many, the first. */
  private static List<String> names(byte[] file) {
    MidiBytes bytes = new MidiBytes(file, file.length);
    List<String> names = new ArrayList<>();
    int at = bytes.find(0, ZIP_ENTRY);
    while (at + NAME_AT < file.length && names.size() < MOST_NAMES) {
      int length = bytes.at(at + NAME_LENGTH_AT) | (bytes.at(at + NAME_LENGTH_AT + 1) << 8);
      int end = Math.min(file.length, at + NAME_AT + length);
      String name =
          new String(file, at + NAME_AT, end - at - NAME_AT, StandardCharsets.UTF_8)
              .toLowerCase(Locale.ROOT);
      // What macOS puts beside each file is no song.
      if (!name.endsWith("/") && !name.startsWith("__macosx/")) {
        names.add(name);
      }
      at = bytes.find(end, ZIP_ENTRY);
    }
    return names;
  }

  private static boolean has(List<String> names, String name) {
    return names.contains(name);
  }

  private static long ends(List<String> names, String... ends) {
    return names.stream().filter(name -> List.of(ends).stream().anyMatch(name::endsWith)).count();
  }

  /** What is packed with gzip, by its first bytes. */
  static ForeignFile gzip(byte[] file) {
    byte[] head;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      head = in.readNBytes(ForeignFile.HEAD);
    } catch (IOException e) {
      return ForeignFile.other("a file that is packed with gzip, and damaged", Remedy.COPY_AGAIN);
    }
    if (new MidiBytes(head, head.length).matches(0, MidiBytes.HEADER)) {
      return ForeignFile.music("a MIDI file that is packed with gzip", Remedy.UNPACK);
    }
    // No deeper: what is packed twice has to be unpacked first.
    return ForeignText.in(head)
        .or(() -> Signature.any(head).map(Signature::file))
        .filter(ForeignFile::isMusic)
        .map(inside -> ForeignFile.music(inside.what() + ", packed with gzip", inside.remedy()))
        .orElse(ForeignFile.other("a file that is packed with gzip", Remedy.UNPACK));
  }
}
