/**
 * A folder as a store, for any number of processes: whole objects, locks, and names that outlive a
 * crash. Called by storage.
 */
package io.emend.storage.file;
