namespace Optiglot.Networks;

/// <summary>
/// A gated recurrent unit (Cho et al. 2014): <c>z, r = σ(W x + U s + b)</c>, <c>n = tanh(W x + b + r ⊙ (U s + b))</c>, <c>s' = (1 − z) ⊙ n + z ⊙ s</c>; the
/// reset gate after the product, as in
/// cuDNN and PyTorch. The maps of z, r and n stand one under the other, in ONNX's order.
/// </summary>
public sealed class GruCell
{
    /// <summary>Declares <c>name.input</c> <c>[3 × width, inputs]</c> and <c>name.state</c> <c>[3 × width, width]</c>.</summary>
    public GruCell(ParameterDeclarations declarations, string name, int inputs, int width)
    {
        Width = width;
        Input = new Linear(declarations, $"{name}.input", inputs, 3 * width, Initialization.Xavier);
        State = new Linear(declarations, $"{name}.state", width, 3 * width, Initialization.Xavier);
    }

    /// <summary>Width of a state.</summary>
    public int Width { get; }

    /// <summary>W and its biases.</summary>
    public Linear Input { get; }

    /// <summary>U and its biases.</summary>
    public Linear State { get; }

    /// <summary>The next state, in operations of all interpreters; one that has a step of its own for it need not ask.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="mapped">What <see cref="Input"/> makes of the input, <c>[batch, places, 3 × width]</c>.</param>
    /// <param name="state">The state before, <c>[batch, places, width]</c>.</param>
    public T Compose<T>(INetworkOps<T> ops, T mapped, T state) where T : class
    {
        T kept = ops.Linear(state, State);
        T gates = ops.Activate(ops.Add(ops.SliceFeatures(mapped, 0, 2 * Width), ops.SliceFeatures(kept, 0, 2 * Width)), Activation.Sigmoid);
        T update = ops.SliceFeatures(gates, 0, Width), reset = ops.SliceFeatures(gates, Width, Width);
        T fresh = ops.Add(ops.SliceFeatures(mapped, 2 * Width, Width), ops.Multiply(reset, ops.SliceFeatures(kept, 2 * Width, Width)));
        fresh = ops.Activate(fresh, Activation.Tanh);
        return ops.Add(fresh, ops.Multiply(update, ops.Add(state, ops.Scale(fresh, -1))));
    }
}
