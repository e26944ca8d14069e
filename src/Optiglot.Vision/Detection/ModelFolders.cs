namespace Optiglot.Vision;

/// <summary>Where pre-trained models may lie: detectors' weights, vocabularies, encoders to start from.</summary>
public static class ModelFolders
{
    /// <summary>Environment variable that names a folder of models.</summary>
    public const string Variable = "OPTIGLOT_MODELS";

    /// <summary>Name of such a folder where nobody chose another.</summary>
    public const string Name = "models";

    /// <summary>The folder that new models go to: that of the variable, else `models` in the working folder.</summary>
    public static string Own => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own ? own : Name;

    /// <summary>
    /// Where to look: the folders given, that of OPTIGLOT_MODELS, `models` in or beside the data folder (OPTIGLOT_DATA), `models` or `shared/models` in the
    /// working folder or above it.
    /// </summary>
    public static IEnumerable<string> Search(IEnumerable<string> given)
    {
        foreach (string folder in given) yield return folder;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own) yield return own;
        if (Environment.GetEnvironmentVariable("OPTIGLOT_DATA") is { Length: > 0 } data)
        {
            yield return Path.Combine(data, Name);
            yield return Path.Combine(data, "..", Name);
        }

        foreach (string folder in Folders.Above(Name).Concat(Folders.Above(Path.Combine("shared", Name)))) yield return folder;
    }
}
