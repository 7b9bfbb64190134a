/** What a file is by its first bytes, so that one that is not MIDI gets its name and a remedy. */
@NullMarked
package org.musiclstm.format;

import org.jspecify.annotations.NullMarked;
