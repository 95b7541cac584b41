/**
 * Collections from what was asked for to a dataset version: their records, and who runs them.
 * Called by admin and command; calls collection for the samples.
 */
package io.emend.operation.collection;
