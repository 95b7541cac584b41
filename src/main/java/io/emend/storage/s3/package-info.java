/**
 * An S3-compatible store by the MinIO client, and objects of buckets that callers name. Called by
 * storage and storage.cache.
 */
package io.emend.storage.s3;
