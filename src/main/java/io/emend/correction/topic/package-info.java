/**
 * Corrections by events: requests and results on topics, and the worker between them. Called by
 * collection; calls correction and messaging.
 */
package io.emend.correction.topic;
