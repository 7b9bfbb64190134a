/** Models and music as a user names them: files, artifacts, folders. */
@NullMarked
package org.musiclstm.plugin.model;

import org.jspecify.annotations.NullMarked;
