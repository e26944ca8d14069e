using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Translates sentences, with their pictures where there are any.</summary>
internal sealed class TranslateCommand : CliCommand
{
    // Sentences that are sorted by length and translated together into a file: what an interruption may cost.
    private const int Window = 256;

    private readonly TranslationInput input = new();
    private readonly ModelOption model = new();
    private readonly SearchOptions search = new();
    private readonly Option<int> nBest =
        new("--nbest") { Description = "Translations a sentence, each with its score; at most the beam", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> output = new("--out", "-o") { Description = "File to write in place of standard output", HelpName = "FILE" };
    private readonly Option<string?> attention =
        new("--attention") { Description = "Draw where each word of the translation looked in the picture; of several sentences NAME-1.png, NAME-2.png, …",
        HelpName = "PNG" };
    private readonly Option<bool> tokenized = new("--tokenized")
    {
        Description = "Write the text as the model wrote it: tokenised, as BLEU of papers is scored"
    };
    private readonly Option<bool> prepared = new("--prepared") { Description = "The sentences are prepared already, as the model was trained on them" };
    private readonly Option<bool> skipMissing = new("--skip-missing") { Description = "Translate from the text alone where a picture is not found" };
    private readonly Option<string?> glossary = new("--glossary")
    {
        Description = "File of terms and the translations they must have, with a tab between; a wider --beam finds better sentences around them",
        HelpName = "TSV",
    };

    private readonly Option<bool> lenient = new("--lenient")
    {
        Description = "Succeed although sentences were split or have characters the model does not know (each is still told)",
    };

    /// <summary>Builds the command.</summary>
    public TranslateCommand() : base(
        "translate", "Translates sentences, each with its picture where there is one",
        "translate \"two dogs play with a ball\"",
        "translate --model runs/flickr8k-en-de --image photo.jpg \"two dogs play with a ball\"",
        "translate --model runs/flickr8k-en-de --image photo.jpg --attention out.png \"two dogs play with a ball\"",
        "translate --model runs/flickr8k-en-de --glossary terms.tsv --beam 10 \"a man holds a bat\"",
        "translate --model runs/flickr8k-en-de --input captions.txt --images photos.txt --photos photos/ --nbest 5 --json",
        "translate --model runs/flickr8k-en-de")
    {
        input.AddTo(this);
        model.AddTo(this);
        search.AddTo(this);
        foreach (Option option in (Option[])[nBest, output, attention, tokenized, prepared, skipMissing, glossary, lenient]) Add(option);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.ToSave;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        bool looks = parse.GetValue(attention) is not null;
        if (looks && input.Image(parse) is null) throw new ArgumentException("--attention draws on a picture: name it with --image FILE");
        PngName.Check(parse.GetValue(attention), "--attention");
        // A picture a sentence; where there is one, it has the name as given.
        bool isOne = looks && input.IsOne(parse);
        int candidates = parse.GetValue(nBest);
        IEnumerable<TranslationRequest> requests = input.Read(parse, context.Console.Input, context.Cancel);
        // One sentence after another is done sooner by all cores together, many by one core each.
        bool isTyped = input.IsStandardInput(parse) && context.Console.IsTyped;
        using OpenedModel opened = model.Open(parse, input.HasPictures(parse), context, input.IsGiven(parse) || isTyped ? 1 : null);
        BeamOptions beam = search.Read(parse, opened.Translator.Info.Search) with { NBest = candidates, Attention = looks };
        Glossary? terms = parse.GetValue(glossary) is { } tsv ? Glossary.Load(tsv) : null;
        TranslationOptions options = new()
        {
            Search = beam, Prepared = parse.GetValue(prepared), AllowMissingPictures = parse.GetValue(skipMissing), Glossary = terms,
        };
        options.Validate();
        if (parse.GetValue(output) is not { } file)
        {
            // Somebody who types waits for each answer; files go in windows that are sorted by length.
            return Translate(context.Output, isTyped ? options with { Window = 1 } : options, _ => { }, part: null);
        }

        (long total, string? key) = input.Survey(parse);
        TranslationPart part = TranslationPart.Open(file, key is null ? null : Job(parse, opened, key + terms?.Sha256), candidates > 1 && !context.Json);
        if (part.Sentences > 0) context.Note($"going on after the {part.Sentences} sentences that are in {part.FilePath}");
        int code = ExitCode.Success;
        try
        {
            context.Progress.Run("translate", "sentences", tell =>
            {
                part.Write(writer => code = Translate(writer, options with { Window = Window }, done => tell(done, total), part));
                return total;
            });
        }
        catch (Exception) when (part.Remains is { } remains)
        {
            context.Note(remains);
            throw;
        }

        return code;

        // What was written is good for as much as could be translated; the exit code says whether that was all.
        int Translate(TextWriter to, TranslationOptions how, Action<long> tell, TranslationPart? part)
        {
            TranslationWriter writer = new(to, context.Json, candidates, parse.GetValue(tokenized), part?.Sentences ?? 0);
            bool isWhole = part?.IsWhole ?? true;
            Queue<TranslationRequest> pending = [];
            foreach (TranslationResult result in opened.Translator.TranslateStream(Remember(requests.Skip(writer.Written), pending), how, context.Cancel))
            {
                TranslationRequest request = pending.Dequeue();
                writer.Write(request, result);
                isWhole &= result.IsWhole;
                part?.Advance(writer.Written, isWhole);
                tell(writer.Written);
                foreach (string note in result.Notes) context.Note($"{(result.IsWhole ? "note" : "optiglot")}: sentence {writer.Written}: {note}");
                if (parse.GetValue(attention) is not { } png) continue;
                string drawing = isOne ? png : AttentionPicture.Numbered(png, writer.Written);
                AttentionPicture.Write(drawing, request.Picture!, result, opened.Translator.Info.Detector!);
            }

            return isWhole || parse.GetValue(lenient) ? ExitCode.Success : ExitCode.Failure;
        }
    }

    // All that a translation depends on: the command line, what its files hold, the model, and the region store, of which size and time must do: it may have
    // gigabytes.
    private static string Job(ParseResult parse, OpenedModel opened, string key)
    {
        FileInfo? store = opened.Store is { } regions ? new(regions.Path) : null;
        string[] other = [Directory.GetCurrentDirectory(), FileHash.Sha256(Path.Combine(opened.Folder.FolderPath, ModelFolder.ConfigFile)),
            $"{store?.Length} {store?.LastWriteTimeUtc.Ticks}", key];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parse.Tokens.Select(token => token.Value).Concat(other)))));
    }

    private static IEnumerable<TranslationRequest> Remember(IEnumerable<TranslationRequest> requests, Queue<TranslationRequest> pending)
    {
        foreach (TranslationRequest request in requests)
        {
            pending.Enqueue(request);
            yield return request;
        }
    }
}
