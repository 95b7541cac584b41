/**
 * Reading a checkpoint's JSON files so that errors name file and field, and fields that would ask
 * for other maths are refused: {@code generation_config.json} here, {@code config.json} in each
 * family. Called by everything in {@code model} that reads a configuration.
 */
package io.emend.model.config;
