/**
 * What the engine keeps between requests: slots of the KV cache by the tokens in them, and features
 * of pictures. Called by the engine.
 */
package io.emend.engine.cache;
