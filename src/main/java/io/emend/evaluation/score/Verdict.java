package io.emend.evaluation.score;

/**
 * Two judgements of one sample, paired: two models, or two turns of one.
 *
 * @param group samples that are resampled together, since they are rotations of one question
 */
record Verdict(String group, boolean before, boolean after) {}
