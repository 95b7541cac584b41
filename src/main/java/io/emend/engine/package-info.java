/**
 * Generation: one thread owns the device and serves many requests at once. Called by inference;
 * calls only the model.
 */
package io.emend.engine;
