/**
 * What teaches a model to answer: reasoned responses, captions, drills, and the vocabulary of them
 * all. Called by scenes and the trainer of the bundled model.
 */
package io.emend.scenes.lesson;
