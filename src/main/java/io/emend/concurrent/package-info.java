/**
 * Executors by name, so that a thread dump tells whose thread it is. Called by every layer that has
 * work of its own to run; calls nothing.
 */
package io.emend.concurrent;
