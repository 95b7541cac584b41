/**
 * The LLaVA family: its configuration, its names of weights, the parts it is made of and its
 * processor. Reached through {@link io.emend.model.ModelFamilies} alone.
 */
package io.emend.model.llava;
