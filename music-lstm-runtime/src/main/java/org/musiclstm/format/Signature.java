package org.musiclstm.format;

import java.util.List;
import java.util.Optional;

/**
 * Bytes by which a kind of file is known.
 *
 * @param offset where they stand
 * @param bytes as Latin-1, of which {@code '?'} stands for any
 * @param file what it is
 * @param isCertain whether nothing else begins so
 * @param archive whether something is in it that can be looked at
 */
record Signature(
    int offset, String bytes, ForeignFile file, boolean isCertain, Signature.Archive archive) {
  /** What can be opened. */
  enum Archive {
    NONE,
    ZIP,
    GZIP
  }

  private static final List<Signature> ALL =
      List.of(
          archive("PK\3\4", "a zip archive", Archive.ZIP),
          archive("PK\5\6", "an empty zip archive", Archive.ZIP),
          archive("PK\7\10PK\3\4", "a zip archive", Archive.ZIP),
          archive("\u001F\u008B\b", "a file that is packed with gzip", Archive.GZIP),
          packed(0, "\u00FD7zXZ\0", "a file that is packed with xz"),
          packed(0, "BZh?1AY&SY", "a file that is packed with bzip2"),
          packed(0, "(\u00B5/\u00FD", "a file that is packed with Zstandard"),
          packed(0, "\4\"M\u0018", "a file that is packed with LZ4"),
          packed(0, "LZIP\1", "a file that is packed with lzip"),
          packed(0, "\u001F\u009D\u0090", "a file that is packed with compress"),
          packed(0, "7z\u00BC\u00AF'\u001C", "a 7z archive"),
          packed(0, "Rar!\u001A\7", "a RAR archive"),
          packed(257, "ustar", "a tar archive"),
          packed(0, "MSCF\0\0\0\0", "a cabinet archive"),
          packed(2, "-lh?-", "an LHA archive"),
          packed(0, "SIT!", "a StuffIt archive"),
          packed(0, "StuffIt (c)", "a StuffIt archive"),
          music("SMF2CLIP", "a clip of MIDI 2.0", Remedy.CONVERT),
          music("SMF2CON", "a container of MIDI 2.0", Remedy.CONVERT),
          certainSound(0, "RIFF????WAVE", "WAV"),
          certainSound(0, "RIFX????WAVE", "WAV"),
          certainSound(0, "RF64????WAVE", "WAV"),
          certainSound(0, "BW64????WAVE", "WAV"),
          certainSound(0, "FORM????AIF", "AIFF"),
          certainSound(0, "OggS", "Ogg"),
          certainSound(0, "fLaC", "FLAC"),
          certainSound(0, "ID3", "MP3"),
          certainSound(4, "ftypM4A", "M4A"),
          certainSound(0, "wvpk", "WavPack"),
          certainSound(0, "caff\0\1", "CAF"),
          certainSound(0, "#!AMR", "AMR"),
          certainSound(0, ".snd\0\0", "AU"),
          certainSound(0, "0&\u00B2u\u008Ef\u00CF\u0011", "WMA"),
          certain("%PDF-", "a PDF document, such as printed music", Remedy.EXPORT_SCORE, false),
          certain("\u0089PNG\r\n", "a picture (PNG)", Remedy.REMOVE, false),
          certain("\u00FF\u00D8\u00FF", "a picture (JPEG)", Remedy.REMOVE, false),
          certain("GIF8", "a picture (GIF)", Remedy.REMOVE, false),
          certain("\u0093NUMPY", "an array of NumPy", Remedy.REMOVE, false),
          certain("\u007FELF", "a program", Remedy.REMOVE, false),
          certain(
              "SQLite format 3", "a database, such as an Audacity project", Remedy.REMOVE, false),
          music("Extended Module: ", "a tracker module (XM)", Remedy.EXPORT_MODULE),
          music("IMPM", "a tracker module (IT)", Remedy.EXPORT_MODULE),
          music("NESM\u001A", "music of a game console (NSF)", Remedy.CONVERT),
          music("SNES-SPC700", "music of a game console (SPC)", Remedy.CONVERT),
          music("Vgm ", "music of a game console (VGM)", Remedy.CONVERT),
          music("PSID\0", "music of a home computer (SID)", Remedy.CONVERT),
          music("RSID\0", "music of a home computer (SID)", Remedy.CONVERT),
          music("HMI-MIDISONG", "music of a game (HMI)", Remedy.CONVERT),
          music("HMIMIDIP", "music of a game (HMP)", Remedy.CONVERT),
          music("MUS\u001A", "music of a game (MUS)", Remedy.CONVERT),
          music("FORM????XDIR", "music of a game (XMI)", Remedy.CONVERT),
          music("FORM????XMID", "music of a game (XMI)", Remedy.CONVERT),
          music("?FICHIER GUITAR PRO", "a Guitar Pro score", Remedy.EXPORT_PROJECT),
          music("BCFZ", "a Guitar Pro score", Remedy.EXPORT_PROJECT),
          music("BCFS", "a Guitar Pro score", Remedy.EXPORT_PROJECT),
          music("ptab", "a Power Tab score", Remedy.EXPORT_PROJECT),
          music("\u000FSIBELIUS", "a Sibelius score", Remedy.EXPORT_PROJECT),
          music("ENIGMA BINARY FILE", "a Finale score", Remedy.EXPORT_PROJECT),
          music("[NoteWorthy ArtWare]", "a NoteWorthy Composer score", Remedy.EXPORT_PROJECT),
          music("[NWZ]", "a NoteWorthy Composer score", Remedy.EXPORT_PROJECT),
          music("FLhd", "an FL Studio project", Remedy.EXPORT_PROJECT),
          music("CAKEWALK\u001A", "a Cakewalk project", Remedy.EXPORT_PROJECT),
          // Notes may stand in these as a MIDI file, which is then read.
          uncertain(0, "XMF_", "a file in the Extensible Music Format", Remedy.CONVERT),
          uncertain(0, "MAC ", "a sound recording (Monkey's Audio)", Remedy.NO_NOTES),
          uncertain(0, "DSD ", "a sound recording (DSF)", Remedy.NO_NOTES),
          uncertain(0, "MMMD", "music of a telephone (SMAF)", Remedy.CONVERT),
          uncertain(44, "SCRM", "a tracker module (S3M)", Remedy.EXPORT_MODULE),
          uncertain(1080, "M.K.", "a tracker module (MOD)", Remedy.EXPORT_MODULE),
          uncertain(1080, "M!K!", "a tracker module (MOD)", Remedy.EXPORT_MODULE),
          uncertain(1080, "?CHN", "a tracker module (MOD)", Remedy.EXPORT_MODULE),
          uncertain(4, "ftyp", "a sound or video recording (MP4)", Remedy.NO_NOTES),
          uncertain(
              0, "RIFF????RMID", "a RIFF file for MIDI without a MIDI file in it", Remedy.CONVERT),
          other("M\0T\0h\0d\0", "a MIDI file that was saved as UTF-16", Remedy.COPY_AGAIN),
          other("\0M\0T\0h\0d", "a MIDI file that was saved as UTF-16", Remedy.COPY_AGAIN),
          other("??M\0T\0h\0d\0", "a MIDI file that was saved as UTF-16", Remedy.COPY_AGAIN),
          other("??\0M\0T\0h\0d", "a MIDI file that was saved as UTF-16", Remedy.COPY_AGAIN),
          other("RIFF????sfbk", "a SoundFont, which holds sounds of instruments", Remedy.REMOVE),
          other("RIFF????DLS ", "a file of sounds of instruments (DLS)", Remedy.REMOVE),
          other("RIFF", "a RIFF file without a MIDI file in it", Remedy.REMOVE),
          other("\0\5\u0016\7", "a companion of a file that macOS has left", Remedy.REMOVE),
          other("\0\5\u0016\0", "a file in AppleSingle without a MIDI file in it", Remedy.UNPACK),
          other(
              "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
              "an Office document",
              Remedy.REMOVE),
          other("\u00CA\u00FE\u00BA\u00BE", "a class of Java", Remedy.REMOVE),
          other("MZ\u0090\0", "a program", Remedy.REMOVE));

  private static Signature archive(String bytes, String what, Archive archive) {
    return new Signature(0, bytes, ForeignFile.other(what, Remedy.UNPACK), true, archive);
  }

  private static Signature packed(int offset, String bytes, String what) {
    return new Signature(offset, bytes, ForeignFile.other(what, Remedy.UNPACK), true, Archive.NONE);
  }

  private static Signature certainSound(int offset, String bytes, String name) {
    return new Signature(
        offset,
        bytes,
        ForeignFile.music("a sound recording (" + name + ")", Remedy.NO_NOTES),
        true,
        Archive.NONE);
  }

  private static Signature music(String bytes, String what, Remedy remedy) {
    return certain(bytes, what, remedy, true);
  }

  private static Signature certain(String bytes, String what, Remedy remedy, boolean isMusic) {
    return new Signature(0, bytes, new ForeignFile(what, remedy, isMusic), true, Archive.NONE);
  }

  private static Signature uncertain(int offset, String bytes, String what, Remedy remedy) {
    return new Signature(offset, bytes, ForeignFile.music(what, remedy), false, Archive.NONE);
  }

  private static Signature other(String bytes, String what, Remedy remedy) {
    return new Signature(0, bytes, ForeignFile.other(what, remedy), false, Archive.NONE);
  }

  /** The first that a file has among those that nothing else has. */
  static Optional<Signature> certain(byte[] file) {
    return any(file).filter(Signature::isCertain);
  }

  /** The first that a file has. */
  static Optional<Signature> any(byte[] file) {
    return ALL.stream().filter(signature -> signature.isIn(file)).findFirst();
  }

  private boolean isIn(byte[] file) {
    if (file.length - offset < bytes.length()) {
      return false;
    }
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) != '?' && (file[offset + i] & 0xFF) != bytes.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
