/**
 * A training run as a job: what was asked, the examples that a dataset version gives, and the run
 * between its work folder and the store. Called by commands and admin; calls preference and dpo.
 */
package io.emend.training.job;
