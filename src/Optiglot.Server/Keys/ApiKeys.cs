using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Server;

/// <summary>
/// Who may call: keys are known by their SHA-256 alone, a line each, <c>name hash</c> or <c>hash</c>. Keys are long and random (<c>openssl rand -hex 24</c>),
/// so a plain hash keeps them.
/// </summary>
public sealed class ApiKeys
{
    /// <summary>Environment variable that holds such lines, separated by commas or line ends.</summary>
    public const string Variable = "OPTIGLOT_API_KEYS";

    private readonly IReadOnlyList<(string Name, byte[] Hash)> _keys;

    /// <summary>Reads lines; empty ones and those that begin with # are passed over.</summary>
    /// <exception cref="InvalidDataException">A line is neither.</exception>
    public ApiKeys(IEnumerable<string> lines) =>
        _keys = [.. lines.Select((line, i) => (Line: line.Trim(), Number: i + 1)).Where(line => line.Line.Length > 0 && line.Line[0] != '#')
            .Select(line => Read(line.Line, line.Number))];

    /// <summary>Whether there are any; without, everybody may call.</summary>
    public bool Any => _keys.Count > 0;

    /// <summary>Lines of a file and of the environment variable, where they are.</summary>
    /// <param name="file">The file, or null.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyList<string> Gather(string? file)
    {
        string[] inFile = file is null ? [] : File.Exists(file) ? File.ReadAllLines(file)
            : throw new FileNotFoundException($"{file}: no such file of API keys; check the path");
        string variable = Environment.GetEnvironmentVariable(Variable) ?? "";
        return [.. inFile, .. variable.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>The name of who has that key; null for nobody. Takes the same time whichever it is.</summary>
    public string? NameOf(string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        string? name = null;
        foreach (var known in _keys)
            if (CryptographicOperations.FixedTimeEquals(known.Hash, hash)) name = known.Name;
        return name;
    }

    private static (string Name, byte[] Hash) Read(string line, int number)
    {
        string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string hash = parts[^1];
        bool isHash = hash.Length == 2 * SHA256.HashSizeInBytes && hash.All(char.IsAsciiHexDigit);
        if (parts.Length > 2 || !isHash)
            throw new InvalidDataException(
                $"API keys, line {number}: write `name hash` or `hash`, the hash being the key's SHA-256 in 64 hexadecimal digits (printf %s KEY | sha256sum)");
        return (parts.Length == 2 ? parts[0] : $"key {number}", Convert.FromHexString(hash));
    }
}
