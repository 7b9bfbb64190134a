/** How well a model predicts songs, and what the music is like that it makes. */
@NullMarked
package org.musiclstm.evaluation;

import org.jspecify.annotations.NullMarked;
