using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>The options that say what is translated: words of the command line, a file, or standard input; each line with its picture, or none.</summary>
internal sealed class TranslationInput
{
    private readonly Argument<string[]> text = new("TEXT")
    {
        Description = "Sentences; without any, lines of --input or of standard input", Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> input = new("--input", "-i")
    {
        Description = "Files of sentences, one a line; of several, or of a pattern such as 'parts/*.txt', one after the other", HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> image = new("--image") { Description = "The picture all sentences describe", HelpName = "FILE" };
    private readonly Option<string?> images =
        new("--images") { Description = "File with the picture of each sentence, one a line; an empty line is a sentence without picture", HelpName = "FILE" };
    private readonly Option<string?> photos = new("--photos") { Description = "Folder that the names in --images are relative to", HelpName = "DIR" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(text);
        foreach (Option option in (Option[])[input, image, images, photos]) command.Add(option);
    }

    /// <summary>Whether any sentence may have a picture.</summary>
    public bool HasPictures(ParseResult parse) => parse.GetValue(image) is not null || parse.GetValue(images) is not null;

    /// <summary>The one picture of all sentences, or null.</summary>
    public string? Image(ParseResult parse) => parse.GetValue(image);

    /// <summary>Whether the sentences stand on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(text) is { Length: > 0 };

    /// <summary>Whether they are lines of standard input.</summary>
    public bool IsStandardInput(ParseResult parse) => !IsGiven(parse) && Inputs(parse).Length == 0;

    /// <summary>Whether it is one sentence; of a file, no more than two lines are read to know.</summary>
    public bool IsOne(ParseResult parse) => IsGiven(parse) ? parse.GetValue(text)!.Length == 1
        : Inputs(parse) is [var file] && IsReadable(file) && PatientReader.Lines(file, CancellationToken.None).Take(2).Count() == 1;

    /// <summary>Looks through the files that the sentences and their pictures' names are read from, each once.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Number of sentences, 0 where it is not known before they are read; and a key of what they say and of the pictures they name, null where that
    /// cannot be read twice.</returns>
    public (long Count, string? Key) Survey(ParseResult parse)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool isKnown = !IsStandardInput(parse);
        long count = IsGiven(parse) ? parse.GetValue(text)!.Length : Inputs(parse).Sum(file => Lines(file, _ => { }));
        Lines(parse.GetValue(images), name => Note(name.Trim() is { Length: > 0 } named ? PathOf(named, parse.GetValue(photos)) : null));
        Note(parse.GetValue(image));
        return (count, isKnown ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null);

        long Lines(string? file, Action<string> look)
        {
            if (file is null || !(isKnown &= IsReadable(file))) return 0;
            long lines = 0;
            foreach (string line in PatientReader.Lines(file, CancellationToken.None))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
                look(line);
                lines++;
            }

            return lines;
        }

        // A picture that is exchanged between two commands is another; to read them all would take longer than to look at them.
        void Note(string? picture)
        {
            if (picture is not null && new FileInfo(picture) is { Exists: true } there)
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{there.Length} {there.LastWriteTimeUtc.Ticks}\n")));
        }
    }

    /// <summary>The requests, read as they are asked for.</summary>
    /// <exception cref="ArgumentException">Options that exclude each other, or an empty sentence on the command line.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">There are more sentences than lines in the picture list, or fewer (found at the end).</exception>
    public IEnumerable<TranslationRequest> Read(ParseResult parse, TextReader standardInput, CancellationToken cancel)
    {
        if (IsGiven(parse) && Inputs(parse).Length > 0)
            throw new ArgumentException("sentences come from the command line or from --input, not both; leave one out");
        if (parse.GetValue(image) is not null && parse.GetValue(images) is not null)
            throw new ArgumentException("--image is one picture for all sentences, --images a list of them; leave one out");
        if (IsGiven(parse) && Array.FindIndex(parse.GetValue(text)!, string.IsNullOrWhiteSpace) is >= 0 and int empty)
            throw new ArgumentException($"sentence {empty + 1} on the command line is empty; write one in quotes, or leave it out "
                + "(in a file, an empty line stays an empty line)");
        IEnumerable<string> sentences = IsGiven(parse) ? parse.GetValue(text)! : Inputs(parse) is { Length: > 0 } files ? Sentences(files, cancel)
            : PatientReader.Lines(standardInput, cancel);
        if (parse.GetValue(image) is { } picture) Require(picture);
        return parse.GetValue(images) is { } list
            ? Pair(sentences, Existing(list, "--images", cancel), list, parse.GetValue(photos))
            : sentences.Select(sentence => new TranslationRequest(sentence, parse.GetValue(image)));
    }

    private string[] Inputs(ParseResult parse) => FilePatterns.Expand(parse.GetValue(input) ?? []);

    // All must be there before the first is read.
    private static IEnumerable<string> Sentences(string[] files, CancellationToken cancel)
    {
        IEnumerable<string>[] read = [.. files.Select(file => Existing(file, "--input", cancel))];
        return read.SelectMany(lines => lines);
    }

    private static IEnumerable<TranslationRequest> Pair(IEnumerable<string> sentences, IEnumerable<string> pictures, string list, string? folder)
    {
        using IEnumerator<string> names = pictures.GetEnumerator();
        long count = 0;
        foreach (string sentence in sentences)
        {
            if (!names.MoveNext()) throw new InvalidDataException(
                $"{list}: has {count} lines, but there are more sentences; give a line for each, an empty one where there is no picture");
            count++;
            string name = names.Current.Trim();
            yield return new TranslationRequest(sentence, name.Length == 0 ? null : PathOf(name, folder));
        }

        if (names.MoveNext())
            throw new InvalidDataException($"{list}: has more lines than the {count} sentences (all were translated); is it the list that belongs to them?");
    }

    private static string PathOf(string name, string? folder) => folder is null ? name : Path.Combine(folder, name);

    // What comes through a pipe cannot be read again.
    private static bool IsReadable(string file) => File.Exists(file) && !SpecialFile.Is(file);

    private static IEnumerable<string> Existing(string file, string option, CancellationToken cancel) =>
        File.Exists(file) ? PatientReader.Lines(file, cancel) : throw new FileNotFoundException($"{file}: no such file, named by {option}; check the path");

    private static void Require(string picture)
    {
        if (!File.Exists(picture)) throw new FileNotFoundException($"{picture}: no such picture, named by --image; check the path");
    }
}
