/** Runs as child processes of this machine. Made by the launcher's producer alone. */
package io.emend.jobs.process;
