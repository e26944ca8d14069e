using System.Collections.Concurrent;

namespace Optiglot.Networks;

/// <summary>All kinds of networks.</summary>
public static class NetworkFamilies
{
    /// <summary>Name of the family of recipes and model folders that name none.</summary>
    public const string Default = "vlp";

    private static readonly INetworkFamily[] Own =
    [
        new BertFusedFamily(),
        new DeliberationFamily(),
        new DoublyAttentiveFamily(),
        new DoublyAttentiveRecurrentFamily(),
        new FusionConvFamily(),
        new GatedFusionFamily(),
        new GraphFusionFamily(),
        new LxmertFamily(),
        new MultimodalSelfAttentionFamily(),
        new SelectiveAttentionFamily(),
        new TargetGatingFamily(),
        new VagFamily(),
        new VlpFamily(),
        new VmmtFamily(),
    ];

    private static readonly ConcurrentDictionary<string, INetworkFamily> ByName = new(Own.ToDictionary(family => family.Name));

    /// <summary>All families, by name.</summary>
    public static IReadOnlyList<INetworkFamily> All => [.. ByName.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];

    /// <summary>Makes a family of your own known, for recipes and model folders of this process.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public static void Register(INetworkFamily family)
    {
        if (!ByName.TryAdd(family.Name, family)) throw new ArgumentException($"there is a family of networks called `{family.Name}` already");
    }

    /// <summary>Makes the network of options that are checked first (<see cref="ModelOptions.Validate"/>).</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what the family does not have.</exception>
    public static INetwork Create(ModelOptions options)
    {
        options.Validate();
        return Find(options.Family).Create(options);
    }

    /// <summary>Parameters of a network, without making it.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Create"/>.</exception>
    public static long ParameterCount(ModelOptions options) => Create(options).Parameters.All.Sum(parameter => parameter.Size);

    /// <summary>A family by its name.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static INetworkFamily Find(string name) => ByName.TryGetValue(name, out INetworkFamily? family)
        ? family
        : throw new ArgumentException($"there is no family of networks called `{name}`: the families are {string.Join(", ", All.Select(each => each.Name))}");
}
