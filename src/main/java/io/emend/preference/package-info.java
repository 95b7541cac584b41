/**
 * What corrections teach: labelled samples, preference pairs, immutable dataset versions. Called by
 * training, admin and command; calls correction and storage.
 */
package io.emend.preference;
