package io.emend.inference.image;

/**
 * A picture in the store.
 *
 * @param id SHA-256 of the bytes in hex
 * @param uri where it can be read
 */
public record StoredImage(String id, String uri, int width, int height, String mediaType) {}
