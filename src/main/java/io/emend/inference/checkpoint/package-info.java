/**
 * What a model or an adapter is called, and where its files lie on this machine. Called by
 * inference and commands; calls storage.
 */
package io.emend.inference.checkpoint;
