package io.emend.evaluation.report;

import io.emend.evaluation.LabelledSample;
import io.emend.evaluation.ScoredSample;

/** A sample with its picture, and what both models said of it. */
public record Example(LabelledSample sample, ScoredSample base, ScoredSample candidate) {}
