using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Translation;

/// <summary>Translations of terms that a translator must use wherever the terms occur.</summary>
public sealed class Glossary : IEquatable<Glossary>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes one of terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="origin">What errors call it.</param>
    /// <exception cref="ArgumentException">A term is there with two translations.</exception>
    public Glossary(IReadOnlyList<GlossaryTerm> terms, string origin = "glossary")
    {
        foreach (var same in terms.GroupBy(term => term.Source))
        {
            if (same.Select(term => term.Target).Distinct().Count() > 1)
                throw new ArgumentException(
                    $"{origin}: '{same.Key}' has {same.Count()} translations, {string.Join(", ", same.Select(term => $"'{term.Target}'"))}; leave one");
        }

        (Terms, Origin) = ([.. terms.Distinct()], origin);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Terms.Select(term => $"{term.Source}\t{term.Target}")))));
    }

    /// <summary>The terms of the glossary, in its order.</summary>
    public IReadOnlyList<GlossaryTerm> Terms { get; }

    /// <summary>What errors call it.</summary>
    public string Origin { get; }

    /// <summary>A hash of the terms.</summary>
    public string Sha256 { get; }

    /// <summary>Whether it has the same terms in the same order, whatever errors call it.</summary>
    public bool Equals(Glossary? other) => other is not null && Sha256 == other.Sha256;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Glossary);

    /// <inheritdoc/>
    public override int GetHashCode() => Sha256.GetHashCode(StringComparison.Ordinal);

    /// <summary>Reads a file: a term, a tab and its translation on each line; empty lines and lines that begin with <c>#</c> are passed over.</summary>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">It is not UTF-8, a line is no pair, or a term has two translations.</exception>
    public static Glossary Load(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: no such glossary; check the path", file);
        string[] lines;
        try
        {
            lines = Strict.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF').Split('\n');
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{file}: not UTF-8 (byte {error.Index}); convert it, for example with iconv", error);
        }

        List<GlossaryTerm> terms = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i].StartsWith('#')) continue;
            string[] cells = [.. lines[i].Split('\t').Select(cell => cell.Trim())];
            if (cells is not [{ Length: > 0 } source, { Length: > 0 } target, ..])
                throw new InvalidDataException($"{file}:{i + 1}: each line is a term, a tab and its translation, as in 'bat<tab>Schläger'");
            terms.Add(new GlossaryTerm(source, target));
        }

        try
        {
            return new Glossary(terms, file);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }
}
