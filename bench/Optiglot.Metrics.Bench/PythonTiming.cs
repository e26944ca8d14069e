using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>Times sacreBLEU, or its algorithm, through the Python at hand.</summary>
internal static partial class PythonTiming
{
    private const int Segments = 50_000;

    /// <summary>Prints Python's lines and how many times as fast we are.</summary>
    /// <param name="hypotheses">File of hypotheses.</param>
    /// <param name="references">File of references.</param>
    /// <param name="rates">Our segments a second, by metric; only BLEU and chrF are timed.</param>
    public static void Compare(string hypotheses, string references, IReadOnlyDictionary<string, double> rates)
    {
        string[] timed = [.. rates.Keys.Where(name => name is "bleu" or "chrf")];
        if (timed.Length == 0) return;
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
        string script = Path.Combine(AppContext.BaseDirectory, "time_python.py");
        foreach (string argument in (string[])[script, hypotheses, references, $"{Segments}", string.Join(',', timed)]) start.ArgumentList.Add(argument);
        try
        {
            using var python = Process.Start(start)!;
            while (python.StandardOutput.ReadLine() is { } line)
            {
                Console.WriteLine(line);
                if (Rate().Match(line) is not { Success: true } match) continue;
                string name = match.Groups["name"].Value;
                double rate = double.Parse(match.Groups["rate"].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
                Console.WriteLine($"{name,-8} we are {rates[name] / rate:F1} times as fast");
            }
        }
        catch (Win32Exception)
        {
            Console.WriteLine("no python3 here, so nothing to compare with");
        }
    }

    [GeneratedRegex(@"^(?<name>\w+) .* (?<rate>[\d,]+) segments/s")]
    private static partial Regex Rate();
}
