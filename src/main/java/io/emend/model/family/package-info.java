/**
 * What a family is, and the model that its parts make together, for answering and for training from
 * scratch. Implemented by one folder a family; called through {@link io.emend.model.ModelLoader}.
 */
package io.emend.model.family;
