/**
 * What builds share with each other: the cache of models, locks, and the machine's processors and
 * memory. Everything here works on files alone, so that it holds between processes.
 */
@NullMarked
package org.musiclstm.sharing;

import org.jspecify.annotations.NullMarked;
