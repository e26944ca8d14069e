using System.CommandLine;
using Optiglot.Studies.Probes;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Ranks translations that are given.</summary>
internal sealed class ProbeContrastiveCommand : CliCommand
{
    private readonly ModelOption model = new();
    private readonly Option<string> file = new("--file")
    {
        Description = "Folder of one language pair as CoMMuTE has it: src.en, correct.de, incorrect.de, img.order", HelpName = "DIR", Required = true
    };
    private readonly Option<string?> pictures = new("--pictures")
    {
        Description = "Folder of the pictures (default: their regions are in the store of --regions)", HelpName = "DIR"
    };

    /// <summary>Builds the command.</summary>
    public ProbeContrastiveCommand() : base(
        "contrastive", "Ranks a right and a wrong translation by the model's perplexity, with the picture and without",
        "probe contrastive --model runs/flickr8k-en-de --file CoMMuTE/en-de --pictures CoMMuTE/images",
            "probe contrastive --model runs/flickr8k-en-de --file CoMMuTE/en-de --regions regions/commute --json")
    {
        model.AddTo(this);
        Add(file);
        Add(pictures);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        using OpenedModel opened = model.Open(parse, pictures: true, context);
        TranslatorInfo info = opened.Translator.Info;
        if (!info.SeesPictures)
            throw new ArgumentException($"{info.Name} sees no pictures, so both pictures of a source would get the same answer; name a model that does");
        IReadOnlyList<ContrastivePair> pairs = ContrastivePair.Read(parse.GetRequiredValue(file), info.SourceLanguage, info.TargetLanguage);
        ContrastiveResult found = context.Progress.Run("probe", "lists", tell =>
            ContrastiveProbe.Run((ITargetScorer)opened.Translator, pairs, parse.GetValue(pictures), tell, context.Cancel));
        if (context.Json)
        {
            context.WriteJson(new
            {
                pairs = pairs.Count, right = Math.Round(found.Accuracy, 4), none = Math.Round(found.AccuracyWithout, 4), p = found.AgainstNone.PValue,
                vectors = new { right = Digits(found.Right), none = Digits(found.None) },
            });
            return ExitCode.Success;
        }

        context.Output.Write(TextTable.Format(["pairs", "ranked right with the picture", "without", "p"],
            [[$"{pairs.Count}", Percent(found.Accuracy), Percent(found.AccuracyWithout), FormattableString.Invariant($"{found.AgainstNone.PValue:0.0000}")]]));
        context.Output.WriteLine("right: the translation that fits the picture has the lower perplexity; p: McNemar's exact test, pair by pair");
        return ExitCode.Success;
    }

    private static string Digits(IReadOnlyList<bool> right) => string.Concat(right.Select(each => each ? '1' : '0'));

    private static string Percent(double part) => FormattableString.Invariant($"{100 * part:0.0}%");
}
