/**
 * Generation: one thread owns the device and serves many requests at once. Called by inference;
 * calls only the model. Rooms: {@code cache} (slots of the KV cache and kept picture features) and
 * {@code sampling} (logits to tokens).
 */
package io.emend.engine;
