/** Songs as np-tensors: what a step means, encoding, decoding and {@code .npy} files. */
@NullMarked
package org.musiclstm.tensor;

import org.jspecify.annotations.NullMarked;
