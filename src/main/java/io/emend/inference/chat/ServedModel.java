package io.emend.inference.chat;

import java.time.Instant;

/**
 * A model that can be asked for by its name.
 *
 * @param created of the process for a base model, of the registration for an adapter
 * @param root the base model's own name, or where the adapter is from
 * @param parent name of an adapter's base model, null for a base model
 * @param contextLength longest sequence in tokens, null where the engine does not tell
 */
public record ServedModel(
    String name, Instant created, String root, String parent, Integer contextLength) {}
