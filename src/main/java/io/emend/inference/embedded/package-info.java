/**
 * The model in this process: its start, warm-up, health, metrics and traces, and the adapters in
 * service. Called by inference; calls the engine and checkpoint.
 */
package io.emend.inference.embedded;
