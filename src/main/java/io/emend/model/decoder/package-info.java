/**
 * The text model: its numbers, weights and key-value cache, over {@code torchscript/decoder.py}.
 * Called by families, which configure it, and by what runs or trains a model.
 */
package io.emend.model.decoder;
