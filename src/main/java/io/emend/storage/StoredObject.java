package io.emend.storage;

/** One version of an object: its content and the description that belongs to it. */
@SuppressWarnings("ArrayRecordComponent") // A carrier, never compared.
public record StoredObject(byte[] content, ObjectInfo info) {}
