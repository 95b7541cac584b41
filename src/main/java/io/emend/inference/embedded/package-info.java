/**
 * The model in this process: its start and warm-up, health and the self-test after a failure,
 * metrics and traces, and the adapters in service, which follow the registry. Implements the port
 * {@code inference.chat}; calls the engine and checkpoint.
 */
package io.emend.inference.embedded;
