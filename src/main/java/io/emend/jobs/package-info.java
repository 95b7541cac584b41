/**
 * Starts and observes runs of this application, as processes or as Kubernetes Jobs. Knows nothing
 * of what a run does and keeps nothing: that is up to operation, which calls it. Calls the store
 * and the error catalogue.
 */
package io.emend.jobs;
