/**
 * Files that people bring, row by row: JSON Lines, CSV, VLMEvalKit TSV and Hugging Face Parquet,
 * with their pictures. {@code TableRows} reads CSV and TSV, where a row may refer to another row's
 * picture by its index. Knows fields by name and not what they mean. Called by evaluation; calls
 * error.
 */
package io.emend.evaluation.rows;
