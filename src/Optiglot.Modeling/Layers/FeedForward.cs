using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>The position-wise block: widen, activate, narrow.</summary>
public sealed class FeedForward
{
    private readonly Linear widen;
    private readonly Linear narrow;
    private readonly Activation activation;
    private readonly TrainingMode mode;
    private readonly double dropout;

    /// <summary>Declares two linear layers of the given names.</summary>
    public FeedForward(ParameterBuilder builder, string widenName, string narrowName, int width, int inner, Activation activation, Initialization initialization, TrainingMode mode, double dropout)
    {
        widen = new Linear(builder, widenName, width, inner, initialization);
        narrow = new Linear(builder, narrowName, inner, width, initialization);
        this.activation = activation;
        this.mode = mode;
        this.dropout = dropout;
    }

    /// <summary>Maps <c>[..., width]</c> to <c>[..., width]</c>.</summary>
    public Tensor Apply(Tensor x)
    {
        Tensor inner = widen.Apply(x);
        inner = activation == Activation.Gelu ? nn.functional.gelu(inner) : nn.functional.relu(inner);
        return narrow.Apply(mode.Dropout(inner, dropout));
    }
}
