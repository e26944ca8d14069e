using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>
/// Pairs half of which a model of ours wrote: <c>data.back_translation</c> (real text of the target language, its source translated back: Sennrich et al. 2016)
/// and <c>data.self_training</c> (real text of the source language, translated forward: Zhang and Zong 2016). What recipes with them reach is compared with
/// other systems that had extra data.
/// </summary>
public sealed record SyntheticSection
{
    /// <summary>
    /// Folder of the model that translates, or of its run: from the target language into the source for back-translation, from source into target for
    /// self-training. Found as <c>model.start_from</c> is.
    /// </summary>
    public string Model { get; init; } = "";

    /// <summary>
    /// The real texts, as <c>data.captions</c> names them. Those of held-out pictures, and sentences of the dev set and the test sets, are left out.
    /// </summary>
    public IReadOnlyList<CaptionsSection> Texts { get; init; } = [];

    /// <summary>Beam of these translations. Greedy search takes a fifth of the time, and a training set forgives its mistakes.</summary>
    [Range(1, 64)]
    public int Beam { get; init; } = 1;
}
