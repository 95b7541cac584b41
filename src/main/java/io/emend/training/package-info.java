/**
 * Learning: the optimizer, its schedule, checkpoints and metrics of a run. Rooms: {@code dpo} (the
 * objective and its loop) and {@code job} (a run from its spec to an adapter). Called by operation
 * and pretraining; calls preference, the model and storage.
 */
package io.emend.training;
