using System.Globalization;
using System.Text.Json;

namespace Optiglot.Cli;

/// <summary>How scores are written.</summary>
/// <param name="Json">As one JSON object.</param>
/// <param name="Latex">As a table in LaTeX.</param>
/// <param name="ScoreOnly">Numbers alone, without names and signatures.</param>
/// <param name="Width">Digits behind the point.</param>
internal sealed record ScoreFormat(bool Json, bool Latex, bool ScoreOnly, int Width)
{
    /// <summary>Digits behind the point unless the user says otherwise; those of p-values always.</summary>
    public const int UsualWidth = 4;

    /// <summary>Most digits a number has.</summary>
    public const int LargestWidth = 15;

    private static readonly string PValueFormat = Fixed(UsualWidth);

    /// <summary>One line an object, numbers rounded.</summary>
    public JsonSerializerOptions OneLine { get; } = new(JsonOutput.OneLine) { Converters = { new RoundedNumber(Width) } };

    /// <summary>A score as text.</summary>
    public string Text(double score) => score.ToString(Fixed(Width), CultureInfo.InvariantCulture);

    /// <summary>A score as a number.</summary>
    public double Rounded(double score) => RoundedNumber.Of(score, Width);

    /// <summary>A p-value as text.</summary>
    public static string PValue(double value) => value.ToString(PValueFormat, CultureInfo.InvariantCulture);

    private static string Fixed(int digits) => FormattableString.Invariant($"F{digits}");
}
