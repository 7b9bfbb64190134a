/** Parameters, LSTM layers, output layer, loss and optimiser: forward, backward, one step. */
@NullMarked
package org.musiclstm.network;

import org.jspecify.annotations.NullMarked;
