/** MIDI channels: from what is sent on them to the notes that sound and what plays them. */
@NullMarked
package org.musiclstm.channel;

import org.jspecify.annotations.NullMarked;
