/**
 * Runs as Kubernetes Jobs: what is asked of the API server, and what Jobs and pods tell. Made by
 * the launcher's producer alone.
 */
package io.emend.jobs.kubernetes;
