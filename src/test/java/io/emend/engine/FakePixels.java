package io.emend.engine;

import io.emend.model.PixelValues;

/** A picture that takes so many tokens. */
record FakePixels(String digest, int tokens) implements PixelValues {}
