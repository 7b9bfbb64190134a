/** The search for training options: candidates that are trained side by side, step by step. */
@NullMarked
package org.musiclstm.tuning;

import org.jspecify.annotations.NullMarked;
