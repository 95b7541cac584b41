/**
 * Adapters as PEFT directories, {@code adapter_config.json} and {@code adapter_model.safetensors},
 * the form that PEFT and vLLM load. Called by training and by model families.
 */
package io.emend.model.adapter;
