/**
 * Pictures from outside to pixels for the tower: hostile-safe decoding, Pillow's resize, crop and
 * normalisation. Called by the families' processors and by inference.
 */
package io.emend.model.image;
