/**
 * Preference pairs: which samples become one, which are left out, and why. Called by the dataset
 * store and by who reads pairs.
 */
package io.emend.preference.pair;
