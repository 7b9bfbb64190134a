/** Real builds with the plugin by the Maven that runs this one. */
@NullMarked
package org.musiclstm.it;

import org.jspecify.annotations.NullMarked;
