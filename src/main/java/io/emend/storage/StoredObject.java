package io.emend.storage;

/** One version of an object: its content and the description that belongs to it. */
public record StoredObject(byte[] content, ObjectInfo info) {}
