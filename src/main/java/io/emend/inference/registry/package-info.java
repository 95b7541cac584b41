/**
 * Which adapters a model has and which one is in production, with its history: one object in the
 * store. {@code inference.embedded.ServedAdapters} polls it. Called by inference and admin; calls
 * storage.
 */
package io.emend.inference.registry;
