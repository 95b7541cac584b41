/**
 * Labelled samples by name: files of benchmarks, buckets, synthetic scenes. Called by evaluation
 * and collection; calls evaluation.rows.
 */
package io.emend.evaluation.source;
