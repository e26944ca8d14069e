using System.Text.Json;
using System.Text.RegularExpressions;

namespace Optiglot.Models;

/// <summary>Takes a NuGet package as the SDK takes those of a build, so that sources, mirrors, credentials and caches are the user's own.</summary>
internal static partial class PackageRestore
{
    /// <summary>Restores a package and says where it lies.</summary>
    /// <param name="package">Its id.</param>
    /// <param name="version">Its exact version.</param>
    /// <param name="folder">A folder for the project that asks for it; made anew. A <c>nuget.config</c> above it counts.</param>
    /// <param name="offline">Whether only caches may give it.</param>
    /// <param name="cancel">Ends the restore.</param>
    /// <returns>The package's folder.</returns>
    /// <exception cref="IOException">It cannot be had; the message tells NuGet's reason.</exception>
    public static async Task<string> Take(string package, string version, string folder, bool offline, CancellationToken cancel)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        string none = Directory.CreateDirectory(Path.Combine(folder, "none")).FullName;
        File.WriteAllText(Path.Combine(folder, "take.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                {(offline ? $"<RestoreSources>{none}</RestoreSources>" : "")}
              </PropertyGroup>
              <ItemGroup>
                <PackageDownload Include="{package}" Version="[{version}]" />
              </ItemGroup>
            </Project>
            """);
        // Or else those of a repository above would count.
        foreach (string name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(folder, name), "<Project />");
        (int code, string output) = await DotnetSdk.Run(folder, ["restore", "take.csproj", "-nologo", "-tl:off", "-nodeReuse:false"], cancel);
        if (code != 0)
        {
            throw new IOException(offline
                ? $"NuGet package {package} {version} is in no cache of this machine, and OPTIGLOT_OFFLINE or --offline forbids fetching it; " +
                    "switch that off, or run `dotnet restore` of it elsewhere and copy the cache"
                : $"NuGet package {package} {version} cannot be had: {Reason(output)}; " +
                    "check the network and the sources that `dotnet nuget list source` names, then run the same command again");
        }

        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "obj", "project.assets.json")));
        return assets.RootElement.GetProperty("packageFolders").EnumerateObject()
            .Select(root => Path.Combine(root.Name, package.ToLowerInvariant(), version)).FirstOrDefault(Directory.Exists)
            ?? throw new IOException(
                $"NuGet package {package} {version} was restored, but lies in no package folder; run `dotnet nuget locals all --clear` and try again");
    }

    /// <summary>The first error among what <c>dotnet restore</c> printed, without the project's path.</summary>
    internal static string Reason(string output)
    {
        string[] lines = [.. output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        string line = lines.FirstOrDefault(line => ErrorCode().IsMatch(line)) ?? lines.FirstOrDefault() ?? "dotnet restore printed nothing";
        return Project().Replace(line[(ErrorCode().Match(line) is { Success: true } match ? match.Groups["code"].Index : 0)..], "").TrimEnd('.', ' ');
    }

    [GeneratedRegex(@"error\s*:?\s*(?<code>[A-Z]{2,}\d+)")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\s*\[[^\]]*take\.csproj\]")]
    private static partial Regex Project();
}
