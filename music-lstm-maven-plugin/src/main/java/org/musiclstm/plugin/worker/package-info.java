/** The worker's JVM: which Java, how it is started, listened to and stopped. */
@NullMarked
package org.musiclstm.plugin.worker;

import org.jspecify.annotations.NullMarked;
