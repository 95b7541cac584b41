/** Scores, intervals and paired tests. Pure; called by evaluation and its reports. */
package io.emend.evaluation.score;
