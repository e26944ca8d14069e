namespace Optiglot.Training;

/// <summary>Reads which commit a folder stands at, from git's own files.</summary>
public static class GitCommit
{
    /// <summary>The commit of the repository a folder lies in, 40 hexadecimal digits, or "unknown".</summary>
    public static string Read(string folder)
    {
        try
        {
            return Find(Path.GetFullPath(folder)) is { } git ? Resolve(git) : "unknown";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }

    private static string? Find(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string git = Path.Combine(folder, ".git");
            if (Directory.Exists(git)) return git;
            // A worktree has a file that says where its git folder is.
            if (File.Exists(git) && Value(File.ReadAllText(git), "gitdir: ") is { } elsewhere) return Path.Combine(folder, elsewhere);
        }
        return null;
    }

    private static string Resolve(string git)
    {
        string head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (Value(head, "ref: ") is not { } branch) return head;
        string shared = Path.Combine(git, "commondir") is { } pointer && File.Exists(pointer) ? Path.Combine(git, File.ReadAllText(pointer).Trim()) : git;
        string loose = Path.Combine(shared, branch), packed = Path.Combine(shared, "packed-refs");
        if (File.Exists(loose)) return File.ReadAllText(loose).Trim();
        string? line = File.Exists(packed) ? File.ReadLines(packed).FirstOrDefault(each => each.EndsWith(" " + branch, StringComparison.Ordinal)) : null;
        return line?.Split(' ')[0] ?? "unknown";
    }

    private static string? Value(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].Trim() : null;
}
