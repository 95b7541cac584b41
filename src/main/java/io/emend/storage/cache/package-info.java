/**
 * Folders of buckets as folders of this machine, bounded in bytes. Called by inference and
 * evaluation; calls storage.s3.
 */
package io.emend.storage.cache;
