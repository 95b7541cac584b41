/**
 * Collections: a labelled source run through two turns into a dataset version, resumable at every
 * sample. Keeps rows, and leaves the life cycle to operation, which calls it; calls evaluation,
 * preference, correction and storage.
 */
package io.emend.collection;
