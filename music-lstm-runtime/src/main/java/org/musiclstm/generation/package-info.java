/** New music from a model: primer, sampling, and the loop that feeds steps back. */
@NullMarked
package org.musiclstm.generation;

import org.jspecify.annotations.NullMarked;
