/** The quickstart's tunes and the music that its build makes of them, looked at closely. */
@NullMarked
package org.musiclstm.quickstart;

import org.jspecify.annotations.NullMarked;
