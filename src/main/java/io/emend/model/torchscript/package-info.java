/**
 * TorchScript from readable source: packed into an archive in memory, loaded through DJL's PyTorch
 * engine, called method by method. Called by the model families and by training.
 */
package io.emend.model.torchscript;
