/** How well a model tells songs, and what the music is like that it makes. */
@NullMarked
package org.musiclstm.evaluation;

import org.jspecify.annotations.NullMarked;
