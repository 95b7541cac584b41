/**
 * Multiple-choice questions about scenes, a class for each kind. Called by scenes and evaluation.
 */
package io.emend.scenes.question;
