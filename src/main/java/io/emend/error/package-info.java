/**
 * One exception type and one catalogue of codes; and what a line of the log is about. Every layer
 * may throw {@link io.emend.error.EmendException}; nothing here calls another layer.
 */
package io.emend.error;
