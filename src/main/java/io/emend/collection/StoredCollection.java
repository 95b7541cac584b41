package io.emend.collection;

/** A collection as it stands. */
public record StoredCollection(CollectionSpec spec, CollectionStatus status) {}
