/** How far training is, and how long it will still take. */
@NullMarked
package org.musiclstm.progress;

import org.jspecify.annotations.NullMarked;
