/**
 * Deeplearning4j for the worker, where it is asked for: which libraries its JDK needs, where Maven
 * finds them, and how they are started. No class of Deeplearning4j is used here.
 */
@NullMarked
package org.musiclstm.plugin.dl4j;

import org.jspecify.annotations.NullMarked;
