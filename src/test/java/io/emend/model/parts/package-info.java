/**
 * Two small families that only tests know, made of the shared parts with the switches that the
 * bundled family leaves alone, and compared with transformers' models that have these.
 */
package io.emend.model.parts;
