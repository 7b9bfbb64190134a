/** The goals: documented parameters in, one immutable job, one worker, and what becomes of it. */
@NullMarked
package org.musiclstm.plugin;

import org.jspecify.annotations.NullMarked;
