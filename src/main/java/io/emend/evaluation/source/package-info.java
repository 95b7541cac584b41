/**
 * Labelled samples by name: files of benchmarks, buckets, synthetic scenes; their checks before a
 * run, and the exclusion of questions that a model was trained on ({@code HeldOut}). Called by
 * evaluation and collection; calls evaluation.rows.
 */
package io.emend.evaluation.source;
