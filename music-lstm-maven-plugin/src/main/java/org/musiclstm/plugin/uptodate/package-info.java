/** Whether what a goal makes is there already, and why not if it is not. */
@NullMarked
package org.musiclstm.plugin.uptodate;

import org.jspecify.annotations.NullMarked;
