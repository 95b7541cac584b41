package io.emend.model.parts;

import io.emend.model.PixelValues;

/**
 * A picture whose features are known, (rows x columns, hidden).
 *
 * @param rows of its grid of tokens
 */
record GivenFeatures(String digest, int rows, int columns, float[] values) implements PixelValues {}
