/**
 * How adapters come into a model's registry: trained by a job of this store, or brought in from
 * elsewhere. Called by admin and commands; calls the registry, the model's readers and storage.
 */
package io.emend.inference.adapter;
