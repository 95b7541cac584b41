/**
 * Rotary position embedding: frequencies with Hugging Face's scalings, and the tables made of them.
 * Called by the decoder and by what loads a model.
 */
package io.emend.model.rope;
