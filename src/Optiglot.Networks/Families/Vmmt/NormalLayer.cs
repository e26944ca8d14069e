namespace Optiglot.Networks;

/// <summary>
/// A normal distribution with a diagonal covariance, made of some vectors: <c>h = tanh(Σ W_i x_i + b)</c>, mean and logarithm of the variance are maps of h.
/// </summary>
internal sealed class NormalLayer
{
    private readonly Linear[] inputs;
    private readonly Linear mean;
    private readonly Linear logVariance;

    /// <summary>Declares <c>name.input</c> of each input, <c>name.mean</c> and <c>name.log_variance</c>.</summary>
    internal NormalLayer(ParameterDeclarations declarations, string name, int hidden, int width, params ReadOnlySpan<(string Name, int Width)> inputs)
    {
        Initialization xavier = Initialization.Xavier;
        this.inputs = new Linear[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            this.inputs[i] = new Linear(declarations, $"{name}.{inputs[i].Name}", inputs[i].Width, hidden, xavier, hasBias: i == 0) { IsExact = i > 1 };
        mean = new Linear(declarations, $"{name}.mean", hidden, width, xavier);
        logVariance = new Linear(declarations, $"{name}.log_variance", hidden, width, xavier);
    }

    /// <summary>h of vectors <c>[batch, 1, features]</c>; those that are left out at the end count as 0.</summary>
    internal T Hidden<T>(INetworkOps<T> ops, params ReadOnlySpan<T> x) where T : class
    {
        T sum = ops.Linear(x[0], inputs[0]);
        for (int i = 1; i < x.Length; i++) sum = ops.Add(sum, ops.Linear(x[i], inputs[i]));
        return ops.Activate(sum, Activation.Tanh);
    }

    /// <summary>μ of h, <c>[batch, 1, width]</c>.</summary>
    internal T Mean<T>(INetworkOps<T> ops, T hidden) where T : class => ops.Linear(hidden, mean);

    /// <summary>log σ² of h, the same shape.</summary>
    internal T LogVariance<T>(INetworkOps<T> ops, T hidden) where T : class => ops.Linear(hidden, logVariance);
}
