using System.Diagnostics;
using System.Globalization;
using Optiglot.Metrics;

// Scores files of many segments in one pass and prints time, CPU time and peak memory.
//   dotnet run -c Release --project bench/Optiglot.Metrics.Bench -- SEGMENTS METRICS [HYPOTHESES REFERENCES]
// Files are repeated up to SEGMENTS lines; without files, sentences are drawn from a made-up vocabulary (seed 1).
// Afterwards time_python.py scores the first segments of the same files with sacreBLEU or, where it is absent, its algorithm in plain Python,
// and the ratios are printed.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int segments = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
string[] metrics = (args.Length > 1 ? args[1] : "bleu,chrf").Split(',');
string folder = Path.Combine(Path.GetTempPath(), "optiglot-metrics-bench");
Directory.CreateDirectory(folder);
string hypotheses = Path.Combine(folder, "hypotheses.txt"), references = Path.Combine(folder, "references.txt");
MadeUpText.Write(hypotheses, references, segments, args.Length > 3 ? (args[2], args[3]) : null);
Console.WriteLine($"{segments:N0} segments, {(new FileInfo(hypotheses).Length + new FileInfo(references).Length) / 1e6:F0} MB, {Environment.ProcessorCount} cores; files in {folder}");
Dictionary<string, double> rates = [];
foreach (string name in metrics)
{
    var metric = MetricFactory.Create(name, new MetricSettings { Language = "de" });
    var process = Process.GetCurrentProcess();
    var cpu = process.TotalProcessorTime;
    var watch = Stopwatch.StartNew();
    var score = metric.Score(SegmentReader.Read(hypotheses, [references]));
    watch.Stop();
    process.Refresh();
    double seconds = watch.Elapsed.TotalSeconds, busy = (process.TotalProcessorTime - cpu).TotalSeconds;
    Console.WriteLine($"{score.Name,-8} {score.Value,9:F4}  {seconds,7:F2} s  {segments / seconds,10:N0} segments/s  CPU {busy,7:F2} s  peak {process.PeakWorkingSet64 / 1e6:F0} MB");
    rates[name] = segments / seconds;
}

PythonTiming.Compare(hypotheses, references, rates);
