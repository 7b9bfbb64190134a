/**
 * The same songs, training and model under Tribuo's interfaces, for programs that are written with
 * it. Nothing else of music-lstm needs this package.
 */
@NullMarked
package org.musiclstm.tribuo;

import org.jspecify.annotations.NullMarked;
