/**
 * The LLaVA family: CLIP or SigLIP tower, projector, Llama text model. Reached through {@link
 * io.emend.model.ModelLoader}; training uses its maths directly.
 */
package io.emend.model.llava;
