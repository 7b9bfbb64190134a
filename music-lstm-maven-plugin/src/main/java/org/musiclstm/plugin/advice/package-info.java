/** What a user may not have meant when options were set. */
@NullMarked
package org.musiclstm.plugin.advice;

import org.jspecify.annotations.NullMarked;
