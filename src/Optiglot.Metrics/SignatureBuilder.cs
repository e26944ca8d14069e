using System.Text;

namespace Optiglot.Metrics;

/// <summary>Builds signatures in sacreBLEU's form: <c>nrefs:1|case:mixed|…|version:2.6.0</c>.</summary>
internal sealed class SignatureBuilder
{
    /// <summary>The release of sacreBLEU whose numbers these metrics reproduce; it stands in their signatures.</summary>
    public const string SacreBleuVersion = "2.6.0";

    private readonly StringBuilder text = new();

    public SignatureBuilder(int referenceCount) =>
        text.Append("nrefs:").Append(referenceCount < 0 ? "var" : referenceCount.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public SignatureBuilder Add(string key, string value)
    {
        text.Append('|').Append(key).Append(':').Append(value);
        return this;
    }

    public SignatureBuilder Add(string key, bool value) => Add(key, value ? "yes" : "no");

    public string Close(string version = SacreBleuVersion) => Add("version", version).text.ToString();

    /// <summary>What a signature says of bootstrap resamples, trials of approximate randomisation, and their seed, in sacreBLEU's order.</summary>
    /// <param name="signature">The metric's signature.</param>
    /// <param name="resamples">Bootstrap resamples; 0: none.</param>
    /// <param name="trials">Trials; 0: none.</param>
    /// <param name="seed">Their seed.</param>
    public static string InsertTest(string signature, int resamples, int trials, uint seed) => Insert(signature, string.Concat(
        resamples > 0 ? FormattableString.Invariant($"bs:{resamples}|") : "", trials > 0 ? FormattableString.Invariant($"ar:{trials}|") : "",
            FormattableString.Invariant($"seed:{seed}")));

    // Behind the first key, the number of references, as sacreBLEU does.
    private static string Insert(string signature, string test) =>
        signature.IndexOf('|') is var bar and >= 0 ? signature.Insert(bar, "|" + test) : $"{signature}|{test}";
}
