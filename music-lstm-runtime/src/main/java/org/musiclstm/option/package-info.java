/**
 * Options: each declared once, with its name, default, range and sentence, and whether it decides
 * bytes. Checks, messages, texts in requests, provenance and records, and the documentation's
 * tables follow from the declaration.
 */
@NullMarked
package org.musiclstm.option;

import org.jspecify.annotations.NullMarked;
