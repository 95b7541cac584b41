/**
 * What is measured of answers, whichever engine gives them: metrics under vLLM's names, times,
 * traces, phases of the start. Calls the port; called by the engines and by their selection.
 */
package io.emend.inference.telemetry;
