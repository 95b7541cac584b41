/**
 * Paints scenes: backgrounds, light, textures and outlines, equal on every JVM. Called by scenes.
 */
package io.emend.scenes.picture;
