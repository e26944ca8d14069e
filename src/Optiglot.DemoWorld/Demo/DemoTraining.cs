namespace Optiglot.DemoWorld;

/// <summary>Sizes of the demo's two models and how long they learn.</summary>
public sealed record DemoTraining
{
    /// <summary>Seed of initial weights, order of data, masks and dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Width of encoder and decoder.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Encoder layers.</summary>
    public int EncoderLayers { get; init; } = 2;

    /// <summary>Decoder layers.</summary>
    public int DecoderLayers { get; init; } = 2;

    /// <summary>Passes over the pre-training pictures with their captions (Algorithm 1, step 2).</summary>
    public int CaptionEpochs { get; init; } = 4;

    /// <summary>Passes over the translation set's own pictures and sources (step 4).</summary>
    public int PairEpochs { get; init; } = 2;

    /// <summary>Passes of stage 1, the encoder frozen (step 5).</summary>
    public int Stage1Epochs { get; init; } = 5;

    /// <summary>Passes of stage 2, everything learning (step 6).</summary>
    public int Stage2Epochs { get; init; } = 8;

    /// <summary>Dropout everywhere: none, since the models are small for 3,000 scenes, and it costs a quarter of the time.</summary>
    public double Dropout { get; init; }

    /// <summary>Batch of pre-training, source positions.</summary>
    public int PretrainTokens { get; init; } = 2048;

    /// <summary>Batch of the two stages, target positions.</summary>
    public int StageTokens { get; init; } = 512;

    /// <summary>Peak learning rate of pre-training.</summary>
    public double PretrainRate { get; init; } = 2e-3;

    /// <summary>Peak learning rate of stage 1.</summary>
    public double Stage1Rate { get; init; } = 4e-3;

    /// <summary>Peak learning rate of stage 2.</summary>
    public double Stage2Rate { get; init; } = 3e-3;
}
