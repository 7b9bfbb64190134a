/** A training's place on this machine: its model in the cache, its checkpoint, its turn. */
@NullMarked
package org.musiclstm.shelf;

import org.jspecify.annotations.NullMarked;
