/**
 * What every package shares: the exception for what a user can mend, random numbers, and whole
 * files.
 */
@NullMarked
package org.musiclstm;

import org.jspecify.annotations.NullMarked;
