/**
 * Direct Preference Optimization of a vision-language model: objectives, options, preflight and the
 * run itself. Called by commands; calls the model.
 */
package io.emend.training.dpo;
