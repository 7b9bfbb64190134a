/** The trained model and its file. */
@NullMarked
package org.musiclstm.model;

import org.jspecify.annotations.NullMarked;
