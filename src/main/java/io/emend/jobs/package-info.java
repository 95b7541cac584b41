/**
 * Launches and watches long runs: what was asked, what is seen, and the step between them. Knows
 * nothing of what a run does; calls the store and the error catalogue.
 */
package io.emend.jobs;
