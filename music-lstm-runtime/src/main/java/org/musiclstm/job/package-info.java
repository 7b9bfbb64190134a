/** What the worker does: one class a goal. */
@NullMarked
package org.musiclstm.job;

import org.jspecify.annotations.NullMarked;
