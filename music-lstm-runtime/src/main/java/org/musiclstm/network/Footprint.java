package org.musiclstm.network;

/**
 * Memory that a training takes at most, apart from the songs.
 *
 * @param heap bytes on the heap
 * @param outside bytes outside of the heap
 */
public record Footprint(long heap, long outside) {}
