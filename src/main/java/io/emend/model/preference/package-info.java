/**
 * A model of any family that learns from pairs of responses, over {@code
 * torchscript/preference.py}. Called by training.
 */
package io.emend.model.preference;
