/**
 * The project that a goal runs in: its paths, its products, and whether there is anything to do.
 */
@NullMarked
package org.musiclstm.plugin.project;

import org.jspecify.annotations.NullMarked;
