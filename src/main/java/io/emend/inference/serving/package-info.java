/**
 * Which engine is behind the port, by {@code emend.inference.engine}, and its health. The one room
 * that knows all engines.
 */
package io.emend.inference.serving;
