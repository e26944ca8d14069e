namespace Optiglot.Metrics;

/// <summary>METEOR's numbers (Denkowski and Lavie, 2014, section 2; values of release 1.5).</summary>
/// <param name="Alpha">Weight of recall against precision.</param>
/// <param name="Beta">Exponent of the fragmentation penalty.</param>
/// <param name="Gamma">Largest fragmentation penalty.</param>
/// <param name="Delta">Weight of content words against function words.</param>
/// <param name="Weights">Module weights by place: the first weighs the first active module, and so on. Modules beyond the list weigh nothing.</param>
public sealed record MeteorParameters(double Alpha, double Beta, double Gamma, double Delta, IReadOnlyList<double> Weights)
{
    private static readonly MeteorParameters LanguageIndependent = new(0.75, 1.40, 0.70, 0.50, [1.0, 0.5, 0.5, 0.5]);

    /// <summary>The parameters of a task and language.</summary>
    /// <exception cref="ArgumentException">The task was never tuned for this language.</exception>
    public static MeteorParameters For(MeteorTask task, string language) => (task, language) switch
    {
        (MeteorTask.Universal, _) => new(0.70, 1.40, 0.30, 0.70, [1.0, 0.6]),
        (MeteorTask.LanguageIndependent, _) or (_, "other") => LanguageIndependent,
        (MeteorTask.Default or MeteorTask.Ranking, "english") => new(0.85, 0.20, 0.60, 0.75, [1.0, 0.6, 0.8, 0.6]),
        (MeteorTask.Default or MeteorTask.Ranking, "czech") => new(0.95, 0.20, 0.60, 0.80, [1.0, 0.4]),
        (MeteorTask.Default or MeteorTask.Ranking, "french") => new(0.90, 1.40, 0.60, 0.65, [1.0, 0.2, 0.4]),
        (MeteorTask.Default or MeteorTask.Ranking, "spanish") => new(0.65, 1.30, 0.50, 0.80, [1.0, 0.8, 0.6]),
        (MeteorTask.Default or MeteorTask.Ranking, "german") => new(0.95, 1.00, 0.55, 0.55, [1.0, 0.8, 0.2]),
        (MeteorTask.Default or MeteorTask.Ranking, "russian") => LanguageIndependent,
        (MeteorTask.Adequacy, "english") => new(0.75, 1.40, 0.45, 0.70, [1.0, 1.0, 0.6, 0.8]),
        (MeteorTask.Hter, "english") => new(0.40, 1.50, 0.35, 0.55, [1.0, 0.2, 0.6, 0.8]),
        (MeteorTask.Utility, "english") => new(0.65, 0.10, 0.55, 0.65, [1.0, 0.0, 0.0, 0.8]),
        (MeteorTask.Tuning, _) => new(0.50, 1.00, 0.50, 0.50, [1.0, 0.5, 0.5, 0.5]),
        (MeteorTask.Default, _) => LanguageIndependent,
        _ => throw new ArgumentException($"METEOR has no parameters of the task {MeteorTasks.Name(task)} for {language}; use the default task", nameof(task)),
    };
}
