/**
 * Evaluations of one model or two, one after the other, kept under {@code evaluations/}: their
 * records, who runs them, and what the models were trained on. Called by admin and command; calls
 * evaluation for the scores.
 */
package io.emend.operation.evaluation;
