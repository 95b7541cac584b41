/**
 * Learning: supervised fine-tuning of a whole model, its optimizer, schedule and checkpoints.
 * Called by commands; calls the model.
 */
package io.emend.training;
