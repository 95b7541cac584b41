/**
 * How adapters come into a model's registry: trained by a job of this store, or brought in from
 * elsewhere; and which of them an engine serves ({@code ServedAdapters}). Called by admin, commands
 * and engines; calls the registry, the model's readers and storage.
 */
package io.emend.inference.adapter;
