/**
 * Objects by key: images, corrections, datasets, jobs. Blocking, so called on worker threads; calls
 * no other layer. {@code StoreHealth} tells whether the store works. Rooms: {@code file} and {@code
 * s3} implement the store, {@code cache} keeps folders of buckets on this machine.
 */
package io.emend.storage;
