package io.emend.storage;

/**
 * What a store knows about an object without its content.
 *
 * @param size in bytes
 * @param contentType a media type; {@code application/octet-stream} when unknown
 * @param etag names the version; equal for equal content, else without a meaning of its own
 */
public record ObjectInfo(long size, String contentType, String etag) {}
