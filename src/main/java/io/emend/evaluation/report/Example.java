package io.emend.evaluation.report;

import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.source.LabelledSample;

/** A sample with its pictures, and what both models said of it. */
public record Example(LabelledSample sample, ScoredSample base, ScoredSample candidate) {}
