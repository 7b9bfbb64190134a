/** Music as notes, tempi and metres, whatever format it was written in. */
@NullMarked
package org.musiclstm.score;

import org.jspecify.annotations.NullMarked;
