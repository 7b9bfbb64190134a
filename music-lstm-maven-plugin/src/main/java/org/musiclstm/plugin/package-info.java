/** The goals: parameters in, one immutable request, one worker in a JVM of its own. */
@NullMarked
package org.musiclstm.plugin;

import org.jspecify.annotations.NullMarked;
