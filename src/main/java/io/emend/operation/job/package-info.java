/**
 * Jobs: operations that a run of this application does, as a process or in a cluster. What was
 * asked and may be refused at its admission, what is observed, and the step between them. Called by
 * admin, command and the other operations; calls jobs and the store.
 */
package io.emend.operation.job;
