/**
 * Vision towers: their numbers, their weights, and pictures as they read them, over {@code
 * torchscript/vision.py}. Called by families, which configure one.
 */
package io.emend.model.vision;
