/**
 * What all functions have in common on HTTP: strict bodies, event streams, requests held while the
 * model loads, functions that are switched off, the body limit and the shutdown time. Called by the
 * REST resources of every layer.
 */
package io.emend.inference.http;
