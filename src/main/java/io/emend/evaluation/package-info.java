/**
 * Labelled samples through the functions, and the scores that come of it. Called by commands; calls
 * inference, correction and scenes.
 */
package io.emend.evaluation;
