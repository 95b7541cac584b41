/**
 * Emend: a vision-language model that corrects itself and learns from its corrections. {@code
 * command} starts the app; {@code admin} is its REST API for operators, {@code inference} and
 * {@code correction} are its functions; {@code operation} is what runs long (collections,
 * evaluations, training jobs); {@code model} and {@code engine} generate. docs/architecture.md has
 * all layers.
 */
package io.emend;
