package org.musiclstm.network;

/**
 * What is made small, and how gradients become updates by RMSProp.
 *
 * @param loss what is made small
 * @param decay how much of the mean square of the gradient an update keeps
 * @param epsilon what is added to the root of the mean square
 * @param clipNorm the norm above which a gradient is scaled down to it
 */
public record Descent(Loss loss, double decay, double epsilon, double clipNorm) {}
