/** The arithmetic, vectorised and scalar, with equal bits. */
@NullMarked
package org.musiclstm.kernel;

import org.jspecify.annotations.NullMarked;
