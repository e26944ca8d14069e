using System.CommandLine;

namespace Optiglot.Cli;

/// <summary>Says whether this machine has all that training and translation need.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<string?> recipe = new("--recipe") { Description = "Also check that all this recipe needs is there", HelpName = "FILE" };
    private readonly Option<string?> model = new("--model", "-m")
    {
        Description = "Also say which engine translates faster with this model here; measured once and kept", HelpName = "DIR",
    };
    private readonly Option<string> detector = CommonOptions.Detector();

    /// <summary>Builds the command.</summary>
    public DoctorCommand() : base(
        "doctor", "Checks versions, native libraries, detector and data, and says how to mend what is amiss", "doctor", "doctor --json",
            "doctor --recipe recipes/flickr8k-en-de.yaml", "doctor --model runs/flickr8k-en-de")
    {
        Add(recipe);
        Add(model);
        Add(detector);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        List<Finding> findings = [];
        IEnumerable<Func<IEnumerable<Finding>>> checks =
        [
            MachineCheck.Run, () => [TorchCheck.Run()], NativeCheck.Run,
            () => [DetectorCheck.Run(parse.GetRequiredValue(detector), context.Data)], () => DataCheck.Run(context.Data),
            () => parse.GetValue(recipe) is { } file ? RecipeCheck.Run(file, context) : [],
            () => parse.GetValue(model) is { } folder ? [EngineCheck.Run(folder, context.Cancel)] : [],
        ];
        foreach (Func<IEnumerable<Finding>> check in checks)
            foreach (Finding finding in check())
            {
                context.Cancel.ThrowIfCancellationRequested();
                findings.Add(finding);
                if (!context.Json) Print(finding, context.Output);
            }

        int failures = findings.Count(finding => finding.Level is FindingLevel.Failure), notes = findings.Count(finding => finding.Level is FindingLevel.Note);
        if (context.Json) context.WriteJson(AsObject(findings, failures == 0));
        else context.Output.WriteLine(
            Summary(failures, notes, parse.GetValue(recipe), findings.Any(finding => finding is { Name: RecipeCheck.MissingPictures })));
        return failures == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    // Data sets, vocabulary and detector are notes where they are absent: the demo trains and translates without, and no recipe needs all of them. What a
    // recipe needs, and whether it is there, only the recipe can tell.
    private static string Summary(int failures, int notes, string? recipe, bool hasGaps) => (failures, notes, recipe) switch
    {
        (0, > 0, { } file) when hasGaps => $"{file} will run, but not with all that it names (marked note).",
        (0, _, { } file) => $"All that {file} needs is in order.",
        (0, 0, null) => "All that training and translation need is in order.",
        (0, _, null) =>
            $"All that training and translation need on this machine is in order; {notes} to note (marked note): whether a recipe needs that, `doctor "
            + $"--recipe FILE` tells.",
        _ => $"{failures} to mend (marked FAIL).",
    };

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
