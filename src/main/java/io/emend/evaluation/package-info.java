/**
 * Labelled samples through the functions, and the scores that come of it. Called by commands and
 * admin; calls inference, correction, preference and scenes. Rooms: {@code source} (samples),
 * {@code rows} (file formats), {@code score} and {@code report}.
 */
package io.emend.evaluation;
