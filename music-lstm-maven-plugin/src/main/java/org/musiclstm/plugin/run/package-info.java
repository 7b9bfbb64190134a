/** One run of a goal, from its options to what becomes a part of the project. */
@NullMarked
package org.musiclstm.plugin.run;

import org.jspecify.annotations.NullMarked;
