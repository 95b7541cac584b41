/**
 * Objects by key: images, corrections, datasets, jobs. Blocking, so called on worker threads; calls
 * no other layer.
 */
package io.emend.storage;
