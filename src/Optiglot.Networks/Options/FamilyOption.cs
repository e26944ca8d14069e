namespace Optiglot.Networks;

/// <summary>A number that one family of networks has and others do not; recipes give it in <c>model.family_options</c>.</summary>
/// <param name="Name">Its name, as recipes write it: <c>drop_net</c>.</param>
/// <param name="Default">What it is when nothing is said.</param>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Most.</param>
/// <param name="IsWhole">Whether it counts something.</param>
public sealed record FamilyOption(string Name, double Default, double Minimum, double Maximum, bool IsWhole = false)
{
    /// <summary>Its value among those given, or its default.</summary>
    public double ValueIn(IReadOnlyDictionary<string, double>? given) => given is not null && given.TryGetValue(Name, out double value) ? value : Default;

    /// <summary>Refuses a value that it cannot have.</summary>
    /// <exception cref="ArgumentException">It is out of range, or a part of one.</exception>
    public void Check(double value)
    {
        if (value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Floor(value))) return;
        throw new ArgumentException(
            FormattableString.Invariant(
                $"model.family_options.{Name}: must be {(IsWhole ? "a whole number from" : "from")} {Minimum} to {Maximum}, not {value}"));
    }
}
