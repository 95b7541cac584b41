/**
 * The port to the model, wherever it runs: conversations in, text and usage out ({@code
 * ChatModel}), the names it answers to ({@code ModelCatalog}), its life cycle ({@code
 * ModelLifecycle}). All that ask use these alone; {@code inference.embedded} and {@code
 * inference.remote} implement them, {@code inference.serving} chooses between these.
 */
package io.emend.inference.chat;
