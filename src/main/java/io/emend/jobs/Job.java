package io.emend.jobs;

/** A job as it is known: what was asked and where it stands. */
public record Job(JobSpec spec, JobStatus status) {}
