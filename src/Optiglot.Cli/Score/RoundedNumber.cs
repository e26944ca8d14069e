using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Cli;

/// <summary>Writes numbers with so many digits behind the point at most, and what is no number by its name.</summary>
/// <param name="digits">Digits behind the point.</param>
internal sealed class RoundedNumber(int digits) : JsonConverter<double>
{
    /// <summary>A number rounded.</summary>
    public static double Of(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : value;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(Of(value, digits));
        else writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
