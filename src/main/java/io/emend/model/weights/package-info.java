/**
 * Safetensors checkpoints, single or sharded, read through mapped memory and never unpickled.
 * Called by the model families and by training.
 */
package io.emend.model.weights;
