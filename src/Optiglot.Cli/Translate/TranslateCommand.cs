using System.CommandLine;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Translates sentences, with their pictures where there are any.</summary>
internal sealed class TranslateCommand : CliCommand
{
    private readonly TranslationInput input = new();
    private readonly ModelOption model = new();
    private readonly SearchOptions search = new();
    private readonly Option<int> nBest = new("--nbest") { Description = "Translations a sentence, each with its score; at most the beam", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> output = new("--out", "-o") { Description = "File to write in place of standard output", HelpName = "FILE" };
    private readonly Option<string?> attention = new("--attention") { Description = "Draw where each word of the translation looked in the picture (one sentence)", HelpName = "PNG" };
    private readonly Option<bool> tokenized = new("--tokenized") { Description = "Write the text as the model wrote it: tokenised, as BLEU of papers is scored" };
    private readonly Option<bool> prepared = new("--prepared") { Description = "The sentences are prepared already, as the model was trained on them" };
    private readonly Option<bool> skipMissing = new("--skip-missing") { Description = "Translate from the text alone where a picture is not found" };
    private readonly Option<bool> lenient = new("--lenient") { Description = "Succeed although sentences were split or have characters the model does not know (each is still told)" };

    /// <summary>Builds the command.</summary>
    public TranslateCommand() : base(
        "translate", "Translates sentences, each with its picture where there is one",
        "translate --model runs/flickr8k-en-de --image photo.jpg \"two dogs play with a ball\"",
        "translate --model runs/flickr8k-en-de --image photo.jpg --attention out.png \"two dogs play with a ball\"",
        "translate --model runs/flickr8k-en-de --input captions.txt --images photos.txt --photos photos/ --nbest 5 --json",
        "translate --model runs/flickr8k-en-de")
    {
        input.AddTo(this);
        model.AddTo(this);
        search.AddTo(this);
        foreach (Option option in (Option[])[nBest, output, attention, tokenized, prepared, skipMissing, lenient]) Add(option);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        bool looks = parse.GetValue(attention) is not null;
        if (looks && input.Image(parse) is null) throw new ArgumentException("--attention draws on a picture: name it with --image FILE");
        int candidates = parse.GetValue(nBest);
        IEnumerable<TranslationRequest> requests = input.Read(parse, context.Console.Input, context.Cancel);
        // One sentence after another is done sooner by all cores together, many by one core each.
        bool isTyped = input.IsStandardInput(parse) && context.Console.IsTyped;
        using OpenedModel opened = model.Open(parse, input.HasPictures(parse), context.Data, input.IsGiven(parse) || isTyped ? 1 : null);
        BeamOptions beam = search.Read(parse, opened.Translator.Info.Search) with { NBest = candidates, Attention = looks };
        TranslationOptions options = new() { Search = beam, Prepared = parse.GetValue(prepared), AllowMissingPictures = parse.GetValue(skipMissing) };
        options.Validate();
        if (parse.GetValue(output) is not { } file)
        {
            // Somebody who types waits for each answer; files go in windows that are sorted by length.
            return Translate(context.Output, isTyped ? options with { Window = 1 } : options, _ => { });
        }

        long total = input.Count(parse);
        int code = ExitCode.Success;
        context.Progress.Run("translate", "sentences", tell =>
        {
            AtomicFile.Write(file, stream =>
            {
                using StreamWriter writer = new(stream, leaveOpen: true);
                code = Translate(writer, options, done => tell(done, total));
            });
            return total;
        });
        return code;

        // What was written is good for as much as could be translated; the exit code says whether that was all.
        int Translate(TextWriter to, TranslationOptions how, Action<long> tell)
        {
            TranslationWriter writer = new(to, context.Json, candidates, parse.GetValue(tokenized));
            bool isWhole = true;
            Queue<TranslationRequest> pending = [];
            foreach (TranslationResult result in opened.Translator.TranslateStream(Remember(requests, pending), how, context.Cancel))
            {
                TranslationRequest request = pending.Dequeue();
                writer.Write(request, result);
                tell(writer.Written);
                isWhole &= result.IsWhole;
                foreach (string note in result.Notes) context.Note($"{(result.IsWhole ? "note" : "optiglot")}: sentence {writer.Written}: {note}");
                if (parse.GetValue(attention) is { } png) AttentionPicture.Write(png, request.Picture!, result, opened.Translator.Info.Detector!);
            }

            return isWhole || parse.GetValue(lenient) ? ExitCode.Success : ExitCode.Failure;
        }
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
