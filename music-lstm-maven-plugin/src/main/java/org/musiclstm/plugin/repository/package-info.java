/** Files that Maven finds in its repositories. */
@NullMarked
package org.musiclstm.plugin.repository;

import org.jspecify.annotations.NullMarked;
