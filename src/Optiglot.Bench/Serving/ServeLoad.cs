namespace Optiglot.Bench;

/// <summary>What a service is asked for in a load test.</summary>
public sealed record ServeLoad
{
    /// <summary>Requests that are waited for at any time: each is sent when another was answered.</summary>
    public int InFlight { get; init; } = 50;

    /// <summary>Requests that are measured, of a sentence each.</summary>
    public int Requests { get; init; } = 10_000;

    /// <summary>Requests before the clock counts.</summary>
    public int Warmup { get; init; } = 200;

    /// <summary>What is translated, one after another and again from the start.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>A picture that each request brings; null for none.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>Checks the fields.</summary>
    /// <exception cref="ArgumentException">A number is not positive, or there are no sentences.</exception>
    public void Validate()
    {
        if (InFlight < 1) throw new ArgumentException("--in-flight must be at least 1");
        if (Requests < 1) throw new ArgumentException("--requests must be at least 1");
        if (Sentences.Count == 0) throw new ArgumentException("there is no sentence to translate");
    }
}
