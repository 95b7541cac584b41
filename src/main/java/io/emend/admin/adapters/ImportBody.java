package io.emend.admin.adapters;

import io.emend.inference.adapter.AdapterImports;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.checkpoint.ModelReference;

/**
 * An adapter to bring in.
 *
 * @param source {@code s3://BUCKET/PREFIX}, or a directory below {@code emend.adapters.imports},
 *     absolute or as seen from there
 * @param model reference of the model that it is for, null for the one in service
 * @param name its id here, null for one that is made of its content
 */
public record ImportBody(String source, String model, String name) {

  AdapterImports.Request request(String by, ModelCatalog served) {
    ModelReference meant = model == null ? served.reference() : new ModelReference(model);
    return new AdapterImports.Request(source, meant, name, by);
  }
}
