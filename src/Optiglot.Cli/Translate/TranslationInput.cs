using System.CommandLine;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>The options that say what is translated: words of the command line, a file, or standard input; each line with its picture, or none.</summary>
internal sealed class TranslationInput
{
    private readonly Argument<string[]> text = new("TEXT") { Description = "Sentences; without any, lines of --input or of standard input", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> input = new("--input", "-i") { Description = "File of sentences, one a line", HelpName = "FILE" };
    private readonly Option<string?> image = new("--image") { Description = "The picture all sentences describe", HelpName = "FILE" };
    private readonly Option<string?> images = new("--images") { Description = "File with the picture of each sentence, one a line; an empty line is a sentence without picture", HelpName = "FILE" };
    private readonly Option<string?> photos = new("--photos") { Description = "Folder that the names in --images are relative to", HelpName = "DIR" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(text);
        foreach (Option<string?> option in (Option<string?>[])[input, image, images, photos]) command.Add(option);
    }

    /// <summary>Whether any sentence may have a picture.</summary>
    public bool HasPictures(ParseResult parse) => parse.GetValue(image) is not null || parse.GetValue(images) is not null;

    /// <summary>The one picture of all sentences, or null.</summary>
    public string? Image(ParseResult parse) => parse.GetValue(image);

    /// <summary>Whether the sentences stand on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(text) is { Length: > 0 };

    /// <summary>Whether they are lines of standard input.</summary>
    public bool IsStandardInput(ParseResult parse) => !IsGiven(parse) && parse.GetValue(input) is null;

    /// <summary>Number of sentences, or 0 where it is not known before they are read.</summary>
    public long Count(ParseResult parse) => IsGiven(parse) ? parse.GetValue(text)!.Length : parse.GetValue(input) is { } file && File.Exists(file) && !SpecialFile.Is(file) ? PatientReader.Lines(file, CancellationToken.None).LongCount() : 0;

    /// <summary>The files that the sentences and their pictures' names are read from.</summary>
    public IEnumerable<string> Files(ParseResult parse) => ((string?[])[parse.GetValue(input), parse.GetValue(images)]).OfType<string>();

    /// <summary>The requests, read as they are asked for.</summary>
    /// <exception cref="ArgumentException">Options that exclude each other, or an empty sentence on the command line.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">There are more sentences than lines in the picture list, or fewer (found at the end).</exception>
    public IEnumerable<TranslationRequest> Read(ParseResult parse, TextReader standardInput, CancellationToken cancel)
    {
        if (IsGiven(parse) && parse.GetValue(input) is not null) throw new ArgumentException("sentences come from the command line or from --input, not both; leave one out");
        if (parse.GetValue(image) is not null && parse.GetValue(images) is not null) throw new ArgumentException("--image is one picture for all sentences, --images a list of them; leave one out");
        if (IsGiven(parse) && Array.FindIndex(parse.GetValue(text)!, string.IsNullOrWhiteSpace) is >= 0 and int empty)
            throw new ArgumentException($"sentence {empty + 1} on the command line is empty; write one in quotes, or leave it out (in a file, an empty line stays an empty line)");
        IEnumerable<string> sentences = IsGiven(parse) ? parse.GetValue(text)! : parse.GetValue(input) is { } file ? Existing(file, "--input", cancel) : PatientReader.Lines(standardInput, cancel);
        if (parse.GetValue(image) is { } picture) Require(picture);
        return parse.GetValue(images) is { } list
            ? Pair(sentences, Existing(list, "--images", cancel), list, parse.GetValue(photos))
            : sentences.Select(sentence => new TranslationRequest(sentence, parse.GetValue(image)));
    }

    private static IEnumerable<TranslationRequest> Pair(IEnumerable<string> sentences, IEnumerable<string> pictures, string list, string? folder)
    {
        using IEnumerator<string> names = pictures.GetEnumerator();
        long count = 0;
        foreach (string sentence in sentences)
        {
            if (!names.MoveNext()) throw new InvalidDataException($"{list}: has {count} lines, but there are more sentences; give a line for each, an empty one where there is no picture");
            count++;
            string name = names.Current.Trim();
            yield return new TranslationRequest(sentence, name.Length == 0 ? null : folder is null ? name : Path.Combine(folder, name));
        }

        if (names.MoveNext()) throw new InvalidDataException($"{list}: has more lines than the {count} sentences (all were translated); is it the list that belongs to them?");
    }

    private static IEnumerable<string> Existing(string file, string option, CancellationToken cancel) =>
        File.Exists(file) ? PatientReader.Lines(file, cancel) : throw new FileNotFoundException($"{file}: no such file, named by {option}; check the path");

    private static void Require(string picture)
    {
        if (!File.Exists(picture)) throw new FileNotFoundException($"{picture}: no such picture, named by --image; check the path");
    }
}
