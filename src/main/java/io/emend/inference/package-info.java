/**
 * The answer function: typed and OpenAI-compatible endpoints, images, answer extraction, and the
 * model in service. Called by correction, evaluation and commands; calls engine, model and storage.
 */
package io.emend.inference;
