/** The songs of a build: finding, reading, reporting, hashing, splitting, windows and batches. */
@NullMarked
package org.musiclstm.corpus;

import org.jspecify.annotations.NullMarked;
