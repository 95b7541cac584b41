/**
 * One exception type, one catalogue of codes, one mapping to HTTP; and what a line of the log is
 * about. Every layer may throw {@link io.emend.error.EmendException}; nothing here calls another
 * layer.
 */
package io.emend.error;
