/** What the user sees while the worker works. */
@NullMarked
package org.musiclstm.plugin.console;

import org.jspecify.annotations.NullMarked;
