/**
 * Which adapters a model has and which one is in production, with how it came to be: one object in
 * the store. Called by inference and admin; calls storage.
 */
package io.emend.inference.registry;
