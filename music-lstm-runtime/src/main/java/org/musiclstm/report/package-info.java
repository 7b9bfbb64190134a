/** What the goals found out, as tables, pages and JSON. */
@NullMarked
package org.musiclstm.report;

import org.jspecify.annotations.NullMarked;
