/** Standard MIDI files as scores, in and out. */
@NullMarked
package org.musiclstm.midi;

import org.jspecify.annotations.NullMarked;
