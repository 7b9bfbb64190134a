/** Libraries that few need, resolved when they are asked for: of an engine, or of a cluster. */
@NullMarked
package org.musiclstm.plugin.libraries;

import org.jspecify.annotations.NullMarked;
