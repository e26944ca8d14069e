using System.Text;
using System.Text.Json.Nodes;

namespace Optiglot.Testing;

/// <summary>
/// Damages sound files in the ways that disks, downloads and hands do, always the same ones: bits, bytes, cuts, repeats and swaps of any file; values, keys and
/// nesting of JSON. Whoever reads such a file may take it or refuse it in one line that names it; anything else is a fault of ours.
/// </summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Words =
    [
        "null", "true", "0", "-1", "1", "2", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e400", "0.5", "\"\"", "\"x\"",
        "\"\\u0000\"", "[]", "{}", "[null]", "[[]]", "{\"a\":null}", "[0]", "[-1, 3]",
    ];

    private readonly Random random = new(seed);

    /// <summary>Damaged copies of a file.</summary>
    public IEnumerable<byte[]> Of(byte[] sound, int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = [.. sound];
            for (int times = random.Next(1, 4); times > 0 && bytes.Length > 0; times--) bytes = Damage(bytes);
            yield return bytes;
        }
    }

    /// <summary>Damaged copies of a JSON text: each one or two of its values replaced, left out, or nested.</summary>
    public IEnumerable<byte[]> OfJson(byte[] sound, int count)
    {
        for (int i = 0; i < count; i++)
        {
            JsonNode root = JsonNode.Parse(sound)!;
            for (int times = random.Next(1, 3); times > 0; times--) Replace(root);
            yield return Encoding.UTF8.GetBytes(root.ToJsonString());
        }
    }

    /// <summary>Damaged copies of a text: lines left out, repeated, indented, cut; words replaced.</summary>
    public IEnumerable<string> OfText(string sound, int count, params string[] words)
    {
        for (int i = 0; i < count; i++)
        {
            List<string> lines = [.. sound.Split('\n')];
            for (int times = random.Next(1, 4); times > 0; times--) Damage(lines, words);
            yield return string.Join('\n', lines);
        }
    }

    /// <summary>Reads each damaged file; what comes out of it must be an exception of these types whose one line names the file.</summary>
    /// <param name="file">Where damaged files are put.</param>
    /// <param name="damaged">The files.</param>
    /// <param name="read">The reader.</param>
    /// <param name="documented">Types besides <see cref="InvalidDataException"/> that its documentation names; they may name another file, such as one that is
    /// missing.</param>
    /// <returns>How many were refused.</returns>
    public static int AssertToldOrTaken(string file, IEnumerable<byte[]> damaged, Action<string> read, params Type[] documented)
    {
        int refused = 0;
        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(file, bytes);
            try
            {
                read(file);
            }
            catch (Exception error)
            {
                refused++;
                if (Fault(error, file, documented) is { } fault)
                    Assert.Fail(
                        $"{fault}\n{error}\nnumber {refused} that was refused; the file, base64: "
                            + $"{Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 20_000)))}");
            }
        }

        return refused;
    }

    private static string? Fault(Exception error, string file, Type[] documented)
    {
        if (error.Message.Contains('\n')) return "several lines";
        if (documented.Contains(error.GetType())) return null;
        return error is not InvalidDataException ? "not documented" : error.Message.Contains(Path.GetFileName(file), StringComparison.Ordinal) ? null
            : "the file is not named";
    }

    private byte[] Damage(byte[] bytes)
    {
        int at = random.Next(bytes.Length), other = random.Next(bytes.Length), length = Math.Min(random.Next(1, 64), bytes.Length - at);
        switch (random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case 1: bytes[at] = (byte)random.Next(256); return bytes;
            case 2: return bytes[..at];
            case 3: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4: return [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]];
            case 5: bytes.AsSpan(at, length).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xFF); return bytes;
            case 6: bytes.AsSpan(at, Math.Min(length, bytes.Length - other)).CopyTo(bytes.AsSpan(other)); return bytes;
            default: return [.. bytes, .. bytes.AsSpan(at, length)];
        }
    }

    private void Replace(JsonNode root)
    {
        List<JsonNode> holders = [.. Holders(root)];
        JsonNode holder = holders[random.Next(holders.Count)];
        JsonNode? value = JsonNode.Parse(Words[random.Next(Words.Length)]);
        if (random.Next(200) == 0) value = JsonNode.Parse(new string('[', 60) + new string(']', 60));
        switch (holder)
        {
            case JsonObject map:
                string key = map.Select(pair => pair.Key).ElementAt(random.Next(map.Count));
                if (random.Next(6) == 0) map.Remove(key);
                else if (random.Next(8) == 0) map["x" + key] = value;
                else map[key] = value;
                break;
            case JsonArray list:
                int at = random.Next(list.Count);
                if (random.Next(6) == 0) list.RemoveAt(at);
                else list[at] = value;
                break;
        }
    }

    private static IEnumerable<JsonNode> Holders(JsonNode node)
    {
        if (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) yield return node;
        IEnumerable<JsonNode?> below = node switch { JsonObject map => map.Select(pair => pair.Value), JsonArray list => list, _ => [] };
        foreach (JsonNode holder in below.OfType<JsonNode>().SelectMany(Holders)) yield return holder;
    }

    private void Damage(List<string> lines, string[] words)
    {
        int at = random.Next(lines.Count);
        string line = lines[at], word = words.Length == 0 ? "x" : words[random.Next(words.Length)];
        int place = random.Next(line.Length + 1), colon = line.IndexOf(':', StringComparison.Ordinal);
        switch (random.Next(7))
        {
            case 0 when lines.Count > 1: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, line); break;
            case 2: lines[at] = "  " + line; break;
            case 3: lines[at] = line[..place]; break;
            case 4 when colon >= 0: lines[at] = $"{line[..colon]}: {word}"; break;
            case 5: lines[at] = line.Insert(place, word); break;
            default: lines[at] = line.TrimStart(); break;
        }
    }
}
