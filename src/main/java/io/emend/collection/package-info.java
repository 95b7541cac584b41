/**
 * Collections: a labelled source run through two turns into a dataset version, resumable at every
 * sample. Called by admin and command; calls evaluation, preference, correction and storage.
 */
package io.emend.collection;
