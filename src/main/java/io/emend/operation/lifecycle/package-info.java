/**
 * The life cycle that all operations share which a server or a job runs: taken, run, observed,
 * cancelled, taken up after a restart. Called by the kinds of operations; calls jobs.
 */
package io.emend.operation.lifecycle;
