using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>Says whether this machine has all that training and translation need.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<string> detector = CommonOptions.Detector();

    /// <summary>Builds the command.</summary>
    public DoctorCommand() : base(
        "doctor", "Checks versions, native libraries, detector and data, and says how to mend what is amiss", "doctor", "doctor --json") => Add(detector);

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        List<Finding> findings = [];
        IEnumerable<Func<IEnumerable<Finding>>> checks =
        [
            MachineCheck.Run, () => [TorchCheck.Run()], NativeCheck.Run,
            () => [DetectorCheck.Run(parse.GetRequiredValue(detector), context.Data)], () => DataCheck.Run(context.Data),
        ];
        foreach (Func<IEnumerable<Finding>> check in checks)
            foreach (Finding finding in check())
            {
                context.Cancel.ThrowIfCancellationRequested();
                findings.Add(finding);
                if (!context.Json) Print(finding, context.Output);
            }

        int failures = findings.Count(finding => finding.Level is FindingLevel.Failure);
        if (context.Json) context.WriteJson(AsObject(findings, failures == 0));
        else context.Output.WriteLine(failures == 0 ? "All that training and translation need is in order." : $"{failures} to mend (marked FAIL).");
        return failures == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Print(Finding finding, TextWriter output)
    {
        string mark = finding.Level switch { FindingLevel.Ok => "ok  ", FindingLevel.Note => "note", _ => "FAIL" };
        output.WriteLine($"{mark} {finding.Name,-12} {finding.Detail}");
        if (finding.Mend is { } mend) output.WriteLine($"     {"",-12} -> {mend}");
    }

    // {"ok": true, "libtorch": {"level": "ok", "detail": "…", "fp32_gflops": 150, …}, …}
    private static Dictionary<string, object> AsObject(IEnumerable<Finding> findings, bool ok)
    {
        Dictionary<string, object> result = new() { ["ok"] = ok };
        foreach (Finding finding in findings)
        {
            Dictionary<string, object> entry = new() { ["level"] = finding.Level, ["detail"] = finding.Detail };
            if (finding.Mend is { } mend) entry["mend"] = mend;
            foreach ((string key, object value) in finding.Values ?? new Dictionary<string, object>()) entry[key] = value;
            result[finding.Name] = entry;
        }

        return result;
    }
}
