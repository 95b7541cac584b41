/**
 * Vision-language models on the JVM: weights, tokenizer, image processor and the maths, one folder
 * a family. Called by the engine, inference and training; imports nothing of Quarkus, Mutiny,
 * Jakarta or MinIO.
 */
package io.emend.model;
