/**
 * Trains the bundled model from scratch: a curriculum of scenes, lessons as token ids and labels,
 * and the loop over them. Called by the command {@code pretrain}; calls training, model and scenes.
 */
package io.emend.pretraining;
