package org.musiclstm.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.musiclstm.BoundedFile;
import org.musiclstm.format.ForeignFile;
import org.musiclstm.format.Remedy;

/**
 * Knows files that look like music and are not read, by their endings or by what they begin with.
 */
final class OtherMusic {
  private static final Map<String, ForeignFile> ENDINGS = new HashMap<>();

  static {
    endings("a MusicXML score", Remedy.EXPORT_SCORE, "musicxml mxl");
    endings("a MuseScore score", Remedy.EXPORT_SCORE, "mscz mscx mscs msc");
    endings("a tune in ABC notation", Remedy.CONVERT, "abc");
    endings("an MEI score", Remedy.EXPORT_SCORE, "mei");
    endings("a Humdrum score", Remedy.CONVERT, "krn kern");
    endings("a LilyPond score", Remedy.CONVERT, "ly ily");
    endings("a Guitar Pro score", Remedy.EXPORT_PROJECT, "gp gp2 gp3 gp4 gp5 gp6 gp7 gp8 gpx gtp");
    endings("a tablature", Remedy.EXPORT_PROJECT, "ptb ptab tg tef");
    endings("a Sibelius score", Remedy.EXPORT_PROJECT, "sib");
    endings("a Finale score", Remedy.EXPORT_PROJECT, "mus musx etf enigmaxml");
    endings("a Dorico score", Remedy.EXPORT_PROJECT, "dorico");
    endings("a NoteWorthy Composer score", Remedy.EXPORT_PROJECT, "nwc nwctxt");
    endings("a score", Remedy.EXPORT_PROJECT, "cap capx enc encx ove ovex notion myr");
    endings("a file in the Extensible Music Format", Remedy.CONVERT, "xmf mxmf");
    endings("a clip of MIDI 2.0", Remedy.CONVERT, "midi2 mid2");
    endings("music for MIDI in a form of its own", Remedy.CONVERT, "mff rmid kmid");
    endings("music of a telephone", Remedy.CONVERT, "mmf imy rtttl rtx rng mld");
    endings("music of a game", Remedy.CONVERT, "xmi hmi hmp hmq");
    endings("an Ableton Live project", Remedy.EXPORT_PROJECT, "als alp alc");
    endings("an FL Studio project", Remedy.EXPORT_PROJECT, "flp");
    endings("a Logic or GarageBand project", Remedy.EXPORT_PROJECT, "logic logicx band gbproj");
    endings("a Cubase project", Remedy.EXPORT_PROJECT, "cpr npr");
    endings("a Pro Tools session", Remedy.EXPORT_PROJECT, "ptx ptf pts");
    endings(
        "a project of a music program",
        Remedy.EXPORT_PROJECT,
        "rpp rns reason song mmp mmpz ardour bwproject dawproject cwp wrk rg h2song h2pattern sng"
            + " aup aup3 xrns seq");
    endings(
        "a tracker module",
        Remedy.EXPORT_MODULE,
        "mod xm it s3m mtm mptm stm 669 med okt umx ult far mo3 ftm dmf psm ptm amf");
    endings(
        "music of a game console or home computer",
        Remedy.CONVERT,
        "nsf nsfe spc vgm vgz gbs sid psf psf2 minipsf usf miniusf 2sf ay ym hes kss sap gym gsf"
            + " minigsf sc68 sndh");
    endings(
        "a sound recording",
        Remedy.NO_NOTES,
        "mp3 mp2 wav wave ogg oga opus flac m4a m4b mp4 aac aif aiff aifc wma au snd amr ape wv mka"
            + " caf weba ac3 dsf mpc ra tta w64 rf64");
    endings(
        "an archive",
        Remedy.UNPACK,
        "zip gz tgz bz2 tbz2 xz txz zst lz4 7z rar tar lzh lha arj sit sitx hqx cab miz z");
    endings("a DVC pointer", Remedy.FETCH_WITH_DVC, "dvc");
  }

  private OtherMusic() {}

  private static void endings(String what, Remedy remedy, String endings) {
    for (String ending : endings.split(" ", -1)) {
      ENDINGS.put(ending, ForeignFile.music(what, remedy));
    }
  }

  /** What a file is, if it looks like music but for a MIDI file under its usual ending. */
  static Optional<ForeignFile> in(SongFile file) {
    String ending = SongFolder.ending(file.name());
    if (SongFolder.MIDI_ENDINGS.contains(ending)) {
      return Optional.empty();
    }
    Optional<ForeignFile> byEnding = Optional.ofNullable(ENDINGS.get(ending));
    if (byEnding.isPresent() && byEnding.get().remedy() == Remedy.NO_NOTES) {
      return byEnding;
    }
    Optional<ForeignFile> byContent = content(file);
    boolean isMidi = byContent.filter(found -> found.remedy() == Remedy.RENAME).isPresent();
    return isMidi || byEnding.isEmpty() ? byContent : byEnding;
  }

  /** Whether a folder is what a program shows as one file of music. */
  static boolean isFile(String folderName) {
    String ending = SongFolder.ending(folderName);
    return ending.equals("logicx") || ending.equals("band");
  }

  private static Optional<ForeignFile> content(SongFile file) {
    if (!Files.isRegularFile(file.path())) {
      return Optional.empty();
    }
    try {
      return ForeignFile.musicIn(BoundedFile.head(file.path(), ForeignFile.HEAD));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
