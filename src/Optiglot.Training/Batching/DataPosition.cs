namespace Optiglot.Training;

/// <summary>Where in the endless sequence of batches training stands: the next batch to give.</summary>
/// <param name="Epoch">Passes over the data that are complete.</param>
/// <param name="Batch">Batches given in this pass.</param>
internal readonly record struct DataPosition(int Epoch, int Batch);
