using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Optiglot.Server;

/// <summary>Forms with files to calls. Files go by their order: what a client calls them is not looked at.</summary>
internal static class FormFields
{
    private const string TextField = "text", PictureField = "picture";

    /// <summary>A call to translate: <c>text</c> as often as there are sentences; <c>picture</c> never, once for all of them, or once for each.</summary>
    /// <exception cref="RequestException">A field is wrong, or pictures and sentences do not go together.</exception>
    public static TranslateCall Translate(IFormCollection form)
    {
        CheckNames(form, [TextField, PictureField, "model", "source", "target", "glossary", "beam", "n_best", "attention"]);
        string[] texts = [.. form[TextField].Select(text => text ?? "")];
        var pictures = Pictures(form);
        if (pictures.Count > 1 && pictures.Count != texts.Length)
            throw Refuse($"{pictures.Count} pictures for {texts.Length} sentences; send none, one for all, or as many as sentences");
        return new TranslateCall
        {
            Model = One(form, "model"),
            Source = One(form, "source"),
            Target = One(form, "target"),
            Sentences = [.. texts.Select((text, i) => new Sentence(text, pictures.Count switch { 0 => null, 1 => Name(0), _ => Name(i) }))],
            Pictures = pictures,
            Glossary = Terms(form),
            Beam = Number(form, "beam"),
            NBest = Number(form, "n_best") ?? 1,
            Attention = Truth(form, "attention"),
        };
    }

    /// <summary>A call to detect.</summary>
    /// <exception cref="RequestException">A field is wrong.</exception>
    public static DetectCall Detect(IFormCollection form)
    {
        CheckNames(form, [PictureField, "model"]);
        return new DetectCall(One(form, "model"), Pictures(form));
    }

    private static Dictionary<string, PictureFile> Pictures(IFormCollection form) =>
        form.Files.Select((file, i) => (Name: Name(i), File: new PictureFile(Bytes(file)))).ToDictionary(picture => picture.Name, picture => picture.File);

    // Written as in the file that the command line takes: a term, a tab and its translation on each line.
    private static Dictionary<string, string> Terms(IFormCollection form)
    {
        Dictionary<string, string> terms = [];
        foreach (string line in (One(form, "glossary") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] cells = line.Split('\t', StringSplitOptions.TrimEntries);
            if (cells.Length != 2) throw Refuse($"`glossary`: '{line}': each line is a term, a tab and its translation");
            if (!terms.TryAdd(cells[0], cells[1])) throw Refuse($"`glossary`: '{cells[0]}' is there twice; leave one");
        }

        return terms;
    }

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(IFormFile file)
    {
        using MemoryStream bytes = new((int)file.Length);
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void CheckNames(IFormCollection form, string[] known)
    {
        if (form.Keys.FirstOrDefault(name => !known.Contains(name) || name == PictureField) is { } name)
            throw Refuse(name == PictureField ? $"`{PictureField}` must be a file, not a text"
                : $"unknown field `{name}`; fields are {string.Join(", ", known)}");
        if (form.Files.FirstOrDefault(file => file.Name != PictureField) is { } stranger)
            throw Refuse($"unknown file `{stranger.Name}`; files are called `{PictureField}`");
    }

    private static string? One(IFormCollection form, string name)
    {
        var values = form[name];
        if (values.Count > 1) throw Refuse($"`{name}` is there {values.Count} times; send it once");
        return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
    }

    private static int? Number(IFormCollection form, string name) => One(form, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw Refuse($"`{name}` must be a whole number");

    private static bool Truth(IFormCollection form, string name) => One(form, name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Refuse($"`{name}` must be true or false"),
    };

    private static RequestException Refuse(string why) => new(StatusCodes.Status400BadRequest, why);
}
