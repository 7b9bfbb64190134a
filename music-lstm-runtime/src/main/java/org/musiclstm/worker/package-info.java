/** The program that the plugin starts: request in, events and result out. */
@NullMarked
package org.musiclstm.worker;

import org.jspecify.annotations.NullMarked;
