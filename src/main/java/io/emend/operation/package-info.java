/**
 * What runs long, whatever it does: collections, evaluations, training jobs. State, progress,
 * records and recovery here, the life cycle in {@code lifecycle}, a room for each kind. Called by
 * admin and command; calls jobs, collection, evaluation, training and what lies below.
 */
package io.emend.operation;
