package org.musiclstm.corpus;

import java.nio.file.Path;

/**
 * A file that may hold a song.
 *
 * @param name its path relative to its folder, with {@code /} between names, in Unicode NFC: file
 *     systems differ in how they write what looks the same
 * @param path where it is
 */
public record SongFile(String name, Path path) {}
