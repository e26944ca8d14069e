namespace Optiglot.Networks;

/// <summary>All kinds of networks.</summary>
public static class NetworkFamilies
{
    /// <summary>Name of the family of recipes and model folders that name none.</summary>
    public const string Default = "vlp";

    private static readonly Dictionary<string, INetworkFamily> ByName = new INetworkFamily[] { new SelectiveAttentionFamily(), new VlpFamily() }.ToDictionary(family => family.Name);

    /// <summary>All families, by name.</summary>
    public static IReadOnlyList<INetworkFamily> All => [.. ByName.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];

    /// <summary>A family by its name.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static INetworkFamily Find(string name) => ByName.TryGetValue(name, out INetworkFamily? family)
        ? family
        : throw new ArgumentException($"there is no family of networks called `{name}`: the families are {string.Join(", ", All.Select(each => each.Name))}");
}
