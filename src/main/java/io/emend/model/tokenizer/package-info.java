/**
 * Text to token ids and back, and chat templates, as a checkpoint's own files say. Called by the
 * families' processors.
 */
package io.emend.model.tokenizer;
