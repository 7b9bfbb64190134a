/** What every package shares: the exception for what a user can mend. */
@NullMarked
package org.musiclstm;

import org.jspecify.annotations.NullMarked;
