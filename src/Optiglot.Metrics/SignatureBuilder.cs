using System.Text;

namespace Optiglot.Metrics;

/// <summary>Builds signatures in sacreBLEU's form: <c>nrefs:1|case:mixed|…|version:2.6.0</c>.</summary>
internal sealed class SignatureBuilder
{
    /// <summary>The release of sacreBLEU whose numbers these metrics reproduce; it stands in their signatures.</summary>
    public const string SacreBleuVersion = "2.6.0";

    private readonly StringBuilder text = new();

    public SignatureBuilder(int referenceCount) => text.Append("nrefs:").Append(referenceCount < 0 ? "var" : referenceCount.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public SignatureBuilder Add(string key, string value)
    {
        text.Append('|').Append(key).Append(':').Append(value);
        return this;
    }

    public SignatureBuilder Add(string key, bool value) => Add(key, value ? "yes" : "no");

    public string Close(string version = SacreBleuVersion) => Add("version", version).text.ToString();

    /// <summary>Puts a test behind the first key, the number of references, as sacreBLEU does.</summary>
    public static string Insert(string signature, string test) =>
        signature.IndexOf('|') is var bar and >= 0 ? signature.Insert(bar, "|" + test) : $"{signature}|{test}";
}
