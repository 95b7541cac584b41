/**
 * Safetensors checkpoints, single or sharded, read through mapped memory and never unpickled, and
 * what weights a model has: names, shapes, roles. Called by parts, families and training.
 */
package io.emend.model.weights;
