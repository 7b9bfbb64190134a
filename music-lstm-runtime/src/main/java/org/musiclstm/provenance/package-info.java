/** Where a model comes from: its songs, its options, the machine, and the same in Tribuo's form. */
@NullMarked
package org.musiclstm.provenance;

import org.jspecify.annotations.NullMarked;
