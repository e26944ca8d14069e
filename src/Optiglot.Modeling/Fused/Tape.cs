using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Memory of steps that we put on the gradient tape. TorchSharp's part of such a step keeps a second tensor as large as each result, in case no gradient comes
/// for it; keeps what was saved for the backward pass until the whole tape is gone; and wraps every gradient in an object that lives as long as the training
/// step. Here each is freed as soon as it has done its work.
/// </summary>
internal static class Tape
{
    [ThreadStatic]
    private static List<Tensor>? handedOver;

    /// <summary>
    /// Applies a step and frees all that it made but its results. The step must not ask for gradients that do not come (<see cref="Begin"/>).
    /// </summary>
    internal static T Apply<T>(Func<T> step, Action<T> keep)
    {
        using var scope = NewDisposeScope();
        T results = step();
        keep(results);
        return results;
    }

    /// <summary>Applies a step with one result.</summary>
    internal static Tensor Apply(Func<Tensor> step) => Apply(step, result => result.MoveToOuterDisposeScope());

    /// <summary>To be called in every forward pass: a gradient that does not come is then an invalid tensor in the backward pass.</summary>
    internal static void Begin(autograd.AutogradContext context) => context.set_materialize_grads(false);

    /// <summary>Ends a backward pass: autograd copies the gradients as soon as they are returned, so those of the pass before are done with.</summary>
    /// <param name="context">What was saved is freed; a second backward pass over the same tape is not possible.</param>
    /// <param name="above">The gradients that came in.</param>
    /// <param name="gradients">Those that go out; null where an input has none.</param>
    internal static List<Tensor> End(autograd.AutogradContext context, IEnumerable<Tensor> above, List<Tensor> gradients)
    {
        foreach (Tensor each in above)
        {
            // One that did not come has nothing to free, but its scope would count it.
            if (each.IsInvalid) each.DetachFromDisposeScope();
            else each.Dispose();
        }

        context.Dispose();
        if (handedOver is not null) foreach (Tensor each in handedOver) each?.Dispose();
        foreach (Tensor each in gradients) each?.DetachFromDisposeScope();
        return handedOver = gradients;
    }
}
