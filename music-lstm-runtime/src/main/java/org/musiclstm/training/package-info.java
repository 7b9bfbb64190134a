/** The training loop, its options and its listeners. */
@NullMarked
package org.musiclstm.training;

import org.jspecify.annotations.NullMarked;
