/**
 * The same network on Deeplearning4j: the second engine, and models as zips of a {@code
 * MultiLayerNetwork}. Only classes of this package use ND4J or Deeplearning4j, which need not be
 * there as long as none of them is used.
 */
@NullMarked
package org.musiclstm.dl4j;

import org.jspecify.annotations.NullMarked;
