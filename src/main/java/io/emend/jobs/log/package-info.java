/** Logs of runs as lines that come while they are written. Called by the launchers. */
package io.emend.jobs.log;
