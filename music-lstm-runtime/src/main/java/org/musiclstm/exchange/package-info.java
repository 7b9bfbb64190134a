/** What the plugin and its worker say to each other: requests, events, results. */
@NullMarked
package org.musiclstm.exchange;

import org.jspecify.annotations.NullMarked;
