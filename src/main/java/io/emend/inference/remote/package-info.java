/**
 * A server with OpenAI's API behind the port {@code inference.chat}: its requests and answers,
 * faults, adapters, and whether it is there. Called by {@code inference.serving} alone.
 */
package io.emend.inference.remote;
