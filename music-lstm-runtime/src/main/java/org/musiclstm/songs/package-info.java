/** A model's songs and generated pieces, found again on the disk. */
@NullMarked
package org.musiclstm.songs;

import org.jspecify.annotations.NullMarked;
