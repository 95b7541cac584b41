/**
 * Files that people bring, row by row: JSON Lines, CSV, VLMEvalKit TSV and Hugging Face Parquet,
 * with their pictures. Knows fields by name and not what they mean. Called by evaluation; calls
 * error.
 */
package io.emend.evaluation.rows;
