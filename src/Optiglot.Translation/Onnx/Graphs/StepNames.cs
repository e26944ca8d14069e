namespace Optiglot.Translation;

/// <summary>Names of the decoder graph's inputs and outputs, beside those that come from the encoder graph.</summary>
internal static class StepNames
{
    /// <summary>In: the newest piece of each hypothesis, int64 <c>[sentences, beam]</c>.</summary>
    public const string Tokens = "tokens";

    /// <summary>In: the place of that piece, counted from 0, int64 <c>[]</c>.</summary>
    public const string Place = "place";

    /// <summary>In: 0 where an entry is of a hypothesis' own past, else a large negative number, <c>[sentences, 1, beam, entries]</c>.</summary>
    public const string PastBias = "past_bias";

    /// <summary>Out: scores of what may follow, <c>[sentences · beam, vocabulary]</c>.</summary>
    public const string Logits = "logits";

    /// <summary>Out: attention of the last layer, mean over heads, <c>[sentences, beam, places]</c>.</summary>
    public const string Attention = "attention";

    /// <summary>In: keys of earlier steps, <c>[sentences, heads, entries, head]</c>.</summary>
    public static string PastKeys(int layer) => $"past_keys_{layer}";

    /// <summary>In: values of earlier steps, the same shape.</summary>
    public static string PastValues(int layer) => $"past_values_{layer}";

    /// <summary>Out: keys of this step, to be put with the past ones, <c>[sentences, heads, beam, head]</c>.</summary>
    public static string NewKeys(int layer) => $"new_keys_{layer}";

    /// <summary>Out: values of this step, the same shape.</summary>
    public static string NewValues(int layer) => $"new_values_{layer}";

    /// <summary>In: a recurrence's state after the step before, <c>[sentences, beam, width]</c>; in the first step anything.</summary>
    public static string State(int number) => $"state_{number}";

    /// <summary>Out: its state after this step, the same shape.</summary>
    public static string NewState(int number) => $"new_state_{number}";
}
