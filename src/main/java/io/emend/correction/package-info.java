/**
 * The two-turn function: an answer, a review, a better answer. Called by evaluation and preference;
 * calls inference and storage.
 */
package io.emend.correction;
