using System.Globalization;
using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>What a model's training needs of memory at least, told before anything is allocated: Linux would kill the process without a word.</summary>
internal static class TrainingMemory
{
    // In fp32: the weight, its gradient, and AdamW's two moments.
    private const int BytesAParameter = 4 * sizeof(float);

    /// <summary>Bytes of weights, gradients and moments; what a batch needs comes on top.</summary>
    internal static long Bytes(ModelOptions options) => BytesAParameter * NetworkFamilies.ParameterCount(options);

    /// <summary>Refuses a model that this machine, or the container this runs in, has no memory for.</summary>
    /// <param name="options">The model.</param>
    /// <param name="processes">How many on this machine train it, each with weights of its own.</param>
    /// <exception cref="InvalidDataException">It does not fit.</exception>
    internal static void CheckHere(ModelOptions options, int processes) => Check(options, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / processes);

    /// <summary>As above, with so many bytes for a process.</summary>
    internal static void Check(ModelOptions options, long available)
    {
        long needed = Bytes(options);
        if (needed > available)
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"the model has {needed / BytesAParameter / 1e6:N0} million parameters: training takes {needed / 1e9:0.0} GB at least, and this machine "
                    + $"has {available / 1e9:0.0} GB; "
                + $"make model.encoder or model.decoder smaller (layers, width, feed_forward), or the vocabularies (text.source.size)"));
    }
}
